"""Counts of large engagements are kept, counted again by a job, and never outlive a removal."""

import pytest
from django.utils import timezone
from tests.web.builders import make_response
from tests.web.reports.results.conftest import OFFICE

from goldenthread_web.jobs.models import Job
from goldenthread_web.reports import tasks
from goldenthread_web.reports.models import KeptResults
from goldenthread_web.reports.queries.results import kept as results
from goldenthread_web.reports.queries.results.answered import questions_of
from goldenthread_web.reports.queries.results.counts import read_counts
from goldenthread_web.reports.queries.results.filters import EVERYTHING
from goldenthread_web.reports.tasks import count_and_keep, know_results, start_counting
from goldenthread_web.thread.changes import remove_response


@pytest.fixture
def large(answered, monkeypatch):
    """An engagement that is taken for a large one."""
    monkeypatch.setattr(results, "SMALL", 10)
    return answered


def look(engagement, by, now=None):
    return know_results(
        questions=questions_of(engagement),
        by=by,
        engagement=engagement,
        chosen=EVERYTHING,
        for_public=False,
        now=now or timezone.now(),
    )


def test_what_is_kept_reads_back_the_same(answered) -> None:
    counts = count_and_keep(answered, EVERYTHING, for_public=False)
    assert read_counts(KeptResults.objects.get().counts) == counts


def test_what_is_kept_holds_no_words(answered) -> None:
    count_and_keep(answered, EVERYTHING, for_public=False)
    assert "trees" not in str(KeptResults.objects.get().counts).casefold()
    assert "Words of" not in str(KeptResults.objects.get().counts)


def test_the_first_look_starts_a_job(
    large, engagement_officer, signed_in, django_capture_on_commit_callbacks
) -> None:
    client = signed_in(engagement_officer)
    first = client.get(f"{OFFICE}/").content.decode()
    assert "Counting." in first
    assert "61 people" not in first
    assert Job.objects.count() == 1
    client.get(f"{OFFICE}/")
    assert Job.objects.count() == 1
    job = Job.objects.get()
    tasks.run_counting.func(job.pk, large.pk, "", for_public=False)
    assert "61 people took part" in client.get(f"{OFFICE}/").content.decode()


def test_new_responses_leave_old_counts_until_they_are_counted_again(
    large, engagement_officer, monkeypatch
) -> None:
    count_and_keep(large, EVERYTHING, for_public=False)
    make_response(large)
    soon = look(large, engagement_officer)
    assert soon.counts.responses == 61
    assert soon.is_behind
    assert soon.job is None
    later = look(large, engagement_officer, timezone.now() + results.LONGEST_OLD)
    assert later.job is not None


def test_nothing_counted_before_a_removal_is_shown_after_it(
    large, engagement_officer, information_governance_officer
) -> None:
    count_and_keep(large, EVERYTHING, for_public=False)
    response = large.responses.order_by("pk").last()
    remove_response(by=information_governance_officer, response=response, reason="They asked")
    known = look(large, engagement_officer)
    assert known.counts is None
    assert known.job is not None
    assert KeptResults.objects.get().counts is None


def test_a_job_that_is_run_for_a_filter_keeps_it_apart(large, engagement_officer) -> None:
    count_and_keep(large, EVERYTHING, for_public=False)
    chosen = results.ResultFilter(capacity="resident")
    job = start_counting(by=engagement_officer, engagement=large, chosen=chosen, for_public=False)
    tasks.run_counting.func(job.pk, large.pk, chosen.address, for_public=False)
    found = {kept.address: kept.counts["responses"] for kept in KeptResults.objects.all()}
    assert found == {"": 61, "capacity=resident": 41}
