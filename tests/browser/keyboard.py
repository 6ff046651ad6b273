"""Going through a page by keys alone, as somebody does who uses no mouse."""

from playwright.sync_api import Locator, Page

MOST_STEPS = 300


def has_focus(control: Locator) -> bool:
    """Return whether the keys go to this control now."""
    return bool(control.evaluate("one => one === document.activeElement"))


def tab_to(page: Page, control: Locator) -> None:
    """Press Tab until the control has the focus; it must be within reach."""
    for _ in range(MOST_STEPS):
        if has_focus(control):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{control} is not reached by Tab on {page.url}")


def write(page: Page, label: str, words: str) -> None:
    """Go to the field of that label and type."""
    tab_to(page, page.get_by_label(label))
    page.keyboard.insert_text(words)


def choose(page: Page, label: str) -> None:
    """Go to the group of choices and choose one of them by the arrow keys."""
    choose_one(page, page.get_by_label(label, exact=True))


def choose_one(page: Page, wanted: Locator) -> None:
    """Go to the group of this radio button and choose it by the arrow keys."""
    name = wanted.get_attribute("name")
    group = page.locator(f'input[name="{name}"]')
    for _ in range(MOST_STEPS):
        if group.evaluate_all("all => all.includes(document.activeElement)"):
            break
        page.keyboard.press("Tab")
    for _ in range(group.count()):
        if has_focus(wanted):
            break
        page.keyboard.press("ArrowDown")
    assert has_focus(wanted), f"{wanted} is not reached by the arrow keys on {page.url}"
    page.keyboard.press("Space")


def press(page: Page, name: str, role: str = "button") -> None:
    """Go to the button or link of that name and press Enter; wait for the page after it."""
    tab_to(page, page.get_by_role(role, name=name, exact=True))
    with page.expect_navigation():
        page.keyboard.press("Enter")
