"""What a suggested theme would hold."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from goldenthread_web.themes.models import Coding, SuggestedTheme, Suggestion, Theme
from goldenthread_web.themes.queries.placements import readable


def would_place(suggested: SuggestedTheme) -> QuerySet[Suggestion]:
    """Return the suggestions that accepting would follow: of what waits in the queue."""
    placed = Coding.objects.filter(
        contribution=OuterRef("contribution"), ended_at=None, theme__ended_at=None
    )
    here = readable(suggested.run.engagement).filter(pk=OuterRef("contribution"))
    return suggested.suggestions.filter(~Exists(placed), Exists(here)).order_by("contribution")


@dataclass(frozen=True, slots=True)
class Overlap:
    """How much of a suggestion a person has put in one theme already."""

    theme: Theme
    contribution_count: int


def overlaps(suggested: SuggestedTheme, most: int = 5) -> list[Overlap]:
    """Return the themes that hold what this suggestion would, the largest share first."""
    placed = Coding.objects.filter(
        contribution__in=suggested.suggestions.values("contribution"),
        ended_at=None,
        theme__ended_at=None,
    )
    counts = placed.values_list("theme").annotate(n=Count("pk")).order_by("-n", "theme")[:most]
    themes = Theme.objects.in_bulk([theme_id for theme_id, _ in counts])
    return [Overlap(themes[theme_id], n) for theme_id, n in counts]
