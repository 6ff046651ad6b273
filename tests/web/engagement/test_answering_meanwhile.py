"""While somebody types, the form is changed, another window is used, or the last day ends."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.library.engagement.test_sent_files import picture
from tests.web.builders import make_engagement, make_question, today
from tests.web.engagement.test_answering_conditions import only_if
from tests.web.engagement.test_answering_kinds import address, field, give, option, send
from tests.web.engagement.test_answering_resume import come_back, page_of, type_and_save

from goldenthread_web.engagement.changes.building import (
    add_section,
    delete_section,
    place_question,
)
from goldenthread_web.engagement.models import (
    Contribution,
    Engagement,
    Question,
    UnsentResponse,
)
from goldenthread_web.people.audit import SHELL

pytestmark = pytest.mark.django_db
WORDS = "A whole page of words"
MARK = re.compile(r'name="opened" value="([^"]+)"')


@pytest.fixture
def engagement() -> Engagement:
    return make_engagement(slug="streets")


@pytest.fixture
def asked(engagement: Engagement) -> tuple[Question, Question]:
    return make_question(engagement, "What matters?"), make_question(engagement, "What else?")


def kept() -> dict[str, Any]:
    return UnsentResponse.objects.get().answers


@pytest.mark.parametrize("place", [0, 1])
def test_a_question_that_moved_to_another_page_loses_nothing(
    place: int, stranger: Client, engagement: Engagement, asked: tuple[Question, Question]
) -> None:
    if place:
        give(stranger, asked[0], {"": "First"})
    typed_at = address(asked[place])
    stranger.get(typed_at)
    section = add_section(by=SHELL, engagement=engagement, title="A part")
    place_question(by=SHELL, question=asked[place], section=section)
    assert stranger.post(typed_at, {field(asked[place]): WORDS}).status_code == 302
    assert WORDS in stranger.get(f"/engagements/streets/answer/section-{section.pk}/").text
    give(stranger, asked[1 - place], {"": "More"})
    send(stranger, engagement)
    assert Contribution.objects.filter(text=WORDS).exists()


def test_a_picture_for_a_question_that_moved_is_kept(
    stranger: Client, engagement: Engagement
) -> None:
    shown = make_question(engagement, "Show us", kind="file")
    make_question(engagement, "What else?")
    section = add_section(by=SHELL, engagement=engagement, title="A part")
    place_question(by=SHELL, question=shown, section=section)
    sent = SimpleUploadedFile("street.png", picture("PNG"), "image/png")
    assert give(stranger, shown, {"": sent}).status_code == 302
    assert kept()[field(shown)][1] == "png"


def test_a_page_that_fell_apart_loses_nothing(
    stranger: Client, engagement: Engagement, asked: tuple[Question, Question]
) -> None:
    section = add_section(by=SHELL, engagement=engagement, title="A part")
    for one in asked:
        place_question(by=SHELL, question=one, section=section)
    delete_section(by=SHELL, section=section)
    typed = {field(asked[0]): WORDS, field(asked[1]): "Benches"}
    went = stranger.post(f"/engagements/streets/answer/section-{section.pk}/", typed)
    assert went.status_code == 302
    assert (kept()[field(asked[0])], kept()[field(asked[1])]) == (WORDS, "Benches")


def test_a_question_that_left_its_page_is_kept_and_the_others_stay_as_they_were(
    stranger: Client, engagement: Engagement, asked: tuple[Question, Question]
) -> None:
    one, other = (add_section(by=SHELL, engagement=engagement, title=text) for text in "AB")
    third = make_question(engagement, "And?")
    for question, section in zip((*asked, third), (one, one, other), strict=True):
        place_question(by=SHELL, question=question, section=section)
    stranger.post(f"/engagements/streets/answer/section-{other.pk}/", {field(third): "Third"})
    place_question(by=SHELL, question=asked[1], section=other)
    went = stranger.post(
        f"/engagements/streets/answer/section-{one.pk}/",
        {field(asked[0]): "First", field(asked[1]): WORDS},
    )
    assert went.url == f"/engagements/streets/answer/section-{one.pk}/"
    given = [kept()[field(question)] for question in (*asked, third)]
    assert given == ["First", WORDS, "Third"]


def test_a_question_that_another_window_took_away_keeps_its_answer(
    stranger: Client, engagement: Engagement
) -> None:
    how = make_question(engagement, "How do you travel?", "Bicycle", "Bus")
    where = make_question(engagement, "Where do you cycle?")
    only_if(where, how, "Bicycle")
    give(stranger, how, {"": option(how, "Bicycle")})
    stranger.get(address(where))
    give(stranger, how, {"": option(how, "Bus")})
    assert give(stranger, where, {"": WORDS}).url == address(how)
    give(stranger, how, {"": option(how, "Bicycle")})
    assert WORDS in stranger.get(address(where)).text


def test_a_page_that_never_was_is_not_found(stranger: Client, engagement: Engagement) -> None:
    make_question(engagement)
    for typed in ({}, {"answer_99999": WORDS}, {"answer_x": WORDS}):
        assert stranger.post("/engagements/streets/answer/section-7/", typed).status_code == 404
    assert not UnsentResponse.objects.exists()


def test_who_opened_the_first_page_on_the_last_day_can_still_send_what_they_typed(
    stranger: Client, engagement: Engagement, asked: tuple[Question, Question]
) -> None:
    Engagement.objects.update(closes_on=today())
    (mark,) = MARK.findall(stranger.get(address(asked[0])).text)
    Engagement.objects.update(closes_on=today() - timedelta(days=1))
    give(stranger, asked[0], {"": WORDS}, opened=mark)
    assert not MARK.findall(stranger.get(address(asked[1])).text), "what is kept needs no mark"
    send(stranger, engagement)
    assert Contribution.objects.get().text == WORDS


def test_what_is_wrong_on_that_page_is_told_and_the_mark_stays(
    stranger: Client, engagement: Engagement
) -> None:
    number = make_question(engagement, "How many?", kind="number")
    Engagement.objects.update(closes_on=today())
    (mark,) = MARK.findall(stranger.get(address(number)).text)
    Engagement.objects.update(closes_on=today() - timedelta(days=1))
    page = give(stranger, number, {"": "many"}, opened=mark)
    assert "Write a number" in page.text
    assert MARK.findall(page.text) == [mark]


def test_nobody_begins_after_the_last_day(
    stranger: Client, engagement: Engagement, asked: tuple[Question, Question], monkeypatch
) -> None:
    assert not MARK.findall(stranger.get(address(asked[0])).text), "on the last day only"
    Engagement.objects.update(closes_on=today())
    (mark,) = MARK.findall(stranger.get(address(asked[0])).text)
    other = make_engagement(slug="parks", closes_on=today() - timedelta(days=1))
    elsewhere = make_question(other)
    Engagement.objects.update(closes_on=today() - timedelta(days=1))
    for refused in ("", "forged", mark[:-1], f"{mark}x"):
        give(stranger, asked[0], {"": WORDS}, opened=refused)
    give(stranger, elsewhere, {"": WORDS}, opened=mark)
    late = (timezone.now() + timedelta(days=1, minutes=1)).timestamp()
    with monkeypatch.context() as later:
        later.setattr("django.core.signing.time.time", lambda: late)
        give(stranger, asked[0], {"": WORDS}, opened=mark)
    assert not UnsentResponse.objects.exists()


@pytest.mark.parametrize(
    ("kind", "answer"), [("open", "Words"), ("several choices", ["1", "2"]), ("number", "3")]
)
def test_a_draft_from_before_a_question_asked_for_a_file_breaks_no_page(
    kind: str, answer: object, stranger: Client, engagement: Engagement
) -> None:
    """A form that is taken back can be changed in any way, and a draft may outlive that."""
    question = make_question(engagement, "Show us", kind="file")
    other = make_question(engagement, "Anything else?")
    give(stranger, other, {"": WORDS})
    UnsentResponse.objects.update(answers={**kept(), field(question): answer})
    for path in (address(question), f"{address(question)}?change=yes"):
        assert stranger.get(path).status_code == 200
    send(stranger, engagement)
    assert Contribution.objects.get().text == WORDS


def test_two_people_with_one_code_both_send_what_they_wrote(
    stranger: Client, engagement: Engagement, asked: tuple[Question, Question]
) -> None:
    code = type_and_save(stranger, engagement)
    browsers = (Client(), Client())
    for browser in browsers:
        come_back(browser, code)
    for browser, words in zip(browsers, ("Said by one", "Said by the other"), strict=True):
        browser.post(page_of(engagement, 2), {field(asked[1]): words})
    for browser in browsers:
        for name in ("about-you", "your-words", "staying-in-touch"):
            browser.post(
                f"/engagements/streets/answer/{name}/",
                {"capacity": "resident", "is_young_person": "no", "may_publish": "words"},
            )
        browser.post("/engagements/streets/check/")
    said = set(Contribution.objects.values_list("text", flat=True))
    assert {"Said by one", "Said by the other"} <= said
