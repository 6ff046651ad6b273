"""The lists of engagements as tables: of everybody's, and of an officer's own."""

import csv
from collections.abc import Iterable, Iterator

from django.urls import reverse

from goldenthread.engagement.mending import escape_formula
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.queries.own_list import state_for_office
from goldenthread_web.engagement.queries.public_list import state_of

HEADERS = (
    "title", "address", "opens on", "closes on", "for", "how", "is a consultation",
    "who decides", "decided when", "state", "we asked", "you said", "we did", "stamp",
)  # fmt: skip
OWN_HEADERS = ("title", "address", "state", "opens on", "closes on", "how", "responses", "stamp")
STAMP = "invented for this demonstration"


class _Line:
    """A file of one line: what is written comes back."""

    def write(self, text: str) -> str:
        return text


def write_list(engagements: Iterable[Engagement], site: str) -> Iterator[str]:
    """Return the lines of a CSV file, formulas escaped; `site` is where addresses begin.

    The engagements come from `listed`, which says how far they are.
    """
    return _write(HEADERS, (_cells(engagement, site) for engagement in engagements))


def write_own_list(engagements: Iterable[Engagement], site: str) -> Iterator[str]:
    """Return the lines of a CSV file of engagements from `own_list`, formulas escaped."""
    return _write(OWN_HEADERS, (_own_cells(engagement, site) for engagement in engagements))


def _write(headers: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield str(writer.writerow(headers))
    for cells in rows:
        yield str(writer.writerow(escape_formula(cell) for cell in cells))


def _own_cells(engagement: Engagement, site: str) -> tuple[str, ...]:
    return (
        engagement.title,
        site + reverse("engagement:office", args=[engagement.slug]),
        state_for_office(engagement),
        engagement.opens_on.isoformat(),
        engagement.closes_on.isoformat(),
        engagement.get_channel_display(),
        str(engagement.response_count),  # type: ignore[attr-defined]
        STAMP if engagement.is_invented else "",
    )


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
        state_of(engagement),
        *_outcome(engagement),
        STAMP if engagement.is_invented else "",
    )


def _outcome(engagement: Engagement) -> tuple[str, str, str]:
    """Return we asked, you said, we did, as far as they are public."""
    outcome = getattr(engagement, "outcome", None)
    if outcome is None or outcome.published_at is None:
        return "", "", ""
    return outcome.we_asked, outcome.you_said, outcome.we_did
