from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.web.builders import make_engagement

from goldenthread_web.command.housekeeping import keep_house, plan_housekeeping
from goldenthread_web.engagement.models import UnsentResponse

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _real_queue(settings) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


def test_a_round_deletes_what_is_over_and_plans_the_next_for_tomorrow() -> None:
    now = timezone.now()
    for number, age in enumerate([timedelta(hours=2), timedelta(days=3)]):
        UnsentResponse.objects.create(
            engagement=make_engagement(), key_digest=str(number), updated_at=now - age
        )
    keep_house.call()
    assert [one.key_digest for one in UnsentResponse.objects.all()] == ["0"]
    planned = DBTaskResult.objects.get()
    assert timedelta(hours=23) < planned.run_after - now < timedelta(hours=25)


def test_only_one_round_waits_however_often_a_worker_starts() -> None:
    for _ in range(3):
        plan_housekeeping()
    assert DBTaskResult.objects.count() == 1
