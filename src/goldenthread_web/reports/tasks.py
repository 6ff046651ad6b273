"""Counting large engagements again in the background, so that nobody who reads has to wait."""

from datetime import datetime, timedelta

from django.utils import timezone
from django_tasks import TaskResultStatus, task
from django_tasks_db.models import DBTaskResult

from goldenthread_web.reports import queries

EVERY = timedelta(seconds=30)
# Counting takes at most a fifth of the worker's time, however large engagements are.
PAUSE_FOR_WORK = 5


@task(priority=-20)
def count_again(since: str) -> None:
    """Count what was changed since then, an ISO time; then plan the next round."""
    begun = timezone.now()
    try:
        for engagement in queries.large_ones_touched(datetime.fromisoformat(since)):
            queries.what_we_heard(engagement, today=timezone.localdate(), behind=timedelta())
    finally:
        taken = timezone.now() - begun
        plan_counting(since=begun, delay=max(EVERY, PAUSE_FOR_WORK * taken))


def plan_counting(*, since: datetime, delay: timedelta = timedelta()) -> None:
    """Put the next round into the queue, unless one waits already; forget those that are over."""
    rounds = DBTaskResult.objects.filter(task_path=count_again.module_path)
    rounds.filter(status=TaskResultStatus.SUCCESSFUL).delete()
    if not rounds.filter(status=TaskResultStatus.READY).exists():
        count_again.using(run_after=timezone.now() + delay).enqueue(since.isoformat())
