"""Every page that a link leads to: axe finds nothing, and it fits a small screen."""

import pytest
from tests.browser.conftest import barriers, too_wide
from tests.browser.crawling import crawl


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (320, True)])
def test_every_public_page_is_accessible_and_fits(new_page, axe, width: int, dark: bool) -> None:
    page = new_page(width=width, dark=dark)
    routes, found = set(), []
    for route in crawl(page, "/"):
        routes.add(route)
        found += [*barriers(axe, page), *too_wide(page)]
        assert page.locator("h1").count() == 1, page.url
    # No link leads there before something is removed.
    page.goto("/receipt/removed/")
    found += [*barriers(axe, page), *too_wide(page)]
    assert not found, "\n" + "\n".join(found)
    assert {
        "thread:front",
        "engagement:list",
        "engagement:engagement",
        "plans:current",
        "plans:why",
        "thread:words",
        "thread:theme",
        "thread:receipt",
        "programme:programme",
        "page:privacy",
        "page:accessibility",
        "account_login",
    } <= routes


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (320, True)])
def test_every_office_page_is_accessible_and_fits(
    new_page, sign_in, axe, width: int, dark: bool
) -> None:
    page = sign_in(new_page(width=width, dark=dark), "administrator@localhost")
    routes, found = set(), []
    for route in crawl(page, "/office/"):
        routes.add(route)
        found += [*barriers(axe, page), *too_wide(page)]
        assert page.locator("h1").count() == 1, page.url
    assert not found, "\n" + "\n".join(found)
    assert {
        "page:office",
        "people:list",
        "people:audit",
        "engagement:own",
        "engagement:office",
        "themes:board",
        "thread:loose-ends",
        "thread:find-response",
    } <= routes


def test_every_public_page_works_without_script(new_page) -> None:
    page = new_page(script=False)
    for _ in crawl(page, "/"):
        assert page.locator("main").inner_text().strip(), page.url


def test_a_resident_page_is_under_100_kilobytes_on_the_wire(new_page) -> None:
    for path in (
        "/",
        "/engagements/",
        "/receipt/",
        "/engagements/tower-hamlets-2035-have-your-say/",
    ):
        page = new_page(width=320)
        client = page.context.new_cdp_session(page)
        client.send("Network.enable")
        sizes: list[int] = []
        client.on(
            "Network.loadingFinished",
            lambda sent, sizes=sizes: sizes.append(sent["encodedDataLength"]),
        )
        page.goto(path)
        page.wait_for_load_state("networkidle")
        assert sum(sizes) < 100_000, f"{path}: {sum(sizes):.0f} bytes"
        page.context.close()
