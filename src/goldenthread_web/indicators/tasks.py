"""In the background: bringing in a long list of postcodes."""

from secrets import token_hex

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.urls import reverse
from django_tasks import task

from goldenthread.errors import ConflictError, InputError
from goldenthread.indicators import read_postcodes
from goldenthread_web.indicators.changes import bring_in_postcodes
from goldenthread_web.indicators.models import AreaSet
from goldenthread_web.jobs.changes import add_job, enqueue_on_commit, working_on
from goldenthread_web.jobs.models import Job
from goldenthread_web.people.audit import WORKER, By


def start_postcodes(*, by: By, area_set: AreaSet, file: "File[bytes]") -> Job:
    """Return the job that brings the look-up in. It is stored before anything is locked."""
    name = default_storage.save(f"postcodes/{token_hex(12)}.csv", file)
    path = reverse("indicators:areas", args=[area_set.pk])
    try:
        with transaction.atomic():
            job = add_job(
                by=by, title=f"Bring in postcodes: {area_set.name}"[:200], result_path=path
            )
            enqueue_on_commit(lambda: run_postcodes.enqueue(job.pk, area_set.pk, name))
    except BaseException:
        default_storage.delete(name)
        raise
    return job


@task()
def run_postcodes(job_id: int, area_set_id: int, name: str) -> None:
    """Read the look-up and keep it; the file goes, whatever becomes of it."""
    with working_on(job_id) as progress:
        try:
            area_set = AreaSet.objects.filter(pk=area_set_id).first()
            if area_set is None:
                raise ConflictError("These areas were removed meanwhile. Nothing was brought in.")
            progress("Reading the table", 0.0)
            if not default_storage.exists(name):
                raise InputError("The table is not kept any more. Send it again.")
            with default_storage.open(name) as stored:
                content = stored.read()
            found = read_postcodes(content, set(area_set.areas.values_list("code", flat=True)))
            bring_in_postcodes(
                by=progress.job.started_by or WORKER,
                area_set=area_set,
                found=found,
                progress=lambda share: progress("Keeping the postcodes", share),
            )
        finally:
            default_storage.delete(name)
        progress.outcome = f"{len(found):,} postcodes are known now."
