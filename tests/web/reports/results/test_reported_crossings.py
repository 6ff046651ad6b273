"""Two things crossed stand in “What we heard” where an officer put them there."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from docx import Document
from tests.web.reports.results.conftest import OFFICE

from goldenthread_web.engagement.models import Engagement, NumberAnswer, Question
from goldenthread_web.people.models import AuditEvent, Person
from goldenthread_web.reports.models import ReportedCrossing
from goldenthread_web.reports.queries.what_we_heard import what_we_heard
from goldenthread_web.reports.results_crossing import crossed_in_public

pytestmark = pytest.mark.django_db
REPORT = "/office/engagements/our-park/what-we-heard/"


@pytest.fixture
def pair(asked: dict[str, Question], answered: Any) -> dict[str, str]:
    return {"rows": str(asked["visit"].pk), "columns": str(asked["safe"].pk)}


def test_a_table_is_put_into_the_report_and_taken_out_again(
    signed_in: Any, engagement_officer: Person, pair: dict[str, str], survey: Engagement
) -> None:
    officer: Client = signed_in(engagement_officer)
    page = officer.get(f"{OFFICE}/compare/", pair).text
    assert "Put this table into “What we heard”" in page
    assert "Answers compared" not in officer.get(REPORT).text
    page = officer.post(f"{OFFICE}/compare/report/", {**pair, "put": "in"}, follow=True).text
    assert "Take it out of “What we heard”" in page
    officer.post(f"{OFFICE}/compare/report/", {**pair, "put": "in"})
    assert ReportedCrossing.objects.count() == 1
    report = officer.get(REPORT).text
    assert "Answers compared" in report
    assert "Do you visit the park? by How safe is it?" in report
    officer.post(f"{OFFICE}/compare/report/", {**pair, "put": "out"})
    assert "Answers compared" not in officer.get(REPORT).text
    actions = AuditEvent.objects.filter(action__startswith="reports.crossing")
    assert list(actions.values_list("action", flat=True).order_by("id")) == [
        "reports.crossing-added", "reports.crossing-left-out",
    ]  # fmt: skip


def test_page_and_word_say_what_the_public_page_of_results_says(
    signed_in: Any, engagement_officer: Person, pair: dict[str, str], survey: Engagement, rf: Any
) -> None:
    officer: Client = signed_in(engagement_officer)
    officer.post(f"{OFFICE}/compare/report/", {**pair, "put": "in"})
    (shown,) = what_we_heard(survey, today=timezone.localdate()).crossings
    assert shown == crossed_in_public(survey, rf.get("/", pair).GET).shown
    document = Document(BytesIO(officer.get(f"{REPORT[:-1]}.docx").content))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "Do you visit the park? by How safe is it?" in text
    assert shown.notes[0] in text


def test_where_too_few_answered_both_the_report_says_so_and_shows_nothing(
    signed_in: Any, engagement_officer: Person, pair: dict[str, str], survey: Engagement
) -> None:
    officer: Client = signed_in(engagement_officer)
    officer.post(f"{OFFICE}/compare/report/", {**pair, "put": "in"})
    few = NumberAnswer.objects.order_by("pk").values_list("pk", flat=True)[:4]
    NumberAnswer.objects.exclude(pk__in=list(few)).delete()
    (shown,) = what_we_heard(survey, today=timezone.localdate()).crossings
    assert shown.refusal
    assert shown.cells == ()
    assert shown.refusal in officer.get(REPORT).text


def test_a_question_that_is_gone_takes_its_table_along(
    pair: dict[str, str], survey: Engagement, engagement_officer: Person
) -> None:
    ReportedCrossing.objects.create(
        engagement=survey, rows="0", columns=pair["columns"], chosen_by=engagement_officer
    )
    assert what_we_heard(survey, today=timezone.localdate()).crossings == ()


def test_a_thing_that_cannot_be_crossed_is_not_there(
    signed_in: Any, engagement_officer: Person, pair: dict[str, str]
) -> None:
    officer: Client = signed_in(engagement_officer)
    sent = {"rows": pair["rows"], "columns": pair["rows"], "put": "in"}
    assert officer.post(f"{OFFICE}/compare/report/", sent).status_code == 404
    assert not ReportedCrossing.objects.exists()


def test_an_analyst_sees_the_table_and_may_not_put_it_there(
    signed_in: Any, analyst: Person, pair: dict[str, str]
) -> None:
    client: Client = signed_in(analyst)
    assert "Put this table" not in client.get(f"{OFFICE}/compare/", pair).text
    assert client.post(f"{OFFICE}/compare/report/", {**pair, "put": "in"}).status_code == 403
