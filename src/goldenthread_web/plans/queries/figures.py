"""How much is in the themes that a plan may rest on."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from goldenthread_web.engagement.models import Contribution, EngagementResponse
from goldenthread_web.engagement.queries.exercises import THAT_COUNT
from goldenthread_web.plans.wording import count_sentence
from goldenthread_web.themes.models import Theme
from goldenthread_web.themes.queries.counts import is_partly_with_lead, tally_to_show

# Removed words are gone; what the safeguarding lead has counts again when it comes back.
NOT_COUNTED = (Contribution.Status.REMOVED, Contribution.Status.SAFEGUARDING)


@dataclass(frozen=True, slots=True)
class ThemeFigures:
    """A theme with what is in it now, the themes nested in it included, each person once."""

    theme: Theme
    contribution_count: int
    people_count: int
    answered_count: int

    @property
    def engagement_title(self) -> str:
        return self.theme.codebook.engagement.title

    @property
    def share(self) -> float:
        """Of all contributions of its engagement, 0 to 1."""
        return self.contribution_count / self.answered_count if self.answered_count else 0.0

    @property
    def sentence(self) -> str:
        """Return "63 of 812 contributions, from 58 people"."""
        return count_sentence(self.contribution_count, self.answered_count, self.people_count)


def standing_themes() -> QuerySet[Theme]:
    """Return every theme that stands, of every engagement."""
    return _with_tallies().filter(ended_at=None)


def _with_tallies() -> QuerySet[Theme]:
    found = Theme.objects.annotate(is_partly_with_lead=is_partly_with_lead())
    return found.select_related("tally", "parent", "codebook__engagement")


def figures_of(themes: Iterable[Theme]) -> dict[int, ThemeFigures]:
    """Return the figures of each theme, by its id, in two queries."""
    return _figures_by_id(_with_tallies().in_bulk([theme.pk for theme in themes]))


def _figures_by_id(found: dict[int, Theme]) -> dict[int, ThemeFigures]:
    answered = _answered({theme.codebook.engagement_id for theme in found.values()})
    return {
        pk: _figures(theme, answered.get(theme.codebook.engagement_id, 0))
        for pk, theme in found.items()
    }


def _figures(theme: Theme, answered: int) -> ThemeFigures:
    tally = tally_to_show(theme)
    return ThemeFigures(
        theme=theme,
        contribution_count=tally.with_nested_count,
        people_count=tally.with_nested_people_count,
        answered_count=answered,
    )


def _answered(engagement_ids: set[int]) -> dict[int, int]:
    """Return how many contributions of each engagement count."""
    there = Count("contributions", filter=~Q(contributions__status__in=NOT_COUNTED))
    found = EngagementResponse.objects.filter(THAT_COUNT, engagement_id__in=engagement_ids)
    counted: dict[int, int] = dict(found.order_by().values_list("engagement_id").annotate(n=there))
    return counted


def themes_to_rest_on() -> list[ThemeFigures]:
    """Return the figures of every theme that stands, those of one name together.

    The name that most people spoke of comes first, and in it the engagement with most.
    """
    figures = list(_figures_by_id(standing_themes().in_bulk()).values())
    people: Counter[str] = Counter()
    for one in figures:
        people[one.theme.name] += one.people_count
    return sorted(
        figures,
        key=lambda one: (-people[one.theme.name], one.theme.name, -one.people_count, one.theme.pk),
    )
