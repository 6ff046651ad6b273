"""Where contributions went: into themes by a person, or only where a method would put them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet

from goldenthread_web.engagement.models import Contribution, Engagement
from goldenthread_web.engagement.queries.contributions import counted
from goldenthread_web.themes.models import Coding, SuggestedTheme, Suggestion, Theme

NOT_READ = (Contribution.Status.WITHHELD, Contribution.Status.SAFEGUARDING)


@dataclass(frozen=True, slots=True)
class GivenTheme:
    """A theme that a person gave; `origin` is a value of `Coding.Origin`."""

    theme: Theme
    origin: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Placement:
    """Where one contribution stands.

    `given` are decisions. `suggested` is where the latest method would put it,
    which nobody has decided; None where it found no place or a person set the
    suggested theme aside (`was_set_aside`). `was_read`: any method has read it.
    """

    given: tuple[GivenTheme, ...] = ()
    suggested: SuggestedTheme | None = None
    confidence: float | None = None
    was_read: bool = False
    was_set_aside: bool = False

    @property
    def is_placed(self) -> bool:
        return bool(self.given)


def active_codings(engagement: Engagement) -> QuerySet[Coding]:
    """Return the decisions that stand: of themes that stand, not taken back."""
    return Coding.objects.filter(
        ended_at=None, theme__ended_at=None, theme__codebook__engagement=engagement
    )


def readable(engagement: Engagement) -> QuerySet[Contribution]:
    """Return what sense is made of: what counts and is neither withheld nor safeguarded."""
    return counted(engagement).exclude(status__in=NOT_READ)


def not_placed(engagement: Engagement) -> QuerySet[Contribution]:
    """Return the queue: what can be read and that no person has put in a theme yet."""
    return readable(engagement).filter(~Exists(codings_of_outer()))


def themes_of(contributions: Iterable[Contribution | int]) -> Mapping[int, Placement]:
    """Return where each contribution stands, by its id, in two queries.

    For a page or a batch at a time: the ids go into the query one by one.
    """
    ids = [item if isinstance(item, int) else item.pk for item in contributions]
    given: dict[int, list[GivenTheme]] = {}
    for coding in _codings_of(ids):
        decision = GivenTheme(coding.theme, coding.origin, coding.at)
        given.setdefault(coding.contribution_id, []).append(decision)
    suggestions = {suggestion.contribution_id: suggestion for suggestion in _suggestions_of(ids)}
    return {pk: _placement(given.get(pk, []), suggestions.get(pk)) for pk in ids}


def codings_of_outer() -> QuerySet[Coding]:
    """Return the decisions on the contribution of the query around this one."""
    return Coding.objects.filter(contribution=OuterRef("pk"), ended_at=None, theme__ended_at=None)


def _codings_of(ids: list[int]) -> QuerySet[Coding]:
    found = Coding.objects.filter(contribution_id__in=ids, ended_at=None, theme__ended_at=None)
    return found.select_related("theme").order_by("theme__position", "theme__name", "id")


def _suggestions_of(ids: list[int]) -> QuerySet[Suggestion]:
    """Return the suggestions of finished runs, those of the latest run last."""
    found = Suggestion.objects.filter(contribution_id__in=ids, run__finished_at__isnull=False)
    return found.select_related("suggested_theme").order_by("run__finished_at", "run_id")


def _placement(given: list[GivenTheme], suggestion: Suggestion | None) -> Placement:
    if suggestion is None:
        return Placement(tuple(given))
    suggested = suggestion.suggested_theme
    is_set_aside = suggested is not None and suggested.set_aside_at is not None
    return Placement(
        tuple(given),
        None if is_set_aside else suggested,
        suggestion.confidence,
        was_read=True,
        was_set_aside=is_set_aside,
    )
