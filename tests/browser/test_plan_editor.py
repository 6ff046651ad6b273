"""How a line of the plan reads is told while it is typed, and by a button without script."""

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import assert_accessible, too_wide

WORDS = "We will look at each damp home within seven days and mend it."


@pytest.mark.parametrize("script", [True, False])
def test_the_reading_age_is_told_before_anything_is_saved(
    new_page, sign_in, site, axe, script: bool
) -> None:
    page = sign_in(new_page(width=390, script=script), "administrator@localhost")
    page.goto("/office/plans/")
    page.locator(".card a").first.click()
    page.get_by_role("link", name="Add a vision").click()
    before = site.rows("SELECT count(*) FROM plans_element")
    field = page.get_by_label("What it says")
    field.press_sequentially(WORDS)
    if not script:
        page.get_by_role("button", name="See how it reads").click()
    expect(page.get_by_text("Reading age about")).to_be_visible()
    expect(page.get_by_label("What it says")).to_have_value(WORDS)
    assert too_wide(page) == []
    if script:
        assert_accessible(axe, page)
    assert site.rows("SELECT count(*) FROM plans_element") == before
