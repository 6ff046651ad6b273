"""The form on paper: what is asked on the screen, to be written by hand."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from tests.web.builders import make_engagement, make_question, today

from goldenthread_web.engagement.models import (
    ConditionOption,
    Engagement,
    QuestionOption,
    Section,
    ShowCondition,
    Translation,
)
from goldenthread_web.engagement.paper_form import paper_form_of
from goldenthread_web.engagement.queries.translating import digest_of

pytestmark = pytest.mark.django_db


def here(engagement: Engagement, name: str = "paper-form") -> str:
    return reverse(f"engagement:{name}", args=[engagement.slug])


def words_of(content: bytes) -> str:
    pages = PdfReader(BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_anybody_prints_the_form_of_an_open_exercise(stranger: Client) -> None:
    engagement = make_engagement(title="Our streets")
    make_question(engagement, "What would help?")
    make_question(engagement, "How is it?", "Good", "Poor")
    response = stranger.get(here(engagement))
    assert response.headers["Content-Type"] == "application/pdf"
    words = words_of(response.content)
    assert "Our streets" in words
    assert "1. What would help?" in words
    assert "Good" in words
    assert "May we show your words to other people?" in words


def test_a_closed_or_hidden_exercise_has_none_for_the_public(
    stranger: Client, officer: Client, engagement: Engagement
) -> None:
    make_question(engagement, "What would help?")
    Engagement.objects.filter(pk=engagement.pk).update(
        opens_on=today() - timedelta(days=9), closes_on=today() - timedelta(days=1)
    )
    assert stranger.get(here(engagement)).status_code == 404
    own = officer.get(here(engagement, "own-paper-form"))
    assert "What would help?" in words_of(own.content)


def test_a_condition_is_told_by_the_number_on_the_paper(engagement: Engagement) -> None:
    first = make_question(engagement, "Do you cycle?", "Yes", "No")
    second = make_question(engagement, "Where?")
    condition = ShowCondition.objects.create(question=second, depends_on=first, comparison="any of")
    option = QuestionOption.objects.get(question=first, text="Yes")
    ConditionOption.objects.create(condition=condition, option=option)
    form = paper_form_of(engagement)
    told = {one.text: one.hint for part in form.parts for one in part.questions}
    assert told["Where?"].startswith("Only if you ticked “Yes” at 1.")


def test_sections_keep_their_order_and_equality_questions_begin_a_page(
    engagement: Engagement,
) -> None:
    section = Section.objects.create(engagement=engagement, position=1, title="Getting about")
    asked = make_question(engagement, "By bus?")
    asked.section = section
    asked.save()
    make_question(engagement, "What else?")
    titles = [part.title for part in paper_form_of(engagement).parts]
    assert titles[:2] == ["", "Getting about"]


def test_it_speaks_the_language_of_its_translation(engagement: Engagement) -> None:
    question = make_question(engagement, "What would help?")
    engagement.languages = ["en", "ar"]
    engagement.save()
    Translation.objects.create(
        engagement=engagement, place=f"question.{question.pk}.text", language="ar",
        text="ما الذي يساعد؟", source_digest=digest_of(question.text), maker="person",
    )  # fmt: skip
    form = paper_form_of(engagement, "ar")
    assert form.language == "ar"
    assert any(one.text == "ما الذي يساعد؟" for part in form.parts for one in part.questions)


def test_a_language_that_the_form_is_not_in_is_not_mixed_with_it(
    stranger: Client, engagement: Engagement
) -> None:
    make_question(engagement, "What would help?")
    form = paper_form_of(engagement, "ar")
    assert form.language == "en"
    printed = stranger.get(here(engagement), {"in": "ar"})
    assert f'filename="{engagement.slug}-en.pdf"' in printed.headers["Content-Disposition"]
    assert "You do not give your name. You can leave out any question." in form.paragraphs


def test_the_second_print_is_not_set_again(
    stranger: Client, engagement: Engagement, monkeypatch: Any, django_assert_max_num_queries: Any
) -> None:
    make_question(engagement, "What would help now?")
    first = stranger.get(here(engagement)).content
    monkeypatch.setattr(
        "goldenthread_web.engagement.views.paper_form.paper_form_pdf", lambda _form: b"again"
    )
    with django_assert_max_num_queries(14):
        assert stranger.get(here(engagement)).content == first


def test_nobody_keeps_it_for_a_reader_of_another_language(
    stranger: Client, engagement: Engagement
) -> None:
    make_question(engagement, "What would help?")
    headers = stranger.get(here(engagement)).headers
    assert (headers["Cache-Control"], headers["Vary"]) == ("no-cache", "Cookie")


def test_where_nobody_may_see_it_read_no_copy_stays(
    stranger: Client, officer: Client, engagement: Engagement
) -> None:
    make_question(engagement, "What would help?")
    Engagement.objects.filter(pk=engagement.pk).update(is_sensitive=True)
    assert "no-store" in stranger.get(here(engagement)).headers["Cache-Control"]
    assert "no-store" in officer.get(here(engagement, "own-paper-form")).headers["Cache-Control"]
