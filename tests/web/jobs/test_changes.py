from datetime import timedelta

import pytest
from django.utils import timezone

from goldenthread.errors import ConflictError, InputError
from goldenthread_web.jobs.changes import add_job, fail_lost_jobs, working_on
from goldenthread_web.jobs.models import Job

pytestmark = pytest.mark.django_db


def test_a_job_ends_done_with_what_came_of_it(analyst) -> None:
    job = add_job(by=analyst, title="Counting")
    with working_on(job.pk) as progress:
        progress("Reading", 0.5)
        assert Job.objects.get(pk=job.pk).percent == 50
        progress.outcome = "3 counted."
    job.refresh_from_db()
    assert (job.state, job.percent, job.outcome) == ("done", 100, "3 counted.")


def test_our_own_error_ends_a_job_with_its_sentence(analyst) -> None:
    job = add_job(by=analyst, title="Counting")
    with working_on(job.pk):
        raise InputError("Row 3 has no date.")
    job.refresh_from_db()
    assert (job.state, job.outcome) == ("failed", "Row 3 has no date.")


def test_any_other_error_ends_a_job_without_showing_it(analyst) -> None:
    job = add_job(by=analyst, title="Counting")
    with pytest.raises(ValueError, match="secret"), working_on(job.pk):
        raise ValueError("secret")
    job.refresh_from_db()
    assert job.state == "failed"
    assert "secret" not in job.outcome
    assert f"job {job.pk}" in job.outcome


def test_a_job_that_is_over_does_not_run_again(analyst) -> None:
    job = add_job(by=analyst, title="Counting")
    with working_on(job.pk):
        pass
    with pytest.raises(ConflictError), working_on(job.pk):
        pass


def test_a_job_whose_worker_was_lost_is_marked_as_failed(analyst) -> None:
    job = add_job(by=analyst, title="Counting")
    now = timezone.now()
    silent, busy = now - timedelta(hours=1), now - timedelta(seconds=5)
    Job.objects.filter(pk=job.pk).update(state="running", started_at=silent, heard_at=silent)
    at_work = add_job(by=analyst, title="Still counting")
    Job.objects.filter(pk=at_work.pk).update(state="running", started_at=silent, heard_at=busy)
    assert fail_lost_jobs(silent_for=timedelta(minutes=10)) == 1
    at_work.refresh_from_db()
    assert at_work.state == "running"
    job.refresh_from_db()
    assert "Start it again" in job.outcome


def test_only_who_started_a_job_sees_it(analyst, moderator, signed_in) -> None:
    job = add_job(by=analyst, title="Counting")
    assert signed_in(analyst).get(f"/office/jobs/{job.pk}/").status_code == 200
    assert signed_in(moderator).get(f"/office/jobs/{job.pk}/").status_code == 404
    part = signed_in(analyst).get(f"/office/jobs/{job.pk}/", headers={"HX-Request": "true"})
    assert b"<html" not in part.content
