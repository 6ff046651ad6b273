from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.web.builders import make_response

from goldenthread_web.people.audit import SHELL, record_event
from goldenthread_web.reports.queries import remembered
from goldenthread_web.reports.tasks import EVERY, count_again, plan_counting

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _queue(settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def test_a_round_counts_what_was_touched_and_plans_the_next(
    engagement, question, monkeypatch, django_assert_max_num_queries, signed_in, analyst
) -> None:
    monkeypatch.setattr(remembered, "SMALL", 0)
    begun = timezone.now()
    record_event(
        by=SHELL, action="engagement.response-sent", subject=make_response(engagement, "Words")
    )
    count_again.func(begun.isoformat())
    memory = remembered.memory_of(engagement)
    assert set(memory.kept) == {"totals", "codings", "votes"}
    assert memory.counted("totals", lambda: None).response_count == 1
    (planned,) = DBTaskResult.objects.all()
    assert planned.run_after - timezone.now() > EVERY - timedelta(seconds=10)


def test_a_round_counts_again_what_is_kept_but_wrong(engagement, question, monkeypatch) -> None:
    monkeypatch.setattr(remembered, "SMALL", 0)
    for number in (1, 2):
        begun = timezone.now()
        record_event(
            by=SHELL, action="engagement.response-sent", subject=make_response(engagement, "Words")
        )
        count_again.func(begun.isoformat())
        kept = remembered.memory_of(engagement).kept["totals"]
        assert kept.counts.response_count == number


def test_only_one_round_waits_and_those_that_are_over_are_forgotten() -> None:
    plan_counting(since=timezone.now())
    DBTaskResult.objects.update(status="SUCCESSFUL")
    for _ in range(3):
        plan_counting(since=timezone.now())
    assert DBTaskResult.objects.get().status == "READY"
