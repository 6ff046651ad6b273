"""Jobs begin, go on, and end in a state that a person can see."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from goldenthread.errors import ConflictError, GoldenThreadError
from goldenthread_web.jobs.models import Job
from goldenthread_web.people.audit import By, person_of

logger = logging.getLogger("goldenthread.jobs")
SHOW_EVERY = timedelta(milliseconds=500)


@transaction.atomic
def add_job(*, by: By, title: str, result_path: str = "") -> Job:
    """Return a job that waits for the worker."""
    return Job.objects.create(title=title, started_by=person_of(by), result_path=result_path)


class JobProgress:
    """Tells the job's page how far the work is, at most twice a second."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.outcome = ""

    def __call__(self, stage: str, share: float) -> None:
        now = timezone.now()
        is_new_stage = stage != self.job.stage
        heard = self.job.heard_at
        if not is_new_stage and heard is not None and now - heard < SHOW_EVERY:
            return
        self.job.stage, self.job.share = stage[:200], min(max(share, 0.0), 1.0)
        self.job.heard_at = now
        self.job.save(update_fields=["stage", "share", "heard_at"])


@contextmanager
def working_on(job_id: int) -> Iterator[JobProgress]:
    """Run the body as the job: started, then done, or failed with a reason.

    Raises:
        ConflictError: the job is over; what is enqueued twice runs once.
    """
    job = Job.objects.get(pk=job_id)
    if job.is_over:
        raise ConflictError(f"Job {job_id} is over.")
    job.state, job.started_at = Job.State.RUNNING, timezone.now()
    job.save(update_fields=["state", "started_at"])
    progress = JobProgress(job)
    try:
        yield progress
    except GoldenThreadError as error:
        _end_job(job, Job.State.FAILED, str(error))
    except Exception:
        logger.exception("job failed", extra={"job": job_id})
        _end_job(
            job,
            Job.State.FAILED,
            f"Something went wrong on our side. The log has it under job {job_id}. "
            "Nothing half-done was kept; you can start it again.",
        )
        raise
    else:
        job.share = 1.0
        _end_job(job, Job.State.DONE, progress.outcome)


def _end_job(job: Job, state: Job.State, outcome: str) -> None:
    job.state, job.outcome, job.finished_at = state, outcome, timezone.now()
    job.save(update_fields=["state", "outcome", "share", "finished_at"])


def enqueue_on_commit(task: Callable[[], object]) -> None:
    """Hand work to the worker once the change that asks for it is safe."""
    transaction.on_commit(task)


def fail_lost_jobs(*, silent_for: timedelta) -> int:
    """Return how many running jobs were not heard of for so long and are marked as failed now.

    Their worker was stopped. Other workers may be busy with theirs.
    """
    since = timezone.now() - silent_for
    running = Job.objects.filter(state=Job.State.RUNNING)
    lost = running.filter(Q(heard_at__lt=since) | Q(heard_at=None, started_at__lt=since))
    return lost.update(
        state=Job.State.FAILED,
        finished_at=timezone.now(),
        outcome="The program was stopped while this ran. Nothing half-done was kept. Start it again.",
    )
