"""Words that led nowhere, and elements without words, at any time."""

from dataclasses import dataclass

from goldenthread.disclosure import show_count
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.queries.exercises import published
from goldenthread_web.plans.models import EditionElement
from goldenthread_web.plans.queries import current_editions
from goldenthread_web.plans.wording import count_sentence
from goldenthread_web.themes.models import Theme
from goldenthread_web.themes.queries import ThemeCount, not_placed, themes_with_counts
from goldenthread_web.thread.queries.elements import elements_by_theme


@dataclass(frozen=True, slots=True)
class EngagementEnds:
    """What of one engagement led nowhere yet."""

    engagement: Engagement
    not_placed: str
    unanswered: list["Unanswered"]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """A theme on which nothing in the plan rests, and how much was said, small counts hidden."""

    theme: Theme
    heard: str


def ends_of_engagements() -> list[EngagementEnds]:
    """Return for each published engagement what is not placed and what no element answers."""
    counts = {engagement: themes_with_counts(engagement) for engagement in published()}
    answering = elements_by_theme(one.theme for lines in counts.values() for one in lines)
    return [
        EngagementEnds(
            engagement=engagement,
            not_placed=show_count(not_placed(engagement).count()).text,
            unanswered=[_unanswered(count) for count in lines if not answering[count.theme.pk]],
        )
        for engagement, lines in counts.items()
    ]


def _unanswered(count: ThemeCount) -> Unanswered:
    return Unanswered(
        count.theme,
        count_sentence(count.contribution_count, count.answered_count, count.people_count),
    )


def elements_without_words() -> list[EditionElement]:
    """Return the published elements that rest on no words of anybody."""
    of_newest = EditionElement.objects.filter(edition__in=current_editions().values("pk"))
    resting = of_newest.exclude(bases__theme=None).values_list("pk", flat=True)
    quoting = of_newest.filter(bases__quotes__isnull=False).values_list("pk", flat=True)
    found = of_newest.exclude(pk__in={*resting, *quoting}).select_related("edition")
    return list(found.prefetch_related("bases").order_by("-edition__number", "position"))
