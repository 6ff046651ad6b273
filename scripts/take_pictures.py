"""Takes the pictures of the docs from the running worked example, freshly loaded.

    python scripts/take_pictures.py http://127.0.0.1:8000/sign-in/…/ 7K3QF-9X2MD-T4WHB

The link and the receipt are those that `make run` prints. On its way the script
does what the tutorial does in its third step.
"""

import re
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "images"
TUTORIAL = ROOT / "docs" / "tutorials" / "from-words-to-plan.md"
SURVEY = "/office/engagements/a-tower-hamlets-for-all-the-borough-in-ten-years/"
STALLS = "/office/engagements/stalls-around-the-borough-autumn-2024/"
WIDTH, HEIGHT = 1000, 880
LONGEST_WAIT = 120_000


def take(page: Page, name: str) -> None:
    """Write what a reader sees of the page."""
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.screenshot(path=PICTURES / f"{name}.png")


def bring_in_market_day(page: Page, site: str) -> None:
    """Bring the file of the tutorial in, as the tutorial says."""
    found = re.search(r"```text\n(Date.*?)```", TUTORIAL.read_text(encoding="utf-8"), re.DOTALL)
    if found is None:
        raise LookupError("The tutorial holds no file to bring in.")
    with TemporaryDirectory() as folder:
        file = Path(folder) / "market-day.csv"
        file.write_text(found[1], encoding="utf-8")
        page.goto(f"{site}{STALLS}imports/new/")
        page.set_input_files("input[type=file]", file)
        page.click("text=Send, and look at its columns")
    page.get_by_text("People were told that their words may be published", exact=True).click()
    page.click("text=Look again")
    page.click("button[name=import]")
    page.get_by_text("Look at what came of it").click(timeout=LONGEST_WAIT)
    page.get_by_role("heading", name="Rows that were not taken").wait_for()


def take_office(browser: Browser, site: str, link: str) -> None:
    """Take the pictures of the office."""
    page = browser.new_page()
    page.goto(link)
    page.click("main form button")
    bring_in_market_day(page, site)
    page.goto(f"{site}{STALLS}release/")
    while "Example Road" not in page.inner_text("main"):
        page.click("a[data-key=n]")
    take(page, "release")
    for name, path in (("themes", "themes/"), ("what-we-heard", "what-we-heard/")):
        page.goto(f"{site}{SURVEY}{path}")
        take(page, name)


def take_public(browser: Browser, site: str, receipt: str) -> None:
    """Take the pictures that residents see."""
    page = browser.new_page()
    page.goto(f"{site}/plan/1/1.1/why/")
    take(page, "why")
    page.goto(f"{site}/receipt/")
    page.fill("#id_code", receipt)
    page.click("text=See where they went")
    take(page, "follow")


def main(link: str, receipt: str) -> None:
    """Take every picture."""
    site = link.split("/sign-in/", 1)[0]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        take_office(browser, site, link)
        take_public(browser, site, receipt)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:3])
