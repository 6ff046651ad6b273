"""The real program, serving the worked example, driven by a real browser."""

import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser.building import SLUG, build

CHROMIUM = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
COMMAND = [sys.executable, "-m", "goldenthread_web.command.main"]
LINK = """
from django.utils import timezone
from goldenthread_web.people.audit import SHELL
from goldenthread_web.people.changes import make_sign_in_link
from goldenthread_web.people.models import Person
person = Person.objects.get(email={email!r})
print(make_sign_in_link(by=SHELL, person=person, now=timezone.now()))
"""


@dataclass(frozen=True)
class Site:
    """A running site: its address and its folder."""

    address: str
    folder: Path
    example_receipt: str

    def python(self, code: str) -> str:
        """Return what the code prints, run beside the site."""
        done = subprocess.run(
            [sys.executable, "-c", f"import django; django.setup()\n{code}"],
            env=environment(self.folder),
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def command(self, *words: str) -> "subprocess.CompletedProcess[str]":
        """Return what `goldenthread` with these words says, run beside the site."""
        return subprocess.run(
            [*COMMAND, *words],
            env=environment(self.folder),
            capture_output=True,
            text=True,
            check=False,
        )

    def rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        """Return what stands in the database."""
        with closing(sqlite3.connect(self.folder / "goldenthread.sqlite3")) as database:
            return database.execute(query, values).fetchall()


def environment(folder: Path) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("GOLDENTHREAD")}
    kept.pop("DATABASE_URL", None)
    return kept | {
        "GOLDENTHREAD_FOLDER": str(folder),
        "DJANGO_SETTINGS_MODULE": "goldenthread_web.config.settings",
    }


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _wait_until_up(address: str, server: "subprocess.Popen[str]") -> None:
    for _ in range(240):
        assert server.poll() is None, "the site stopped while starting"
        try:
            urllib.request.urlopen(f"{address}/health/", timeout=1)  # noqa: S310
        except OSError:
            time.sleep(0.25)
        else:
            return
    raise AssertionError("the site did not start within a minute")


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Load the worked example and serve it, with its worker, as `make run` does."""
    folder = tmp_path_factory.mktemp("site")
    loaded = subprocess.run(
        [*COMMAND, "demo"], env=environment(folder), capture_output=True, text=True, check=False
    )
    assert loaded.returncode == 0, loaded.stderr
    receipt = re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]{5}", loaded.stdout)
    assert receipt, loaded.stdout
    port = _free_port()
    log = (folder / "server.log").open("w")
    server = subprocess.Popen(
        [*COMMAND, "serve", "--address", f"127.0.0.1:{port}"],
        env=environment(folder),
        stdout=log,
        stderr=log,
        text=True,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_up(address, server)
        yield Site(address, folder, receipt[0])
    finally:
        server.terminate()
        server.wait(timeout=30)
        log.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=CHROMIUM)
        yield running
        running.close()


NewPage = Callable[..., Page]


@pytest.fixture
def new_page(browser: Browser, site: Site) -> Iterator[NewPage]:
    """Return a maker of pages: `new_page(width=320, script=False, dark=True)`.

    A page fails its test on any error in the console, a policy violation included.
    """
    contexts, errors = [], []

    def make(
        *, width: int = 1280, script: bool = True, dark: bool = False, signed_in: Any = None
    ) -> Page:
        context = browser.new_context(
            base_url=site.address,
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            color_scheme="dark" if dark else "light",
            storage_state=signed_in,
        )
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console",
            lambda said: (
                errors.append(f"{page.url}: {said.text}") if said.type == "error" else None
            ),
        )
        page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
        return page

    yield make
    for context in contexts:
        context.close()
    # The browser's own note about an answer of 4xx or 5xx is no error of a page.
    assert [one for one in errors if "Failed to load resource" not in one] == []


@pytest.fixture
def sign_in(site: Site) -> Callable[[Page, str], Page]:
    """Return a way to sign in as the example's person of that address."""

    def enter(page: Page, email: str) -> Page:
        page.goto(f"/sign-in/{site.python(LINK.format(email=email))}/")
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/office/")
        return page

    return enter


@pytest.fixture(scope="session")
def axe() -> Axe:
    return Axe()


def assert_accessible(axe: Axe, page: Page) -> None:
    """Fail with axe's own words if it finds anything."""
    assert barriers(axe, page) == []


def barriers(axe: Axe, page: Page) -> list[str]:
    """Return what axe finds, a line each: the rule, the page, and the elements."""
    return [
        f"{found['id']} on {page.url}: {', '.join(str(node['target']) for node in found['nodes'])}"
        for found in axe.run(page).response["violations"]
    ]


def too_wide(page: Page) -> list[str]:
    """Return a line if the page must be scrolled sideways."""
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    return [f"{page.url} is {over} px too wide"] if over > 0 else []


@pytest.fixture(scope="session")
def look(axe: Axe) -> Callable[[Page], None]:
    """Return a look at a page, on a small dark screen and on a wide light one."""

    def see(page: Page) -> None:
        size = page.viewport_size
        found: list[str] = []
        for width, scheme in ((320, "dark"), (1280, "light")):
            page.set_viewport_size({"width": width, "height": 900})
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            found += [
                f"{one} ({width} px, {scheme})" for one in too_wide(page) + barriers(axe, page)
            ]
        assert not found, "\n" + "\n".join(found)
        if size:
            page.set_viewport_size(size)

    return see


@dataclass(frozen=True)
class Thirty:
    """The survey of thirty questions: its slug, and what the officer's browser keeps."""

    slug: str
    officer: Any


@pytest.fixture(scope="session")
def thirty(
    browser: Browser,
    site: Site,
    look: Callable[[Page], None],
    tmp_path_factory: pytest.TempPathFactory,
) -> Thirty:
    """Build the survey of thirty questions on its pages, once."""
    context = browser.new_context(base_url=site.address, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(f"/sign-in/{site.python(LINK.format(email='engagement-officer@example.org'))}/")
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/office/")
    build(page, tmp_path_factory.mktemp("thirty"), look)
    built = Thirty(SLUG, context.storage_state())
    context.close()
    return built
