"""Following every link of the site, a few examples of each kind of address."""

import re
from collections import Counter, deque
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

EXAMPLES_OF_A_ROUTE = 2
# They end the session, or hand out a file.
NOT_FOLLOWED = re.compile(
    r"^/(receipt/leave|accounts/logout|static|sign-in)/|\.(pdf|docx|csv|json|xlsx|zip)$|download"
)


def route_of(path: str) -> str:
    """Return the name of the address, such as "engagement:engagement"."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return "nothing here"


def crawl(page: Page, start: str) -> Iterator[str]:
    """Yield each page on which the browser stands, following links from `start`."""
    waiting, seen, visits = deque([start]), {start}, Counter[str]()
    while waiting:
        path = waiting.popleft()
        route = route_of(urlsplit(path).path)
        if visits[route] >= EXAMPLES_OF_A_ROUTE:
            continue
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200, f"{path} answered {answer.status}"
        visits[route] += 1
        yield route
        for link in _links(page):
            if link not in seen:
                seen.add(link)
                waiting.append(link)


def _links(page: Page) -> list[str]:
    here = page.url
    hrefs = page.eval_on_selector_all(
        "a[href]:not([download])", "links => links.map(a => a.getAttribute('href'))"
    )
    found = []
    for href in hrefs:
        address = urlsplit(urljoin(here, href))
        # The same page in another language.
        if re.search(r"(^|&)in=", address.query):
            continue
        if address.netloc == urlsplit(here).netloc and not NOT_FOLLOWED.search(address.path):
            found.append(address.path + (f"?{address.query}" if address.query else ""))
    return found
