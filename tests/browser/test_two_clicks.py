"""The thread is short: two clicks from a line of the plan to words, and from words to the plan."""

from random import Random

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import assert_accessible, too_wide

PLAN = "/plan/1/"
AT_RANDOM = Random(2035).sample(range(20), k=5)  # noqa: S311 - a choice, no secret


@pytest.mark.parametrize("place", AT_RANDOM)
def test_a_random_line_of_the_plan_reaches_its_words_in_two_clicks(
    new_page, axe, place: int
) -> None:
    page = new_page(width=320)
    page.goto(PLAN)
    whys = page.get_by_role("link", name="Why?")
    why = whys.nth(place % whys.count())
    address = why.get_attribute("href")
    why.click()
    assert_accessible(axe, page)
    if page.get_by_text("No resident raised this.").count():
        expect(page.get_by_text("It rests on")).to_be_visible()
        assert not page.locator("blockquote").count()
        return
    page.get_by_role("link", name="Follow these words").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("One thing that was said")
    assert page.locator("blockquote.words").inner_text().strip()
    assert_accessible(axe, page)
    assert too_wide(page) == []
    # And up again in one click, to the line that it came from.
    page.locator(f'main a[href="{address}"]').click()
    expect(page.get_by_text("Why is this in the plan?")).to_be_visible()


def test_a_receipt_reaches_the_plan_in_two_clicks_once_its_code_is_typed(
    new_page, site, axe
) -> None:
    page = new_page(width=320)
    page.goto("/receipt/")
    page.get_by_label("Your receipt code").fill(site.example_receipt)
    page.get_by_role("button", name="See where they went").click()
    expect(page.get_by_role("heading", name="Where your words went")).to_be_visible()
    assert_accessible(axe, page)
    line = page.locator('.journey a[href*="/why/"]').first
    words = line.inner_text()
    line.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(words)
    assert_accessible(axe, page)


def test_a_code_that_was_typed_wrong_says_what_to_do_and_keeps_it(new_page, site, axe) -> None:
    page = new_page(width=320)
    page.goto("/receipt/")
    wrong = f"{site.example_receipt[:-1]}{'0' if site.example_receipt[-1] != '0' else '1'}"
    page.get_by_label("Your receipt code").fill(wrong)
    page.get_by_role("button", name="See where they went").click()
    expect(page.get_by_role("alert")).to_be_visible()
    expect(page.get_by_label("Your receipt code")).to_have_value(wrong)
    assert_accessible(axe, page)
