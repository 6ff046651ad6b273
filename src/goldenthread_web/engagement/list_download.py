"""The public list of engagements as a table."""

import csv
from collections.abc import Iterable, Iterator

from django.urls import reverse

from goldenthread.engagement.mending import escape_formula
from goldenthread_web.engagement.models import Engagement

HEADERS = (
    "title", "address", "opens on", "closes on", "for", "how", "is a consultation",
    "who decides", "decided when", "stamp",
)  # fmt: skip


class _Line:
    """A file of one line: what is written comes back."""

    def write(self, text: str) -> str:
        return text


def write_list(engagements: Iterable[Engagement], site: str) -> Iterator[str]:
    """Return the lines of a CSV file, formulas escaped; `site` is where addresses begin."""
    writer = csv.writer(_Line())
    yield str(writer.writerow(HEADERS))
    for engagement in engagements:
        cells = (escape_formula(cell) for cell in _cells(engagement, site))
        yield str(writer.writerow(cells))


def _cells(engagement: Engagement, site: str) -> tuple[str, ...]:
    return (
        engagement.title,
        site + reverse("engagement:engagement", args=[engagement.slug]),
        engagement.opens_on.isoformat(),
        engagement.closes_on.isoformat(),
        engagement.audience,
        engagement.get_channel_display(),
        "yes" if engagement.is_consultation else "no",
        engagement.who_decides,
        engagement.decided_when,
        "invented for this demonstration" if engagement.is_invented else "",
    )
