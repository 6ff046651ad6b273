"""Signs of repeated answering: found, shown with evidence, concluded by a person, never deleted."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.web.builders import give_answer, make_engagement, make_question, make_response

from goldenthread_web.engagement.changes.patterns import conclude, keep_patterns
from goldenthread_web.engagement.models import (
    Engagement,
    EngagementResponse,
    Question,
    ResponsePattern,
)
from goldenthread_web.engagement.queries import patterns as queries
from goldenthread_web.people.models import AuditEvent, Person
from goldenthread_web.people.roles import Role
from goldenthread_web.reports.queries.results.scope import reasons_apart

pytestmark = pytest.mark.django_db
LETTER = "Please keep the library in Roman Road open, it is where my children do their homework"


def at(engagement: Engagement, name: str = "patterns", *args: object) -> str:
    return reverse(f"engagement:{name}", args=[engagement.slug, *args])


def send_letters(engagement: Engagement, count: int) -> list[EngagementResponse]:
    ends = ("!", ".", "", " please", "!!")
    return [make_response(engagement, LETTER + ends[n % 5]) for n in range(count)]


def a_burst(engagement: Engagement, **fields: Any) -> None:
    question = engagement.questions.first() or make_question(engagement)
    start = timezone.now() - timedelta(days=3)
    for n in range(40):
        made = make_response(engagement, question=question, **fields)
        moment = start + timedelta(seconds=8 * n)
        EngagementResponse.objects.filter(pk=made.pk).update(received_at=moment)
    for n in range(30):
        made = make_response(engagement, question=question)
        moment = start - timedelta(hours=2 * n + 2)
        EngagementResponse.objects.filter(pk=made.pk).update(received_at=moment)


def look(client: Client, engagement: Engagement, run: Any) -> None:
    with run(execute=True):
        assert client.post(at(engagement, "look-for-patterns")).status_code == 302


def test_a_burst_is_found_and_what_staff_entered_is_none(
    officer: Client,
    engagement: Engagement,
    engagement_officer: Person,
    django_capture_on_commit_callbacks,
) -> None:
    a_burst(engagement)
    look(officer, engagement, django_capture_on_commit_callbacks)
    pattern = ResponsePattern.objects.get()
    assert pattern.kind == "burst"
    assert pattern.members.count() >= 40
    assert pattern.begins_at is not None
    entered = make_engagement()
    a_burst(entered, entered_by=engagement_officer)
    assert queries.bursts(entered) == []


def test_the_same_words_are_found_once_and_short_ones_are_not(engagement: Engagement) -> None:
    send_letters(engagement, 5)
    for _ in range(6):
        make_response(engagement, "More trees")
    (found,) = queries.same_texts(engagement)
    assert len(found.responses) == 5
    assert found.key.isdecimal(), "no trace of the words"


def closed(engagement: Engagement, count: int) -> list[Question]:
    return [
        make_question(engagement, f"Question {n}", "Yes", "No", "Perhaps") for n in range(count)
    ]


def tick(response: EngagementResponse, questions: list[Question], ways: str) -> None:
    options = {"y": "Yes", "n": "No", "p": "Perhaps"}
    for question, way in zip(questions, ways, strict=True):
        give_answer(response, question, options[way])


def test_the_same_answers_to_eight_closed_questions_are_found(engagement: Engagement) -> None:
    questions = closed(engagement, 8)
    for n in range(24):
        tick(make_response(engagement), questions, "".join("ynp"[(n * k) % 3] for k in range(1, 9)))
    for n in range(12):
        tick(make_response(engagement), questions, f"{n:08b}".replace("0", "y").replace("1", "p"))
    same = [make_response(engagement) for _ in range(4)]
    for response in same:
        tick(response, questions, "nppynyyn")
    groups = [set(one.responses) for one in queries.same_answers(engagement)]
    assert {one.pk for one in same} in groups


def test_a_person_concludes_with_a_reason_and_results_say_so(
    officer: Client, engagement: Engagement, django_capture_on_commit_callbacks
) -> None:
    letters = send_letters(engagement, 4)
    look(officer, engagement, django_capture_on_commit_callbacks)
    pattern = ResponsePattern.objects.get()
    here = at(engagement, "pattern", pattern.pk)
    page = officer.get(here)
    assert LETTER in page.text
    assert AuditEvent.objects.filter(action="engagement.held-words-opened").exists()
    assert "Say why" in officer.post(here, {"conclusion": "shown apart", "reason": " "}).text
    assert "Choose what" in officer.post(here, {"reason": "One spelling"}).text
    assert reasons_apart(engagement) == []
    officer.post(here, {"conclusion": "shown apart", "reason": "All with one spelling mistake"})
    assert reasons_apart(engagement) == ["The same words: All with one spelling mistake"]
    assert "All with one spelling mistake" in officer.get(at(engagement)).text
    kept = EngagementResponse.objects.filter(pk__in=[one.pk for one in letters], removed_at=None)
    assert kept.count() == 4, "nothing is deleted"


def test_looking_again_keeps_conclusions_and_shows_what_came_since_by_itself(
    engagement: Engagement, engagement_officer: Person
) -> None:
    send_letters(engagement, 3)

    def again() -> None:
        keep_patterns(
            by=engagement_officer,
            engagement=engagement,
            found=queries.same_texts(engagement),
            now=timezone.now(),
        )

    again()
    again()
    pattern = ResponsePattern.objects.get()
    conclude(
        by=engagement_officer,
        pattern=pattern,
        conclusion="shown apart",
        reason="One hand",
        now=timezone.now(),
    )
    send_letters(engagement, 2)
    again()
    again()
    pattern.refresh_from_db()
    assert (pattern.conclusion, pattern.members.count()) == ("shown apart", 3)
    other = ResponsePattern.objects.exclude(pk=pattern.pk).get()
    assert (other.conclusion, other.members.count()) == ("not looked at", 2)


def test_only_officers_and_analysts_of_the_exercise_look(
    engagement: Engagement,
    engagement_officer: Person,
    officer: Client,
    moderator: Person,
    person_with,
    signed_in,
) -> None:
    engagement.members.create(person=moderator)
    assert signed_in(moderator).get(at(engagement)).status_code == 403
    assert signed_in(person_with(Role.ANALYST)).get(at(engagement)).status_code == 403
    elsewhere = ResponsePattern.objects.create(
        engagement=make_engagement(), kind="burst", key="elsewhere"
    )
    assert officer.get(at(engagement, "pattern", elsewhere.pk)).status_code == 404


def test_the_list_takes_as_many_queries_for_many_as_for_one(
    officer: Client, engagement: Engagement, django_assert_max_num_queries
) -> None:
    for n in range(12):
        ResponsePattern.objects.create(engagement=engagement, kind="burst", key=str(n))
    with django_assert_max_num_queries(14):
        officer.get(at(engagement))
