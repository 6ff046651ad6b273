"""Forms that are kept in memory: shared by all who answer, and never out of date."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.builders import make_engagement, make_question, today
from tests.web.engagement.test_answering_kinds import ABOUT, address, field

from goldenthread_web.engagement.changes.answering_drafts import keep_answers
from goldenthread_web.engagement.models import (
    Clip,
    ConditionOption,
    Engagement,
    EqualityQuestion,
    LanguageCheck,
    Question,
    QuestionOption,
    Section,
    ShowCondition,
    Translation,
    UnsentResponse,
)
from goldenthread_web.engagement.models.form_parts import FormPart
from goldenthread_web.engagement.queries.translating import digest_of
from goldenthread_web.engagement.speaking import FormKey, Voice, kept_voice

pytestmark = pytest.mark.django_db
BASE = "/engagements/streets/"


@pytest.fixture
def engagement() -> Engagement:
    """Return a form with a part of each kind."""
    streets = make_engagement(slug="streets", languages=["en", "bn"], equality_kept_until=today())
    section = Section.objects.create(engagement=streets, position=1, title="Your street")
    ways = ("Bus", "Bicycle", "Tram")
    asked = make_question(streets, "How do you travel?", *ways, section=section)
    make_question(
        streets, "How good?", "Good", "Bad", kind="matrix", rows=["Kerbs", "Bins"], section=section
    )
    where = make_question(streets, "Where do you cycle?", section=section)
    only = ShowCondition.objects.create(question=where, depends_on=asked, comparison="any of")
    ConditionOption.objects.create(condition=only, option=asked.options.get(text="Bicycle"))
    age = EqualityQuestion.objects.create(engagement=streets, key="age", position=1, text="Age?")
    age.options.create(position=1, text="16 to 24")
    translate("কীভাবে?", asked)
    LanguageCheck.objects.create(
        engagement=streets, language="bn", checked_by="A group", checked_on=today()
    )
    return streets


def translate(words: str, question: Question) -> None:
    Translation.objects.update_or_create(
        engagement=question.engagement,
        language="bn",
        place=f"question.{question.pk}.text",
        defaults={"text": words, "source_digest": digest_of(question.text)},
    )


def pages(client: Client, engagement: Engagement) -> str:
    """Return all that is asked now, in both languages, with "Bicycle" ticked."""
    section = engagement.sections.get()
    bicycle = QuestionOption.objects.get(text="Bicycle")
    page = f"{BASE}answer/section-{section.pk}/"
    client.post(page, {field(bicycle.question): str(bicycle.pk)})
    return "".join(
        client.get(f"{one}?in={language}").text
        for one in (page, f"{BASE}answer/equality/")
        for language in ("bn", "en")
    )


def change(model: type[FormPart], text: str, /, **values: Any) -> Callable[[], object]:
    return lambda: model.objects.filter(text=text).update(**values)


CHANGES: dict[str, tuple[Callable[[], object], str, str]] = {
    "other words": (change(Question, "How good?", text="How are they?"), "How good?", "How are they?"),
    "an option": (change(QuestionOption, "Tram", text="Train"), "Tram", "Train"),
    "an option retired": (change(QuestionOption, "Tram", retired_at="2026-01-01T00:00Z"), "Tram", "Bus"),
    "a row": (lambda: Question.objects.get(text="How good?").rows.first().delete(), "Kerbs", "Bins"),
    "a section": (lambda: Section.objects.update(title="Your road"), "Your street", "Your road"),
    "a condition": (lambda: ConditionOption.objects.get().delete(), "Where do you cycle?", "Bus"),
    "a translation": (
        lambda: translate("কেমন করে?", Question.objects.get(text="How do you travel?")),
        "কীভাবে?", "কেমন করে?",
    ),
    "a check": (lambda: LanguageCheck.objects.update(checked_by="A club"), "A group", "A club"),
    "an equality question": (lambda: EqualityQuestion.objects.update(text="How old?"), "Age?", "How old?"),
    "an equality answer": (
        lambda: EqualityQuestion.objects.get().options.create(position=2, text="25 to 34"),
        "35 to 44", "25 to 34",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_what_was_changed_is_asked_from_the_next_page_on(
    stranger: Client, engagement: Engagement, name: str
) -> None:
    make_change, before, after = CHANGES[name]
    shown = pages(stranger, engagement)
    assert before in shown or name == "an equality answer"
    make_change()
    shown = pages(stranger, engagement)
    assert before not in shown
    assert after in shown


def test_a_change_that_is_rolled_back_is_asked_of_nobody(
    stranger: Client, engagement: Engagement
) -> None:
    with transaction.atomic():
        Question.objects.filter(text="How good?").update(text="How are they?")
        assert "How are they?" in pages(stranger, engagement)
        transaction.set_rollback(True)
    Question.objects.filter(text="How do you travel?").update(help_text="Mostly.")
    shown = pages(stranger, engagement)
    assert "How are they?" not in shown
    assert "How good?" in shown
    assert "Mostly." in shown


def test_a_kept_form_is_made_of_nothing_but_its_parts(engagement: Engagement) -> None:
    key = FormKey.of(Engagement.objects.get(), "bn")
    with CaptureQueriesContext(connection) as asked:
        voice = Voice(key)
        assert voice.asked.questions[0].text == "কীভাবে?"
        assert voice.equality_questions
        assert voice.spoken(["en", "bn"]).checked_by == "A group"
    tables = {name for one in asked for name in re.findall(r'"(\w+_\w+)"\."', one["sql"])}
    # Signed and spoken versions are kept beside it: queries/clips.py.
    parts = {one._meta.db_table for one in FormPart.__subclasses__() if one is not Clip}
    # The engagement itself is there for the order only.
    assert tables - {"engagement_engagement"} == parts


def test_nobody_changes_what_others_are_asked(stranger: Client, engagement: Engagement) -> None:
    def rows() -> list[object]:
        voice = kept_voice(FormKey.of(Engagement.objects.get(), "en"))
        asked = [*voice.asked.questions, *voice.equality_questions]
        options = [option for one in asked for option in one.options.all()]
        return [{**vars(one), "_state": None} for one in (*asked, *options)]

    stranger.get(BASE)
    before = [dict(one) for one in rows()]
    pages(stranger, engagement)
    stranger.post(address(engagement.questions.first()), {})
    for name in ("about-you", "your-words", "staying-in-touch", "equality"):
        stranger.post(f"{BASE}answer/{name}/", ABOUT)
    stranger.get(f"{BASE}check/")
    assert stranger.post(f"{BASE}check/").status_code == 302
    after = rows()
    assert [one.keys() for one in after] == [one.keys() for one in before]
    for one, other in zip(before, after, strict=True):
        assert {k: v for k, v in one.items() if k[0] != "_"} == {
            k: v for k, v in other.items() if k[0] != "_"
        }


def test_a_form_is_read_once_and_then_known(
    stranger: Client, engagement: Engagement, django_assert_num_queries
) -> None:
    page = f"{BASE}answer/about-you/"
    stranger.get(page)
    with django_assert_num_queries(1):  # the engagement; nothing is typed yet
        stranger.get(page)


def test_answers_from_another_window_are_added_to(engagement: Engagement) -> None:
    read = UnsentResponse.objects
    now = Engagement.objects.get().made_at
    mine = {"engagement": engagement, "token": "mine", "now": now}
    first = keep_answers(**mine, answers={"a": "1"})
    keep_answers(**{**mine, "now": now.replace(microsecond=1)}, answers={"b": "2"})
    kept = keep_answers(**mine, answers={"c": "3"}, kept=first)
    assert kept.answers == {"a": "1", "b": "2", "c": "3"}
    assert read.get().answers == kept.answers


def test_answers_that_were_dropped_meanwhile_begin_again(engagement: Engagement) -> None:
    now = Engagement.objects.get().made_at
    mine = {"engagement": engagement, "token": "mine", "now": now}
    first = keep_answers(**mine, answers={"a": "1"})
    UnsentResponse.objects.all().delete()
    keep_answers(**mine, answers={"c": "3"}, kept=first)
    assert UnsentResponse.objects.get().answers == {"c": "3"}
