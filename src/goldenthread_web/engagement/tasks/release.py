"""Releasing many contributions in the background, a short transaction at a time."""

import time
from collections.abc import Callable

from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from goldenthread_web.engagement.changes.bulk_release import (
    BATCH,
    record_bulk_release,
    release_batch,
)
from goldenthread_web.engagement.models import SampleReading
from goldenthread_web.engagement.queries.bulk_release import fetch_reading, stood_for
from goldenthread_web.jobs.changes import add_job, enqueue_on_commit, working_on
from goldenthread_web.jobs.models import Job
from goldenthread_web.people.models import Person

# Up to here it is done while the moderator waits: a second or so.
MOST_AT_ONCE = 2_000
PAUSE_SECONDS = 0.05


def start_bulk_release(*, by: Person, reading: SampleReading) -> Job:
    """Return the job that releases what the sample stood for."""
    job = add_job(
        by=by,
        title=f"Release in bulk: {reading.engagement}"[:200],
        result_path=reverse("engagement:release-list", args=[reading.engagement.slug])
        + "?state=released",
    )
    enqueue_on_commit(lambda: run_bulk_release.enqueue(job.pk, reading.pk, by.pk))
    return job


@task()
def run_bulk_release(job_id: int, reading_id: int, person_id: int) -> None:
    """Release batch by batch; run again, it goes on where it stopped."""
    with working_on(job_id) as progress:
        reading, by = fetch_reading(reading_id), Person.objects.get(pk=person_id)
        count = release_all(by=by, reading=reading, progress=progress, pause=PAUSE_SECONDS)
        progress.outcome = f"{count:,} contributions are released."


def release_all(
    *,
    by: Person,
    reading: SampleReading,
    progress: Callable[[str, float], None],
    pause: float = 0.0,
) -> int:
    """Return how many were released; pauses let others write in between."""
    # Read before the writing begins, so that the lock is held for the writing only.
    ids = list(stood_for(reading).order_by("id").values_list("id", flat=True))
    released = 0
    for start in range(0, len(ids), BATCH):
        batch = ids[start : start + BATCH]
        released += release_batch(by=by, reading=reading, ids=batch, now=timezone.now())
        progress("Releasing", (start + len(batch)) / len(ids))
        time.sleep(pause)
    record_bulk_release(by=by, reading=reading, released=released)
    return released
