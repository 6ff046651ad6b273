"""An analyst makes sense of what was said: from a job in the background to a locked version."""

import re

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import assert_accessible, too_wide
from tests.browser.keyboard import press, tab_to, write

MINUTE = 60_000
# Words of the worked example, said once more in an exercise of their own: no other test looks there.
MAKE = """
from goldenthread_web.engagement.models import Contribution
from goldenthread_web.people.models import Person
from tests.web.builders import make_engagement, make_response
engagement = make_engagement(*Person.objects.all(), is_invented=True)
said = Contribution.objects.filter(
    response__engagement__slug__startswith="stalls-", status="released", language="en"
)
for text in said.order_by("pk").values_list("text", flat=True)[:150]:
    make_response(engagement, text, status="released", is_invented=True)
print(engagement.slug)
"""


@pytest.fixture
def themes(site) -> str:
    """Return the address of a theme board on which nothing was done yet."""
    return f"/office/engagements/{site.python(MAKE)}/themes/"


def test_an_analyst_goes_from_discovery_to_a_locked_version(
    new_page, sign_in, axe, themes: str
) -> None:
    page = sign_in(new_page(), "analyst@example.org")
    page.goto(themes)
    expect(page.get_by_text("No method has read these contributions yet.")).to_be_visible()
    assert_accessible(axe, page)

    _discover(page, axe)
    waiting = _not_placed(page)
    assert waiting == 150
    first, second = _accept(page), _accept(page)
    assert _not_placed(page) < waiting
    assert_accessible(axe, page)

    name = _rename(page, axe, first)
    _merge_and_undo(page, axe, second, into=name)
    page.goto(themes)
    _split(page, axe, name)
    page.goto(themes)
    _place_by_key(page, axe)
    _lock(page, axe, name)
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(themes)
    assert too_wide(page) == []


def _discover(page: Page, axe) -> None:
    """Start the job, watch it to its end without loading the page again, and go to the board."""
    page.get_by_role("link", name="Look for themes").click()
    assert_accessible(axe, page)
    page.get_by_role("button", name="Look for themes").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Find themes in “Our streets")
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(page.locator("#progress .govuk-tag--green")).to_be_visible(timeout=2 * MINUTE)
    assert_accessible(axe, page)
    page.get_by_role("link", name="Look at what came of it").click()
    expect(page.get_by_role("region", name=re.compile("^Suggested"))).to_be_visible()


def _not_placed(page: Page) -> int:
    return int(page.locator(".tallies__queue a").inner_text())


def _accept(page: Page) -> str:
    """Accept the largest suggestion; return its name."""
    card = page.locator(".theme-card--suggested").first
    expect(card.locator(".theme-card__count")).to_have_text(
        re.compile(r"\d+ of 150 contributions, from \d+ people")
    )
    name = card.get_by_role("heading").inner_text()
    card.get_by_role("button", name="Accept").click()
    expect(page.get_by_text(f"“{name}” is a theme now.")).to_be_visible()
    return name


def _open(page: Page, name: str) -> None:
    themes = page.get_by_role("region", name=re.compile("^Your themes"))
    # Keys do something once the page is there with its script.
    with page.expect_navigation():
        themes.get_by_role("link", name=name, exact=True).click()


def _rename(page: Page, axe, name: str) -> str:
    """Name and define a theme by keys alone."""
    _open(page, name)
    with page.expect_navigation():
        page.keyboard.press("e")
    tab_to(page, page.get_by_label("Name of the theme"))
    page.keyboard.press("Control+A")
    page.keyboard.insert_text("What this street needs first")
    write(page, "What it means", "What people would change near their own door.")
    write(page, "Why", "A name that residents use")
    assert_accessible(axe, page)
    press(page, "Save")
    expect(page.get_by_role("heading", level=1)).to_contain_text("What this street needs first")
    expect(page.get_by_text("What people would change near their own door.")).to_be_visible()
    assert_accessible(axe, page)
    return "What this street needs first"


def _merge_and_undo(page: Page, axe, name: str, into: str) -> None:
    page.get_by_role("link", name="Themes", exact=True).click()
    _open(page, name)
    held = page.locator(".theme-head .theme-card__count strong").inner_text()
    with page.expect_navigation():
        page.keyboard.press("m")
    page.get_by_label("Merge into").select_option(label=into)
    page.get_by_label("Why").fill("They seem to be one")
    assert_accessible(axe, page)
    page.get_by_role("button", name="Merge", exact=True).click()
    expect(page.get_by_text(f"“{name}” is merged into “{into}”.")).to_be_visible()

    # It was wrong: the history says who did it and why, and takes it back exactly.
    page.get_by_role("link", name="Whole history").click()
    merged = page.get_by_role("listitem").filter(has_text=f"“{name}” went into “{into}”").first
    expect(merged.get_by_text("“They seem to be one”")).to_be_visible()
    expect(merged.get_by_text("Analyst (invented)")).to_be_visible()
    merged.get_by_role("link", name="Undo").click()
    assert_accessible(axe, page)
    page.get_by_role("button", name="Undo it").click()
    expect(page.get_by_text("“Merged” is undone.")).to_be_visible()
    assert_accessible(axe, page)
    page.get_by_role("link", name="Board", exact=True).click()
    _open(page, name)
    expect(page.locator(".theme-head .theme-card__count strong")).to_have_text(held)


def _split(page: Page, axe, name: str) -> None:
    """Take two contributions out of a theme into one of their own."""
    _open(page, name)
    ticks = page.get_by_label(re.compile("^Tick contribution"))
    for place in (0, 1):
        tab_to(page, ticks.nth(place))
        page.keyboard.press("Space")
    write(page, "Or a new theme called", "Two things apart")
    assert_accessible(axe, page)
    press(page, "Split off")
    expect(page.get_by_text("“Two things apart” is a theme of its own now.")).to_be_visible()


def _place_by_key(page: Page, axe) -> None:
    """Place the first of the queue by the key of a theme, and skip the next."""
    waiting = _not_placed(page)
    with page.expect_navigation():
        page.keyboard.press("p")
    expect(page.get_by_role("heading", name="Where does it belong?")).to_be_visible()
    assert_accessible(axe, page)
    words = page.locator(".one-words").inner_text()
    with page.expect_navigation():
        page.keyboard.press("1")
    expect(page.get_by_text(re.compile("^1 contribution is in “.+” now."))).to_be_visible()
    assert page.locator(".one-words").inner_text() != words
    assert_accessible(axe, page)
    with page.expect_navigation():
        page.keyboard.press("s")
    page.get_by_role("link", name="Themes", exact=True).click()
    assert _not_placed(page) == waiting - 1


def _lock(page: Page, axe, name: str) -> None:
    page.get_by_role("link", name="Lock a version").click()
    page.get_by_label("Why").fill("As it stood for the meeting")
    assert_accessible(axe, page)
    page.get_by_role("button", name="Lock this version").click()
    expect(page.get_by_text("Version 1 is locked.")).to_be_visible()
    expect(page.get_by_role("rowheader", name=name)).to_be_visible()
    expect(page.get_by_role("rowheader", name="Two things apart")).to_be_visible()
    page.get_by_text("Digest", exact=True).click()
    expect(page.get_by_text(re.compile("SHA-256 [0-9a-f]{64}"))).to_be_visible()
    assert_accessible(axe, page)
