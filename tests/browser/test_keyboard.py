"""Every public page by keys alone: Tab reaches everything, and one sees where one is."""

import pytest
from playwright.sync_api import Page
from tests.browser.conftest import barriers
from tests.browser.crawling import crawl

# Numbers what can be used on the page, and remembers how each looks without the focus.
NUMBER_CONTROLS = """() => {
  const look = (one) => {
    const styles = [getComputedStyle(one)];
    const label = one.labels?.[0];
    if (label) styles.push(getComputedStyle(label, "::before"));
    // Another colour of the letters alone is not enough to be seen.
    return styles.map((style) => [style.outlineStyle === "none" ? "" : style.outline,
      style.boxShadow, style.backgroundColor].join()).join();
  };
  window.lookOf = look;
  const seen = new Set();
  const controls = [...document.querySelectorAll(
    "a[href], button, input, select, textarea, summary, [tabindex]")].filter((one) => {
      if (one.tabIndex < 0 || one.disabled || one.type === "hidden" || !one.checkVisibility()) return false;
      if (one.type !== "radio") return true;
      if (seen.has(one.name)) return false;
      seen.add(one.name);
      return true;
  });
  window.controls = controls;
  window.restingLooks = controls.map(look);
  return controls.map((one) => one.outerHTML.slice(0, 120));
}"""
FOCUSED = """() => {
  const one = document.activeElement;
  const number = window.controls.indexOf(one);
  const box = one.getBoundingClientRect();
  const isSeen = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
  return [number, number < 0 || (isSeen && window.lookOf(one) !== window.restingLooks[number])];
}"""


def not_reached_or_not_seen(page: Page) -> list[str]:
    """Press Tab through the page; return what it does not reach, or where one is lost."""
    controls = page.evaluate(NUMBER_CONTROLS)
    faults, reached = [], set()
    for _ in range(len(controls) + 2):
        page.keyboard.press("Tab")
        number, is_seen = page.evaluate(FOCUSED)
        if number in reached:
            break
        reached.add(number)
        if not is_seen:
            faults.append(f"{page.url}: the focus is not seen on {controls[number]}")
    missed = sorted(set(range(len(controls))) - reached)
    return faults + [f"{page.url}: Tab does not reach {controls[one]}" for one in missed]


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (320, True)])
def test_tab_reaches_everything_on_every_public_page_and_the_focus_is_seen(
    new_page, width: int, dark: bool
) -> None:
    page = new_page(width=width, dark=dark)
    faults = [fault for _ in crawl(page, "/") for fault in not_reached_or_not_seen(page)]
    assert not faults, "\n" + "\n".join(faults)


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/plan/1/",
        "/receipt/",
        "/engagements/tower-hamlets-2035-have-your-say/answer/start/",
    ],
)
def test_the_first_tab_offers_to_skip_to_the_content(new_page, axe, path: str) -> None:
    page = new_page(width=320)
    page.goto(path)
    page.keyboard.press("Tab")
    focused = "document.activeElement"
    assert page.evaluate(f"{focused}.textContent") == "Skip to main content"
    assert page.evaluate(f"{focused}.getBoundingClientRect().top") >= 0
    assert barriers(axe, page) == []
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(f"{focused}.closest('main') !== null")
