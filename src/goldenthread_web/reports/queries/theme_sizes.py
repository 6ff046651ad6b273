"""How much is in each theme, question by question, counted in the database."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet, Value
from django.db.models.functions import Coalesce

from goldenthread_web.engagement.models import Contribution, Engagement
from goldenthread_web.engagement.queries.contributions import PUBLIC_STATUSES
from goldenthread_web.engagement.queries.exercises import there_by
from goldenthread_web.themes.models import Coding, Suggestion
from goldenthread_web.themes.queries import active_codings

IS_PUBLIC = Q(
    contribution__status__in=PUBLIC_STATUSES, contribution__response__may_publish_words=True
)
IS_ACCEPTED = Q(origin=Coding.Origin.ACCEPTED)
# Removed words are gone; what the safeguarding lead has counts again when it comes back.
NOT_COUNTED = (Contribution.Status.REMOVED, Contribution.Status.SAFEGUARDING)
OF_RESPONSE = "contribution__response__"
Place = tuple[int, int | None]  # theme, question


@dataclass
class Size:
    """What is in one theme of one question."""

    contributions: int = 0
    people: int = 0
    accepted: int = 0
    by_capacity: Counter[str] = field(default_factory=Counter)
    # Released contributions, at most two of each capacity and size of group.
    readable: list[int] = field(default_factory=list)


@dataclass
class ThemeSizes:
    """The sizes of themes, those nested in them included, and what is in any of them."""

    sizes: dict[Place, Size] = field(default_factory=dict)
    nested: dict[Place, int] = field(default_factory=dict)
    placed: dict[int | None, int] = field(default_factory=dict)


def coded_sizes(
    engagement: Engagement, *, has_nested: bool, until: datetime | None = None
) -> ThemeSizes:
    """Return what people put in each theme, in two queries, three where themes are nested."""
    codings = _codings_that_count(engagement).filter(there_by(until, OF_RESPONSE))
    heads = codings.annotate(head=Coalesce("theme__parent", "theme"))
    return ThemeSizes(
        sizes=_sizes(heads, accepted=IS_ACCEPTED, is_distinct=has_nested),
        nested=_nested_counts(codings) if has_nested else {},
        placed=_count_by_question(codings),
    )


def suggested_sizes(runs: dict[int | None, int], *, until: datetime | None = None) -> ThemeSizes:
    """Return where the method would put contributions, in one query.

    `runs` gives for each question the run whose suggestions stand for it.
    """
    stands = Q(pk__in=[])
    for question, run in runs.items():
        stands |= Q(run=run, contribution__question=question)
    found = Suggestion.objects.filter(
        stands,
        there_by(until, OF_RESPONSE),
        suggested_theme__isnull=False,
        suggested_theme__set_aside_at=None,
    )
    found = found.exclude(contribution__status__in=NOT_COUNTED)
    sizes = _sizes(found.annotate(head=F("suggested_theme")), accepted=None)
    placed: Counter[int | None] = Counter()
    for (_, question), size in sizes.items():
        placed[question] += size.contributions
    return ThemeSizes(sizes, placed=dict(placed))


def _codings_that_count(engagement: Engagement) -> QuerySet[Coding]:
    codings = active_codings(engagement).order_by()
    return codings.exclude(contribution__status__in=NOT_COUNTED)


def _sizes(
    rows: "QuerySet[Any]", *, accepted: Q | None, is_distinct: bool = False
) -> dict[Place, Size]:
    """Return sizes by head and question: grouped by people in a response, so SQL can add up."""
    grouped = rows.values_list(
        "head",
        "contribution__question",
        "contribution__response__capacity",
        "contribution__response__people_count",
    ).annotate(
        n=Count("contribution", distinct=is_distinct),
        responses=Count("contribution__response", distinct=True),
        accepted=Count("id", filter=accepted) if accepted else Value(0),
        first=Min("contribution", filter=IS_PUBLIC),
        last=Max("contribution", filter=IS_PUBLIC),
    )
    sizes: dict[Place, Size] = {}
    for head, question, capacity, people, n, responses, agreed, first, last in grouped:
        size = sizes.setdefault((head, question), Size())
        size.contributions += n
        size.people += people * responses
        size.accepted += agreed
        size.by_capacity[capacity] += n
        size.readable += dict.fromkeys(pk for pk in (first, last) if pk)
    return sizes


def _nested_counts(codings: QuerySet[Coding]) -> dict[Place, int]:
    nested = codings.exclude(theme__parent=None)
    grouped = nested.values_list("theme", "contribution__question").annotate(n=Count("id"))
    return {(theme, question): count for theme, question, count in grouped}


def _count_by_question(codings: QuerySet[Coding]) -> dict[int | None, int]:
    grouped = codings.values_list("contribution__question")
    return dict(grouped.annotate(n=Count("contribution", distinct=True)))
