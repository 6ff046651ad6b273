"""Counting large engagements again in the background, so that nobody who reads has to wait."""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from goldenthread.records.results import ShownCrossing
from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.jobs.changes import add_job, enqueue_on_commit, working_on
from goldenthread_web.jobs.models import Job
from goldenthread_web.people.audit import By
from goldenthread_web.reports import changes, queries
from goldenthread_web.reports.models import KeptResults
from goldenthread_web.reports.queries.results import kept as results
from goldenthread_web.reports.queries.results.answered import questions_of
from goldenthread_web.reports.queries.results.counts import (
    ResultCounts,
    read_counts,
    read_crossing,
)
from goldenthread_web.reports.queries.results.earlier import compared_with
from goldenthread_web.reports.queries.results.filters import ResultFilter
from goldenthread_web.reports.queries.results.reading import read_filter

EVERY = timedelta(seconds=30)
# Counting takes at most a fifth of the worker's time, however large engagements are.
PAUSE_FOR_WORK = 5
# In place of a filter: "What we heard" is looked at as results are.
REPORT = "what-we-heard"


@task(priority=-20)
def count_again(since: str) -> None:
    """Count what was changed since then, an ISO time; then plan the next round."""
    begun = timezone.now()
    try:
        for engagement in queries.large_ones_touched(datetime.fromisoformat(since)):
            today = timezone.localdate()
            queries.what_we_heard(engagement, today=today, behind=timedelta())
            if queries.published_report(engagement):
                until = report_look(engagement=engagement, now=begun)
                queries.what_we_heard(engagement, today=today, behind=timedelta(), until=until)
    finally:
        taken = timezone.now() - begun
        plan_counting(since=begun, delay=max(EVERY, PAUSE_FOR_WORK * taken))


def plan_counting(*, since: datetime, delay: timedelta = timedelta()) -> None:
    """Put the next round into the queue, unless one waits already; forget those that are over."""
    rounds = DBTaskResult.objects.filter(task_path=count_again.module_path)
    rounds.filter(status=TaskResultStatus.SUCCESSFUL).delete()
    if not rounds.filter(status=TaskResultStatus.READY).exists():
        count_again.using(run_after=timezone.now() + delay).enqueue(since.isoformat())


def public_look(*, engagement: Engagement, now: datetime) -> datetime:
    """Return as of when the public is told figures: a new time once several more have answered.

    It is one time for the report and all results, so that no two of them tell of one person.
    """
    current = results.how_many(engagement)
    last = results.last_public_look(engagement, current=current)
    if last is not None and last.counted_at is not None:
        return last.counted_at
    changes.keep_results(
        engagement=engagement,
        address=REPORT,
        for_public=True,
        counts=None,
        moment=results.Moment(current, counted_at=now, made_at=now),
    )
    return now


def report_look(*, engagement: Engagement, now: datetime) -> datetime:
    """Return as of when the public is told the report; what it is compared with has its own time."""
    for earlier in compared_with(engagement):
        public_look(engagement=earlier, now=now)
    return public_look(engagement=engagement, now=now)


def know_results(
    *,
    by: By,
    engagement: Engagement,
    questions: list[Question],
    chosen: ResultFilter,
    for_public: bool,
    now: datetime,
) -> results.ResultsToShow:
    """Return results to show now; of large engagements kept ones, and a job counts again.

    Nothing that was counted before a removal is ever shown.
    """
    current = results.how_many(engagement)
    is_small = current <= results.SMALL
    is_kept = not is_small and len(chosen.address) <= results.LONGEST_ADDRESS
    if not is_kept and not for_public:
        counts = results.count_results(engagement, chosen, questions=questions)
        return results.ResultsToShow(counts, now)
    kept = results.kept_results(engagement, chosen.address, for_public=for_public)
    if kept and results.is_outdated(kept):
        changes.forget_kept_results(engagement=engagement)
        kept.counts = None
    known = read_counts(kept.counts) if kept and kept.counts else None
    counted_at = kept.counted_at if kept and known else None
    is_behind = kept is None or known is None or _are_behind(kept, current)
    if is_behind and is_small:
        return results.ResultsToShow(count_and_keep(engagement, chosen, for_public=for_public), now)
    job = kept.job if kept and kept.job and not kept.job.is_over else None
    is_old = counted_at is None or now - counted_at >= results.LONGEST_OLD
    if is_behind and is_old and job is None:
        job = start_counting(by=by, engagement=engagement, chosen=chosen, for_public=for_public)
    return results.ResultsToShow(known, counted_at, is_behind=is_behind, job=job)


def _are_behind(kept: KeptResults, current: int) -> bool:
    """Return whether more have answered since: for the public, several more."""
    if not kept.is_for_public or kept.counted_at is None:
        return current != kept.responses
    came = results.came_since(kept.engagement, kept.counted_at, current=current)
    return came >= results.FEWEST_NEW


@dataclass(frozen=True, slots=True)
class KeptCrossing:
    """A crossing, and when it was right."""

    shown: ShownCrossing
    counted_at: datetime


def know_crossing(
    *,
    engagement: Engagement,
    address: str,
    for_public: bool,
    count: Callable[[datetime | None], ShownCrossing],
) -> KeptCrossing:
    """Return a crossing: a kept one until more have answered, or something is withdrawn.

    For the public that is several more; for the office one, but once a minute at most.
    `count` is given the time as of which to count, or none for now.
    """
    begun, current = timezone.now(), results.how_many(engagement)
    if not for_public and (current <= results.SMALL or len(address) > results.LONGEST_ADDRESS):
        return KeptCrossing(count(None), begun)
    kept = results.kept_results(engagement, address, for_public=for_public)
    if kept and kept.counts and kept.counted_at:
        is_new = not for_public and begun - kept.counted_at < results.LONGEST_OLD
        is_behind = not is_new and _are_behind(kept, current)
        if not is_behind and not results.is_outdated(kept):
            return KeptCrossing(read_crossing(kept.counts), kept.counted_at)
    moment, until = _as_of(engagement, current, begun, for_public=for_public)
    shown = count(until)
    changes.keep_results(
        engagement=engagement,
        address=address,
        for_public=for_public,
        counts=asdict(shown),
        moment=moment,
    )
    return KeptCrossing(shown, moment.counted_at)


def _as_of(
    engagement: Engagement, current: int, now: datetime, *, for_public: bool
) -> tuple[results.Moment, datetime | None]:
    """Return as of when to tell, and until when to count; no time stands for now."""
    last = results.last_public_look(engagement, current=current) if for_public else None
    if last is None or last.counted_at is None:
        return results.Moment(current, now, now), None
    came = results.came_since(engagement, last.counted_at, current=current)
    if not came:
        return results.Moment(current, now, now), None
    return results.Moment(current - came, last.counted_at, now), last.counted_at


def start_counting(
    *, by: By, engagement: Engagement, chosen: ResultFilter, for_public: bool
) -> Job:
    """Return the job that counts the results under a filter."""
    path = reverse("reports:results", args=[engagement.slug])
    job = add_job(
        by=by, title=f"Count results: {engagement}"[:200], result_path=f"{path}?{chosen.address}"
    )
    changes.note_counting(
        engagement=engagement, address=chosen.address, for_public=for_public, job=job
    )
    enqueue_on_commit(
        lambda: run_counting.enqueue(job.pk, engagement.pk, chosen.address, for_public)
    )
    return job


@task()
def run_counting(job_id: int, engagement_id: int, address: str, for_public: bool) -> None:  # noqa: FBT001 - arguments of a task have places, not names
    """Count and keep; run again, it counts again."""
    with working_on(job_id) as progress:
        engagement = Engagement.objects.get(pk=engagement_id)
        chosen = read_filter(QueryDict(address), questions_of(engagement))
        progress("Counting every answer", 0.1)
        counts = count_and_keep(engagement, chosen, for_public=for_public)
        progress.outcome = f"{counts.responses:,} responses are counted."


def count_and_keep(
    engagement: Engagement, chosen: ResultFilter, *, for_public: bool
) -> ResultCounts:
    """Return the counts as they are now, which are kept too."""
    begun, current = timezone.now(), results.how_many(engagement)
    moment, until = _as_of(engagement, current, begun, for_public=for_public)
    counts = results.count_results(engagement, chosen, until=until)
    changes.keep_results(
        engagement=engagement,
        address=chosen.address,
        for_public=for_public,
        counts=asdict(counts),
        moment=moment,
    )
    return counts
