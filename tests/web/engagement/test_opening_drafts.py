"""The drafts say what the record says, mark what it does not, and are for the exercise's people."""

import io
from datetime import timedelta

import docx
import pytest
from django.http import HttpResponse
from django.test import Client
from tests.web.builders import (
    make_engagement,
    make_question,
    make_response,
    pass_check,
    today,
)

from goldenthread_web.engagement.changes.equality_questions import ask_equality_questions
from goldenthread_web.engagement.changes.inviting import add_batch
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.opening_drafts import DRAFTS
from goldenthread_web.people.audit import SHELL
from goldenthread_web.people.models import Person
from goldenthread_web.people.roles import Role

pytestmark = pytest.mark.django_db
OPENING = "/office/engagements/streets/opening/drafts/"


def words_of(answer: HttpResponse) -> str:
    document = docx.Document(io.BytesIO(answer.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    headers = [one.text for one in document.sections[0].header.paragraphs]
    return "\n".join([*(one.text for one in document.paragraphs), *cells, *headers])


def get(client: Client, name: str) -> str:
    answer = client.get(f"{OPENING}{name}.docx")
    assert answer.status_code == 200
    assert f"{name}-streets.docx" in answer.headers["Content-Disposition"]
    return words_of(answer)


@pytest.fixture
def officer(engagement_officer: Person, signed_in) -> Client:
    engagement = make_engagement(engagement_officer, slug="streets")
    make_question(engagement, "How do you get about?", "On foot", "By bus", is_required=True)
    make_question(engagement, "What would help?")
    ask_equality_questions(
        by=SHELL, engagement=engagement, purpose="To see whom we missed.",
        kept_until=today() + timedelta(days=90),
    )  # fmt: skip
    pass_check(engagement, who_is_affected="People who walk to school")
    make_response(engagement, "Held words about Quillhaven")
    return signed_in(engagement_officer)


def test_the_privacy_notice_is_filled_in_from_the_record(officer: Client) -> None:
    told = get(officer, "privacy-notice")
    ends = today() + timedelta(days=90)
    for words in (
        "We want to know what the streets should be like.",
        "How do you get about?",
        "What is your ethnic group?",
        "To see whom we missed.",
        f"until {ends.day} {ends:%B %Y}",
        "can leave out every question but these:",
        "Moderator",
        "[To be filled in by the data protection officer: ",
        "[To be filled in by the information governance officer: how long your answers are kept]",
    ):
        assert words in told, words


def test_the_impact_assessment_and_the_screening_know_the_exercise(officer: Client) -> None:
    assessment, screening = (get(officer, n) for n in ("impact-assessment", "equality-screening"))
    assert "Special category data is asked for\nyes" in assessment
    assert "It is for people under 18\nno" in assessment
    assert "People who walk to school" in assessment
    assert "Age\nyes" in screening
    assert "Religion or belief\nno" in screening
    assert "There are none yet." in screening


def test_who_is_written_to_reads_what_is_kept_of_an_invitation(officer: Client) -> None:
    told = {
        "privacy-notice": "If we wrote to you",
        "impact-assessment": "no answer points to a code",
    }
    assert not any(words in get(officer, name) for name, words in told.items())
    Engagement.objects.update(answering_rule="one-time codes")
    assert all(words in get(officer, name) for name, words in told.items())
    Engagement.objects.update(answering_rule="open")
    add_batch(by=SHELL, engagement=Engagement.objects.get(), name="Doors", count=5)
    assert all(words in get(officer, name) for name, words in told.items())


def test_what_is_not_set_up_yet_is_marked_in_each_draft(
    engagement_officer: Person, signed_in
) -> None:
    empty = {"why_asked": "", "audience": "", "who_decides": "", "decided_when": ""}
    make_engagement(engagement_officer, slug="streets", other_ways="", **empty)
    for name in DRAFTS:
        told = get(signed_in(engagement_officer), name)
        assert "[To be filled in by the engagement officer: what it is for" in told
        assert ": ." not in told


def test_a_draft_for_young_people_promises_no_name_and_two_readers(
    engagement_officer: Person, signed_in
) -> None:
    make_engagement(engagement_officer, slug="streets", is_for_under_18=True, is_invented=True)
    told = get(signed_in(engagement_officer), "privacy-notice")
    assert "We do not ask for your name or how to reach you." in told
    assert "how to reach you, kept apart" not in told
    assert "two people check" in told
    assert "Invented for this demonstration" in told


def test_no_draft_holds_a_word_that_somebody_said(officer: Client) -> None:
    assert all("Quillhaven" not in get(officer, name) for name in DRAFTS)


def test_drafts_are_for_the_people_of_the_exercise(
    officer: Client, person_with, signed_in, stranger: Client
) -> None:
    other = signed_in(person_with(Role.ENGAGEMENT_OFFICER))
    for name in DRAFTS:
        assert other.get(f"{OPENING}{name}.docx").status_code == 403
        assert stranger.get(f"{OPENING}{name}.docx").status_code == 302
    assert officer.get(f"{OPENING}nothing.docx").status_code == 404


@pytest.mark.parametrize("count", [1, 9])
def test_a_draft_needs_the_same_queries_however_much_is_asked(
    engagement_officer: Person, signed_in, django_assert_max_num_queries, count: int
) -> None:
    engagement = make_engagement(engagement_officer, slug="streets")
    for number in range(count):
        make_question(engagement, f"Question {number}?", "Yes", "No")
    client = signed_in(engagement_officer)
    with django_assert_max_num_queries(9):
        client.get(f"{OPENING}privacy-notice.docx")
