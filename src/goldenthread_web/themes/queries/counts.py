"""How much is in a theme: contributions, contributions with copies once, and people."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from goldenthread_web.engagement.models import Contribution, Engagement, EngagementResponse
from goldenthread_web.engagement.queries.contributions import counted
from goldenthread_web.themes.models import Coding, DiscoveryRun, NearDuplicate, Theme, ThemeTally
from goldenthread_web.themes.queries.runs import latest_run


@dataclass(frozen=True, slots=True)
class Counted:
    """Contributions, contributions with copies of one text once, and people, each once."""

    contribution_count: int
    without_copies_count: int
    people_count: int


@dataclass(frozen=True, slots=True)
class ThemeCount:
    """A theme and what is in it: say "contribution_count of answered_count".

    `answered_count` is every contribution of the engagement that counts. A count
    of contributions is not a vote, so people stand apart: each response counts
    for as many people as it speaks for, once a theme. `with_nested_…` add the
    themes nested in this one, each contribution and each person once.
    `stability` (0 to 1) is that of the suggestion the theme came from; None for
    one that was added by hand.
    """

    theme: Theme
    contribution_count: int
    without_copies_count: int
    people_count: int
    with_nested_count: int
    with_nested_people_count: int
    answered_count: int
    parent: Theme | None
    stability: float | None

    @property
    def copy_count(self) -> int:
        return self.contribution_count - self.without_copies_count

    @property
    def share(self) -> float:
        """Of all contributions that count, 0 to 1; 0 where there are none."""
        return self.contribution_count / self.answered_count if self.answered_count else 0.0


def themes_with_counts(
    engagement: Engagement, *, answered_count: int | None = None
) -> list[ThemeCount]:
    """Return the themes that stand, largest first, each followed by those nested in it.

    Hand `answered_count` in where it is known already: counting takes its time.
    """
    answered = counted(engagement).count() if answered_count is None else answered_count
    counts = [_count_of(theme, answered) for theme in _standing_themes(engagement)]
    counts.sort(key=lambda count: (-count.with_nested_count, count.theme.name))
    heads = [count for count in counts if count.parent is None]
    return [line for head in heads for line in (head, *_nested_in(head, counts))]


def count_coded(
    theme_ids: Collection[int], run: DiscoveryRun | None, *, with_lead: bool = True
) -> Counted:
    """Return what is in these themes together, counted from the codings themselves.

    `with_lead`: with what the safeguarding lead has just now, as it is stored and
    never shown, so that nothing is counted again when it comes back.
    """
    codings = Coding.objects.filter(theme_id__in=theme_ids, ended_at=None)
    if not with_lead:
        codings = codings.exclude(contribution__status=Contribution.Status.SAFEGUARDING)
    contributions = codings.values("contribution_id")
    total = codings.aggregate(n=Count("contribution_id", distinct=True))["n"]
    return Counted(total, total - _extra_copies(contributions, run), _people(contributions))


def _standing_themes(engagement: Engagement) -> QuerySet[Theme]:
    found = Theme.objects.filter(codebook__engagement=engagement, ended_at=None)
    found = found.annotate(is_partly_with_lead=is_partly_with_lead())
    return found.select_related("tally", "parent", "suggested_theme")


def is_partly_with_lead() -> Exists:
    """Return whether the lead has something of a theme, to annotate themes with under this name."""
    with_lead = Coding.objects.filter(
        Q(theme=OuterRef("pk")) | Q(theme__parent=OuterRef("pk"), theme__ended_at=None),
        ended_at=None,
        contribution__status=Contribution.Status.SAFEGUARDING,
    )
    return Exists(with_lead)


def tally_to_show(theme: Theme) -> ThemeTally:
    """Return the stored tally, or a new one while the lead has something of the theme.

    Annotate the theme with `is_partly_with_lead` when showing many.
    """
    is_stored = hasattr(theme, "tally") and not getattr(theme, "is_partly_with_lead", True)
    return theme.tally if is_stored else tally_of(theme, with_lead=False)


def _count_of(theme: Theme, answered: int) -> ThemeCount:
    tally = tally_to_show(theme)
    return ThemeCount(
        theme=theme,
        contribution_count=tally.contribution_count,
        without_copies_count=tally.without_copies_count,
        people_count=tally.people_count,
        with_nested_count=tally.with_nested_count,
        with_nested_people_count=tally.with_nested_people_count,
        answered_count=answered,
        parent=theme.parent,
        stability=theme.suggested_theme.stability if theme.suggested_theme else None,
    )


def tally_of(theme: Theme, *, with_lead: bool = True) -> ThemeTally:
    """Return the tally of a theme as it should be now, not stored."""
    run = latest_run(theme.codebook.engagement)
    nested = list(theme.nested.filter(ended_at=None).values_list("pk", flat=True))
    own = count_coded([theme.pk], run, with_lead=with_lead)
    together = count_coded([theme.pk, *nested], run, with_lead=with_lead) if nested else own
    return ThemeTally(
        theme=theme,
        contribution_count=own.contribution_count,
        without_copies_count=own.without_copies_count,
        people_count=own.people_count,
        with_nested_count=together.contribution_count,
        with_nested_people_count=together.people_count,
    )


def _nested_in(head: ThemeCount, counts: list[ThemeCount]) -> list[ThemeCount]:
    return [count for count in counts if count.parent and count.parent.pk == head.theme.pk]


def _people(contributions: "QuerySet[Coding, Any]") -> int:
    responses = Contribution.objects.filter(id__in=contributions).values("response_id")
    found = EngagementResponse.objects.filter(id__in=responses)
    total: int | None = found.aggregate(n=Sum("people_count"))["n"]
    return total or 0


def _extra_copies(contributions: "QuerySet[Coding, Any]", run: DiscoveryRun | None) -> int:
    """Return how many contributions repeat a text that is here already.

    A group whose first text is elsewhere still stands here once.
    """
    copies = NearDuplicate.objects.filter(run=run, contribution_id__in=contributions)
    elsewhere = copies.exclude(first_id__in=contributions)
    texts: int = elsewhere.aggregate(n=Count("first_id", distinct=True))["n"]
    return copies.count() - texts


def count_of_theme(theme: Theme) -> ThemeCount:
    """Return one theme with what is in it."""
    found = Theme.objects.annotate(is_partly_with_lead=is_partly_with_lead())
    found = found.select_related("tally", "parent", "suggested_theme")
    return _count_of(found.get(pk=theme.pk), counted(theme.codebook.engagement).count())
