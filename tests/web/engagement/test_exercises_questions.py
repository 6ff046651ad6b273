"""Setting up what is asked; after the first answer its words are fixed."""

import pytest
from django.test import Client
from tests.web.builders import make_engagement, make_question, make_response, today, words_asked

from goldenthread.errors import InputError
from goldenthread_web.engagement.changes import questions as changes
from goldenthread_web.engagement.models import Engagement, EqualityAnswer, Question
from goldenthread_web.people.audit import SHELL
from goldenthread_web.people.models import Person

pytestmark = pytest.mark.django_db
QUESTIONS = "/office/engagements/streets/questions/"


@pytest.fixture
def engagement(engagement_officer: Person) -> Engagement:
    return make_engagement(engagement_officer, slug="streets")


@pytest.fixture
def officer(engagement_officer: Person, signed_in) -> Client:
    client: Client = signed_in(engagement_officer)
    return client


def test_questions_of_three_kinds_are_added(engagement: Engagement, officer: Client) -> None:
    officer.post(f"{QUESTIONS}add/", {"kind": "open", "text": "What matters?"})
    officer.post(f"{QUESTIONS}add/", {"kind": "open", "text": "What matters?"})
    options = "  Bus\n\nTube \r\nBus\nBicycle"
    choice = {"kind": "several choices", "text": "How do you travel?", "options": options}
    officer.post(f"{QUESTIONS}add/", choice)
    first, second, third = engagement.questions.all()
    assert (first.key, second.key) == ("what-matters", "what-matters-2")
    assert [option.text for option in third.options.all()] == ["Bus", "Tube", "Bicycle"]


def test_a_choice_of_one_is_refused_and_nothing_typed_is_lost(
    engagement: Engagement, officer: Client
) -> None:
    page = officer.post(
        f"{QUESTIONS}add/", {"kind": "one choice", "text": "Typed text", "options": "Only one"}
    )
    assert "Give at least two options" in page.text
    assert "Typed text" in page.text
    assert not engagement.questions.exists()


def test_questions_are_put_in_another_order(engagement: Engagement, officer: Client) -> None:
    first, second, third = (make_question(engagement, text) for text in ("One", "Two", "Three"))
    officer.post(f"{QUESTIONS}{third.pk}/move/", {"up": "yes"})
    officer.post(f"{QUESTIONS}{first.pk}/move/", {"up": "yes"})
    officer.post(f"{QUESTIONS}{first.pk}/move/", {"down": "yes"})
    assert [question.text for question in engagement.questions.all()] == ["Three", "One", "Two"]
    assert second.pk == engagement.questions.last().pk


def test_an_answered_question_keeps_its_kind_and_asks_for_a_reason(
    engagement: Engagement, officer: Client
) -> None:
    question = make_question(engagement, "As it was asked")
    make_response(engagement, "An answer", question=question)
    address = f"{QUESTIONS}{question.pk}/"
    assert "People have read this question" in officer.get(address).text
    other = {"kind": "one choice", "text": "Put more clearly", "help_text": "New help"}
    page = officer.post(address, other)
    assert "Say why" in page.text
    assert "Put more clearly" in page.text
    officer.post(address, {**other, "why": "It was hard to read."})
    question.refresh_from_db()
    assert (question.text, question.kind) == ("Put more clearly", "open")
    assert words_asked(question, 1).text == "As it was asked"
    assert officer.post(f"{address}delete/").status_code == 409
    assert Question.objects.filter(pk=question.pk).exists()


def test_options_of_an_answered_question_are_retired_and_never_deleted(
    engagement: Engagement,
) -> None:
    question = make_question(engagement, "Which?", "A", "B")
    response = make_response(engagement, "Words", question=make_question(engagement))
    option = question.options.first()
    response.choices.create(question=question, option=option)
    same = {"by": SHELL, "question": question, "kind": question.kind, "text": question.text}
    with pytest.raises(InputError, match="Say why"):
        changes.change_question(**same, options=["A", "B", "C"])
    changes.change_question(**same, options=["B", "C"], why="Nobody can choose A any more.")
    assert [one.text for one in question.options.filter(retired_at=None)] == ["B", "C"]
    assert response.choices.get().option == option


def test_a_question_without_answers_is_changed_and_deleted(
    engagement: Engagement, officer: Client
) -> None:
    question = make_question(engagement, "Which?", "A", "B")
    officer.post(
        f"{QUESTIONS}{question.pk}/",
        {"kind": "one choice", "text": "Which one?", "options": "B\nC", "is_required": "on"},
    )
    question.refresh_from_db()
    assert (question.text, question.is_required) == ("Which one?", True)
    assert [option.text for option in question.options.all()] == ["B", "C"]
    officer.post(f"{QUESTIONS}{question.pk}/delete/")
    assert not engagement.questions.exists()


def test_a_question_of_another_exercise_is_not_reached(
    engagement: Engagement, officer: Client
) -> None:
    other = make_question(make_engagement(slug="other"))
    assert officer.get(f"{QUESTIONS}{other.pk}/").status_code == 404
    assert officer.post(f"{QUESTIONS}{other.pk}/delete/").status_code == 404


def test_the_ready_equality_questions_need_a_purpose_and_a_day(
    engagement: Engagement, officer: Client
) -> None:
    address = "/office/engagements/streets/equality-questions/"
    refused = officer.post(address, {"purpose": "", "kept_until": ""})
    assert "There is a problem" in refused.text
    assert not engagement.equality_questions.exists()
    given = {"purpose": "To see who took part.", "kept_until": today().isoformat()}
    officer.post(address, given)
    officer.post(address, {**given, "purpose": "Changed."})
    engagement.refresh_from_db()
    assert engagement.equality_purpose == "Changed."
    questions = engagement.equality_questions.all()
    assert [question.key for question in questions] == ["age_band", "disabled", "ethnic_group"]
    last = [question.options.last().text for question in questions]
    assert last == ["Prefer not to say"] * 3


def test_equality_questions_stay_once_answered(engagement: Engagement, officer: Client) -> None:
    address = "/office/engagements/streets/equality-questions/"
    officer.post(address, {"purpose": "To see.", "kept_until": today().isoformat()})
    question = engagement.equality_questions.first()
    EqualityAnswer.objects.create(
        response=make_response(engagement, "Words"),
        question=question,
        option=question.options.first(),
        purpose="To see.",
        delete_on=today(),
    )
    assert officer.post(f"{address}stop/").status_code == 409
    EqualityAnswer.objects.all().delete()
    officer.post(f"{address}stop/")
    assert not engagement.equality_questions.exists()
