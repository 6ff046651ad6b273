"""A resident says something: by keys alone, on a small screen, without script."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import assert_accessible, too_wide
from tests.browser.keyboard import choose, press, tab_to, write

ENGAGEMENT = "/engagements/tower-hamlets-2035-have-your-say/"
WISH = "A bench at every bus stop, so that I can rest on the way home."
WORRY = "Everybody says it is somebody else's job.\nOne list, one name for each thing on it."


@pytest.mark.parametrize("script", [False, True])
def test_a_resident_answers_by_keyboard_and_follows_the_receipt(
    new_page, site, axe, script: bool
) -> None:
    page = new_page(width=320, script=script)
    wish = f"{WISH} {'Said' if script else 'Written'} in a hurry."

    def look() -> None:
        assert too_wide(page) == []
        # The page is the same either way, but axe itself is a script.
        if script:
            assert_accessible(axe, page)

    # The front page leads to what is open, and that page to the first question.
    page.goto("/")
    press(page, "Tower Hamlets 2035: have your say", role="link")
    look()
    press(page, "Start", role="link")

    # Two answers; the questions in between may be left out.
    write(page, "What should Tower Hamlets be like in 2035?", wish)
    look()
    press(page, "Continue")
    write(page, "What could get in the way", WORRY)
    press(page, "Continue")
    while page.get_by_text("You can leave this out.").count():
        press(page, "Continue")

    # An error on the way: the page says what is missing, and keeps what was typed.
    expect(page.get_by_role("heading", name="About you")).to_be_visible()
    write(page, "Which part of it do you know best?", "Near the canal")
    choose(page, "No")
    press(page, "Continue")
    expect(page.get_by_role("alert")).to_contain_text("Choose how you know this place")
    expect(page).to_have_title(re.compile("^Error: "))
    expect(page.get_by_label("Which part of it do you know best?")).to_have_value("Near the canal")
    expect(page.get_by_label("No", exact=True)).to_be_checked()
    look()
    press(page, "Choose how you know this place, or “I would rather not say”.", role="link")
    choose(page, "I live here")
    press(page, "Continue")

    # Whether the words may be shown, and no wish to be told more.
    choose(page, "Yes, you may show my words, without my name")
    press(page, "Continue")
    press(page, "Continue")
    while "/check/" not in page.url:
        press(page, "Continue")

    # Everything typed stands on the page before sending.
    expect(page.get_by_text(wish)).to_be_visible()
    expect(page.get_by_text("One list, one name for each thing on it.")).to_be_visible()
    expect(page.get_by_text("Near the canal")).to_be_visible()
    look()
    press(page, "Send my answers")

    # The receipt: a code, and the same as a square for a phone camera.
    expect(page.get_by_role("heading", name="Thank you. We have your answers.")).to_be_visible()
    square = page.get_by_role("img", name="The code as a square that a phone camera can read")
    expect(square.locator("svg")).to_be_visible()
    code = _code(page)
    assert re.fullmatch(r"[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}", code)
    look()

    _follow(page, code)
    look()
    assert not page.get_by_text(wish).count(), "the words are shown only when asked for"
    expect(page.get_by_text("We have your words.")).to_have_count(2)
    expect(page.get_by_text("They have no theme yet.")).to_have_count(2)
    press(page, "Show my words too")
    expect(page.get_by_text(wish)).to_be_visible()
    look()

    # And nobody else sees them.
    stranger = new_page()
    stranger.goto(f"/words/{_reference(site, wish)}/")
    expect(stranger.get_by_role("heading", level=1)).not_to_have_text("One thing that was said")
    assert wish not in stranger.content()


def _follow(page: Page, code: str) -> None:
    page.goto("/")
    press(page, "Follow your words", role="link")
    # People copy codes as they like.
    write(page, "Your receipt code", code.lower().replace("-", " "))
    press(page, "See where they went")
    expect(page.get_by_role("heading", name="Where your words went")).to_be_visible()


def _code(page: Page) -> str:
    return (page.locator(".receipt__code").text_content() or "").strip()


def _reference(site, words: str) -> str:
    ((reference,),) = site.rows(
        "SELECT reference FROM engagement_contribution WHERE text = ?", words
    )
    return reference


def _answer_quickly(page: Page, words: str, language: str = "English") -> None:
    page.goto(f"{ENGAGEMENT}answer/start/")
    page.get_by_role("textbox").fill(words)
    while not page.get_by_label("I live here", exact=True).count():
        _continue(page)
    page.get_by_label("I live here", exact=True).check()
    page.get_by_label("No", exact=True).check()
    _continue(page)
    page.get_by_label("Yes, you may show my words, without my name").check()
    page.get_by_label("Which language did you write in?").select_option(label=language)
    while "/check/" not in page.url:
        _continue(page)


def _continue(page: Page) -> None:
    page.get_by_role("button", name="Continue", exact=True).click()


def test_a_double_click_on_send_stores_once(new_page, site) -> None:
    page = new_page(script=False)
    words = "A double click is one answer, from one person with a nervous finger."
    _answer_quickly(page, words)
    page.get_by_role("button", name="Send my answers").dblclick()
    expect(page.get_by_role("heading", name="Thank you. We have your answers.")).to_be_visible()
    code = _code(page)

    # Going back and sending again shows the same receipt, and stores nothing more.
    page.goto(f"{ENGAGEMENT}check/")
    assert _code(page) == code
    assert site.rows("SELECT count(*) FROM engagement_contribution WHERE text = ?", words) == [(1,)]


def test_an_arabic_answer_runs_from_right_to_left(new_page, axe) -> None:
    page = new_page(width=320)
    words = "أريد حديقة آمنة للأطفال قرب المدرسة."
    page.goto(f"{ENGAGEMENT}answer/start/")
    typed = page.get_by_role("textbox")
    assert _direction(typed) == "ltr"
    typed.fill(words)
    assert _direction(typed) == "rtl"

    _answer_quickly(page, words, language="Arabic – العربية")
    assert _direction(page.get_by_text(words)) == "rtl"
    assert_accessible(axe, page)
    page.get_by_role("button", name="Send my answers").click()
    _follow(page, _code(page))
    page.get_by_role("button", name="Show my words too").click()
    assert _direction(page.get_by_text(words)) == "rtl"
    assert_accessible(axe, page)


def _direction(shown) -> str:
    return shown.evaluate("one => getComputedStyle(one).direction")


def test_the_answers_so_far_are_there_after_going_back(new_page) -> None:
    page = new_page(script=False)
    page.goto(f"{ENGAGEMENT}answer/start/")
    page.get_by_role("textbox").fill("Half a thought")
    _continue(page)
    page.get_by_role("textbox").fill("And the other half")
    tab_to(page, page.get_by_role("button", name="Back", exact=True))
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox")).to_have_value("Half a thought")
    _continue(page)
    expect(page.get_by_role("textbox")).to_have_value("And the other half")
