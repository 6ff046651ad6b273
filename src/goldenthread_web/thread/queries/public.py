"""One contribution and one theme, as the public sees them."""

from dataclasses import dataclass

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from goldenthread_web.engagement.models import Contribution
from goldenthread_web.engagement.queries.contributions import released
from goldenthread_web.plans.models import EditionElement
from goldenthread_web.plans.wording import count_sentence
from goldenthread_web.themes.models import Coding, Theme
from goldenthread_web.themes.queries import ThemeCount, themes_with_counts
from goldenthread_web.thread.queries.elements import elements_by_theme, themes_in_public
from goldenthread_web.thread.queries.journeys import Journey, follow


@dataclass(frozen=True, slots=True)
class PublicTheme:
    """A theme with its counts, what may be read of it, and what rests on it."""

    theme: Theme
    count: ThemeCount | None
    words: QuerySet[Contribution]
    elements: list[EditionElement]

    @property
    def heard(self) -> str:
        """How much was said, with small counts hidden."""
        if self.count is None:
            return ""
        sentence = count_sentence(
            self.count.contribution_count, self.count.answered_count, self.count.people_count
        )
        return f"{sentence[:1].upper()}{sentence[1:]}."


def public_journey(reference: str) -> Journey:
    """Return the journey of a released contribution; anything else is not found."""
    return follow([get_object_or_404(released(), reference=reference)])[0]


def public_theme(theme_id: int) -> PublicTheme:
    """Return a theme that a published edition rests on; anything else is not found."""
    known = themes_in_public()
    theme = known.get(theme_id)
    if theme is None:
        theme = get_object_or_404(Theme.objects.none(), pk=theme_id)
    counts = themes_with_counts(theme.codebook.engagement)
    count = next((one for one in counts if one.theme.pk == theme.pk), None)
    coded = Coding.objects.filter(theme=theme, ended_at=None).values("contribution_id")
    return PublicTheme(
        theme=theme,
        count=count,
        words=released().filter(id__in=coded).order_by("id"),
        elements=elements_by_theme([theme])[theme.pk],
    )
