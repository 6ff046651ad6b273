"""An export that was answered with areas comes back only where these are."""

import pytest
from django.test import Client
from tests.web.builders import give_answer, make_question, make_response
from tests.web.engagement.import_steps import address, send
from tests.web.engagement.test_exporting import forget_everything, rows_of, take_out

from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.indicators.models import Area, AreaSet

pytestmark = pytest.mark.django_db
NAMES = {"E1": "Bow East", "E2": "Lansbury, south"}


def make_wards() -> AreaSet:
    made = AreaSet.objects.create(name="Wards from 2022", source="A source")
    for code, name in NAMES.items():
        Area.objects.create(area_set=made, code=code, name=name, outline={})
    return made


@pytest.fixture
def answered(engagement: Engagement) -> Question:
    """Return a question with a pin, answered by two of three people."""
    wards = make_wards()
    where = make_question(engagement, "Show us a place", kind="place", area_set=wards)
    make_question(engagement, "What else?")
    for text, code in (("Trees", "E1"), ("Buses", "E2"), ("Benches", "")):
        response = make_response(engagement, text)
        if code:
            give_answer(response, where, wards.areas.get(code=code))
    return where


@pytest.mark.parametrize(
    ("name", "ending"), [("csv", "csv"), ("workbook", "xlsx"), ("json", "json"), ("package", "zip")]
)
def test_without_its_areas_it_is_not_brought_in_by_half(
    officer: Client, engagement: Engagement, answered: Question, name: str, ending: str,
    django_capture_on_commit_callbacks,
) -> None:  # fmt: skip
    rows = rows_of(take_out(officer, engagement))
    content = take_out(officer, engagement, name)
    forget_everything(engagement)
    AreaSet.objects.all().delete()
    sent = send(officer, engagement, content, f"there.{ending}")
    page = officer.get(address("import-columns", sent))
    assert "answered with the areas “Wards from 2022”, which are not here" in page.text
    assert "It cannot be brought in yet" in page.text
    assert "Bring the rows in" not in page.text
    refused = officer.post(address("import-columns", sent), {"import": "yes"})
    assert refused.status_code == 422
    assert not Question.objects.exists()
    make_wards()
    with django_capture_on_commit_callbacks(execute=True):
        assert officer.post(address("import-columns", sent), {"import": "yes"}).status_code == 302
    sent.refresh_from_db()
    assert (sent.accepted_count, sent.rejected_count) == (3, 0)
    assert rows_of(take_out(officer, engagement)) == rows


def test_a_question_that_lost_its_areas_is_told_before_anything_is_brought_in(
    officer: Client, engagement: Engagement, answered: Question
) -> None:
    content = take_out(officer, engagement)
    Question.objects.filter(pk=answered.pk).update(area_set=None)
    sent = send(officer, engagement, content, "there.csv")
    page = officer.get(address("import-columns", sent))
    assert "“Show us a place” is asked without areas here" in page.text


def test_one_response_is_told_as_one(officer: Client, engagement: Engagement, bring_in) -> None:
    make_response(engagement, "Trees")
    done = bring_in(b"id,What else?\n1,More trees and benches\n", "one.csv")
    assert done.job.outcome == (
        "1 response was brought in. 0 rows were here already, 0 could not be taken."
    )
