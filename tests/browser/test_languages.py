"""Residents' pages in the languages of the interface: each passes axe, fits and stays small."""

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import barriers, too_wide
from tests.browser.crawling import crawl

SURVEY = "/engagements/tower-hamlets-2035-have-your-say/"
LEAVE = {"ar": "اترك هذه الصفحة بسرعة", "bn": "এই পাতা থেকে দ্রুত বেরিয়ে যান"}


@pytest.mark.parametrize(("language", "width"), [("ar", 320), ("ar", 1280), ("bn", 320)])
def test_every_page_in_a_language_passes_axe_and_fits(new_page, axe, language, width) -> None:
    page = new_page(width=width)
    found, routes = [], set()
    for route in crawl(page, f"/?in={language}"):
        if route.startswith(("account_", "thread:api")):
            continue
        routes.add(route)
        assert page.locator("html").get_attribute("lang") == language, page.url
        found += [*barriers(axe, page), *too_wide(page)]
    assert found == []
    assert {"thread:front", "engagement:list", "engagement:engagement", "thread:receipt"} <= routes
    assert {"engagement:come-back", "engagement:type-any-code", "plans:why"} <= routes


@pytest.mark.parametrize("language", ["ar", "bn"])
def test_a_receipt_is_followed_in_a_language(new_page, site, axe, language: str) -> None:
    page = new_page(width=320)
    found = []

    def look() -> None:
        found.extend([*barriers(axe, page), *too_wide(page)])

    page.goto(f"/receipt/?in={language}")
    page.locator("main form button").click()
    look()
    page.get_by_role("textbox").fill(site.example_receipt)
    page.locator("main form button").click()
    expect(page.get_by_role("link", name=LEAVE[language])).to_be_visible()
    look()
    page.locator("main form button").first.click()
    look()
    page.goto("/receipt/remove/")
    page.locator("main form button").click()
    look()
    page.goto("/nothing-like-it/")
    look()
    assert found == []


@pytest.mark.parametrize("language", ["en", "ar", "bn", "so"])
def test_a_page_of_answering_is_under_100_kilobytes_in_each_language(new_page, language) -> None:
    for path in (SURVEY, f"{SURVEY}answer/start/", "/receipt/"):
        page = new_page(width=320)
        assert _bytes_of(page, f"{path}?in={language}") < 100_000, path
        page.context.close()


def _bytes_of(page: Page, path: str) -> float:
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    sizes: list[float] = []
    client.on("Network.loadingFinished", lambda sent: sizes.append(sent["encodedDataLength"]))
    page.goto(path)
    page.wait_for_load_state("networkidle")
    return sum(sizes)


@pytest.mark.parametrize("language", ["ar", "bn"])
def test_a_survey_in_english_only_is_answered_with_help_in_a_language(
    new_page, site, axe, language: str
) -> None:
    """Every page with its mistakes, the check, and the receipt."""
    site.python(SURVEY_IN_ENGLISH.format(slug=f"only-english-{language}"))
    page = new_page(width=320, script=True)
    found, seen = [], []

    def look() -> None:
        found.extend([*barriers(axe, page), *too_wide(page)])
        seen.append(page.url)
        assert page.locator("html").get_attribute("lang") == language

    page.goto(f"/engagements/only-english-{language}/?in={language}")
    look()
    page.locator(".asked__button").click()
    while "/check/" not in page.url:
        look()
        here = page.url
        page.locator(".button-row button").first.click()
        if page.url == here:
            look()
            for group in page.locator("fieldset:has(input[type=radio])").all():
                group.locator("input[type=radio]").first.check()
            for field in page.locator("main textarea").all():
                field.fill("Trees")
            page.locator(".button-row button").first.click()
    look()
    page.locator("main form button.govuk-button").last.click()
    assert "/receipt/" in page.url
    look()
    assert found == []
    assert len(seen) > 8


SURVEY_IN_ENGLISH = """
from tests.web.builders import make_engagement, make_question
engagement = make_engagement(title="Only English", slug={slug!r})
make_question(engagement, "What matters to you here?", is_required=True)
make_question(engagement, "How good is it here?", "Good", "Poor", is_required=True)
"""
