"""Everything counted under one filter, and what is kept of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Sum

from goldenthread_web.engagement.models import (
    Engagement,
    EngagementResponse,
    Question,
    ResponsePattern,
)
from goldenthread_web.engagement.queries.exercises import counted_responses, there_by
from goldenthread_web.jobs.models import Job
from goldenthread_web.reports.models import KeptResults
from goldenthread_web.reports.queries.results.answered import questions_of
from goldenthread_web.reports.queries.results.counting import count_questions
from goldenthread_web.reports.queries.results.counts import ResultCounts
from goldenthread_web.reports.queries.results.filters import EVERYTHING, ResultFilter
from goldenthread_web.reports.queries.results.scope import scope_of
from goldenthread_web.reports.queries.results.taking_part import (
    count_days,
    count_groups,
    count_minutes,
)

SMALL = 5_000
LONGEST_ADDRESS = 400  # characters: a filter whose address is longer is not kept
# Two looks at public figures must not tell of fewer people than this.
FEWEST_NEW = 5
LONGEST_OLD = timedelta(minutes=1)
# A removal that began before the counting may have ended after it.
LONGEST_CHANGE = timedelta(seconds=10)


@dataclass(frozen=True, slots=True)
class ResultsToShow:
    """What a page can show: counts and when they were right, or the job that counts."""

    counts: ResultCounts | None
    counted_at: datetime | None
    is_behind: bool = False
    job: Job | None = None


@dataclass(frozen=True, slots=True)
class Moment:
    """As of when figures are and of how many responses, and when they were counted."""

    responses: int
    counted_at: datetime
    made_at: datetime


def count_results(
    engagement: Engagement,
    chosen: ResultFilter = EVERYTHING,
    *,
    questions: list[Question] | None = None,
    until: datetime | None = None,
) -> ResultCounts:
    """Return everything counted, in a fixed number of queries; `questions` where they are known."""
    scope = scope_of(engagement, chosen, until=until)
    responses = scope.responses()
    return ResultCounts(
        responses=responses.count(),
        people=responses.aggregate(n=Sum("people_count"))["n"] or 0,
        days=count_days(scope),
        groups=tuple(count_groups(scope)),
        minutes=count_minutes(scope),
        questions=count_questions(questions or questions_of(engagement), scope),
    )


def kept_results(engagement: Engagement, address: str, *, for_public: bool) -> KeptResults | None:
    """Return what is kept under this address, if anything."""
    found = KeptResults.objects.filter(
        engagement=engagement, address=address, is_for_public=for_public
    )
    return found.select_related("job").first()


def last_public_look(engagement: Engagement, *, current: int) -> KeptResults | None:
    """Return the newest public figures, if fewer than several more have answered since.

    All public figures are counted as of then: of a question that stands in two
    tables, two looks would tell of one person otherwise. A removal makes no new look:
    what is removed is gone, and whoever came since is not told of alone.
    """
    kept = KeptResults.objects.filter(
        engagement=engagement, is_for_public=True, counted_at__isnull=False
    )
    newest = kept.order_by("-counted_at").first()
    if newest is None or newest.counted_at is None:
        return None
    is_apart = came_since(engagement, newest.counted_at, current=current) >= FEWEST_NEW
    return None if is_apart else newest


def came_since(engagement: Engagement, at: datetime, *, current: int) -> int:
    """Return how many of the responses that count now came after this time."""
    return current - counted_responses(engagement).filter(there_by(at)).count()


def last_told(engagement: Engagement) -> datetime | None:
    """Return as of when the public was last told figures of an engagement."""
    look = last_public_look(engagement, current=how_many(engagement))
    return look.counted_at if look else None


def waiting_for_public(engagement: Engagement) -> int:
    """Return how many responses count that the public is not told of yet; fewer than several."""
    current = how_many(engagement)
    look = last_public_look(engagement, current=current)
    if look is None or look.counted_at is None:
        return 0
    return came_since(engagement, look.counted_at, current=current)


def how_many(engagement: Engagement) -> int:
    """Return how many responses count now: whether to keep, and whether what is kept is old."""
    return counted_responses(engagement).count()


def is_small(engagement: Engagement) -> bool:
    """Return whether everything can be counted while somebody waits."""
    return how_many(engagement) <= SMALL


def is_outdated(kept: KeptResults) -> bool:
    """Return whether something was withdrawn since these were counted."""
    at = kept.made_at or kept.counted_at
    return at is not None and is_withdrawn_since(kept.engagement, at)


def is_withdrawn_since(engagement: Engagement, at: datetime) -> bool:
    """Return whether something was removed, or is shown apart, since then: counts must not stand."""
    since = at - LONGEST_CHANGE
    removed = EngagementResponse.objects.filter(engagement=engagement, removed_at__gte=since)
    concluded = ResponsePattern.objects.filter(engagement=engagement, concluded_at__gte=since)
    return removed.exists() or concluded.exists()
