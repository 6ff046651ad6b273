"""The public list of engagements as a table."""

import csv
from collections.abc import Iterable, Iterator

from django.urls import reverse

from goldenthread.engagement.mending import escape_formula
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.queries.public_list import state_of

HEADERS = (
    "title", "address", "opens on", "closes on", "for", "how", "is a consultation",
    "who decides", "decided when", "state", "we asked", "you said", "we did", "stamp",
)  # fmt: skip


class _Line:
    """A file of one line: what is written comes back."""

    def write(self, text: str) -> str:
        return text


def write_list(engagements: Iterable[Engagement], site: str) -> Iterator[str]:
    """Return the lines of a CSV file, formulas escaped; `site` is where addresses begin.

    The engagements come from `listed`, which says how far they are.
    """
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
        state_of(engagement),
        *_outcome(engagement),
        "invented for this demonstration" if engagement.is_invented else "",
    )


def _outcome(engagement: Engagement) -> tuple[str, str, str]:
    """Return we asked, you said, we did, as far as they are public."""
    outcome = getattr(engagement, "outcome", None)
    if outcome is None or outcome.published_at is None:
        return "", "", ""
    return outcome.we_asked, outcome.you_said, outcome.we_did
