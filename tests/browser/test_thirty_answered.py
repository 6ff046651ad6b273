"""The thirty questions are answered: by keys, without script at 320 px, in Arabic, in two sittings."""

from pathlib import Path

from playwright.sync_api import Page, expect
from tests.browser.conftest import too_wide
from tests.browser.keyboard import press
from tests.browser.residents import Answers, ByKeys, Resident
from tests.browser.thirty_answers import BY_BUS, ON_FOOT
from tests.browser.thirty_questions import ARABIC, BY_DAY, HOW_YOU_GO
from tests.library.engagement.test_sent_files import picture

PICTURE = "Have you a picture of it?"
STORED = """
select count(*) from engagement_{table} where response_id =
(select max(r.id) from engagement_engagementresponse r
 join engagement_engagement e on e.id = r.engagement_id where e.slug = ?)
"""
TABLES = ("contribution", "choiceanswer", "numberanswer", "dateanswer", "placeanswer", "fileanswer",
          "vote")  # fmt: skip


def stored(site, slug: str) -> dict[str, int]:
    """Return how many rows of each kind the latest response has."""
    return {table: site.rows(STORED.format(table=table), slug)[0][0] for table in TABLES}


def fits(page: Page) -> None:
    assert too_wide(page) == []


def test_all_are_answered_by_keys_alone_on_a_wide_screen(thirty, new_page, look, site) -> None:
    page = new_page()
    page.goto(f"/engagements/{thirty.slug}/")
    press(page, "Start", role="link")
    who = ByKeys(page, BY_BUS, look)
    who.answer_all()
    who.tell_about_oneself()
    for shown in ("Something else: A clock", "1. Bus stops", "27 March 2019", "By the crossing"):
        expect(page.get_by_text(shown)).to_be_visible()
    press(page, "Send my answers")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. We have your answers.")
    look(page)
    press(page, "See your votes, or change them", role="link")
    look(page)
    # Seven open questions, a clock and the crossing. Five single choices, three ticks and one,
    # two ranks and four, two rows and two. Two numbers and four ratings.
    assert stored(site, thirty.slug) == {
        "contribution": 9, "choiceanswer": 5 + 4 + 6 + 4, "numberanswer": 6,
        "dateanswer": 2, "placeanswer": 2, "fileanswer": 0, "vote": 3,
    }  # fmt: skip


def test_all_are_answered_without_script_on_the_smallest_phone(
    thirty, new_page, site, tmp_path: Path
) -> None:
    page = new_page(width=320, script=False)
    sent = tmp_path / "gate.jpg"
    sent.write_bytes(picture("JPEG"))
    page.goto(f"/engagements/{thirty.slug}/")
    page.get_by_role("link", name="Start", exact=True).click()
    who = Resident(page, {**ON_FOOT, PICTURE: sent}, fits)
    who.answer_all()
    who.tell_about_oneself()
    expect(page.get_by_text("gate.jpg")).to_be_visible()
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. We have your answers.")
    fits(page)
    assert stored(site, thirty.slug) == {
        "contribution": 3, "choiceanswer": 5 + 2 + 2 + 3 + 1 + 2 + 2, "numberanswer": 5,
        "dateanswer": 1, "placeanswer": 2, "fileanswer": 1, "vote": 2,
    }  # fmt: skip


def test_all_are_answered_in_arabic_and_a_switch_on_the_way_loses_nothing(
    thirty, new_page, look, site
) -> None:
    page = new_page(width=390)
    page.goto(f"/engagements/{thirty.slug}/?in=ar")
    look(page)
    page.get_by_role("link", name="ابدأ", exact=True).click()

    def look_and_switch(page: Page) -> None:
        assert page.locator("html").get_attribute("dir") == "rtl"
        look(page)
        if page.get_by_role("heading", level=1).inner_text() == ARABIC["Getting about"]:
            _switch_there_and_back(page)
            # What their answers bring stands on the page by now.
            who.answer_page()

    who = Resident(page, BY_BUS, look_and_switch, language="ar")
    who.answer_all()
    who.tell_about_oneself()
    page.get_by_role("button", name="أرسل إجاباتي").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("شكرًا لك. وصلتنا إجاباتك.")
    look(page)
    assert stored(site, thirty.slug)["choiceanswer"] == 5 + 4 + 6 + 4


def _switch_there_and_back(page: Page) -> None:
    """Read the page in English and in easy read, with every answer in its place."""
    before = _ticked(page)
    assert before
    for language, direction in (("English", "ltr"), ("Easy read", "ltr"), ("العربية", "rtl")):
        with page.expect_navigation():
            page.get_by_role("button", name=language, exact=True).click()
        expect(page.locator("html")).to_have_attribute("dir", direction)
        assert _ticked(page) == before


def _ticked(page: Page) -> list[str]:
    """Return what is ticked, chosen and typed on the page."""
    return page.locator("form.asking").evaluate(
        "form => [...new FormData(form)].filter(([name, value]) => name.startsWith('answer') "
        "&& value).map(pair => pair.join('=')).sort()"
    )


def test_an_error_a_way_back_and_a_code_lose_nothing(thirty, new_page, look) -> None:
    page = new_page(width=320)
    page.goto(f"/engagements/{thirty.slug}/answer/start/")
    page.get_by_role("button", name="Continue").last.click()
    expect(page.get_by_role("alert")).to_contain_text("Write an answer.")
    look(page)
    begun = dict(list(BY_BUS.items())[:9])
    who = Resident(page, begun, look)
    while who.given != set(begun):
        who.answer_page()
        who.go_on("Continue")
    page.get_by_role("button", name="Back", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Getting about")
    expect(page.get_by_label("By bus", exact=True)).to_be_checked()
    expect(page.get_by_label("Something else: please say")).to_have_value("A clock")
    page.get_by_role("button", name="Save and come back later").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your answers are saved")
    look(page)
    code = "-".join(page.locator(".receipt__code span:not(.receipt__dash)").all_inner_texts())
    page.get_by_role("button", name="Clear this browser").click()
    _come_back(new_page(width=320), thirty.slug, code, look)


def _come_back(page: Page, slug: str, code: str, look) -> None:
    """On another phone: type the code, change minds, take an answer back, and send."""
    page.goto(f"/engagements/{slug}/come-back/")
    look(page)
    page.get_by_role("textbox").fill(code)
    page.get_by_role("button", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Getting about")
    rest: Answers = {HOW_YOU_GO: "By cycle", BY_DAY: 3}
    who = Resident(page, rest, look)
    who.answer_all()
    who.tell_about_oneself()
    hidden = page.locator(".govuk-inset-text", has_text="You changed an answer.")
    expect(hidden).to_contain_text("When did you last take a bus?")
    page.get_by_role("link", name=f"Change : {BY_DAY}").click()
    group = page.locator(".asked-question").filter(has_text=BY_DAY)
    expect(group.locator('input[value="3"]')).to_be_checked()
    group.get_by_label("No answer").check(force=True)
    expect(group.get_by_label("No answer")).to_be_visible()
    page.get_by_role("button", name="Continue").last.click()
    row = page.locator(".govuk-summary-list__row", has_text=BY_DAY)
    expect(row).to_contain_text("Not answered")
    page.get_by_role("button", name="Send my answers").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Thank you. We have your answers.")
