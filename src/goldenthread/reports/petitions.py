"""Petitions in a report: what each asks for, and how many signed it."""

from collections.abc import Sequence

from goldenthread.disclosure import show_count
from goldenthread.records.publishing import Table
from goldenthread.records.reports import Petition
from goldenthread.reports.wording import say_date

SIGNATURES_ARE_NO_ANSWERS = (
    "A petition is counted as one thing said. Signatures are not counted as answers, and do not "
    "make a theme larger."
)
# Held, withheld, or only to be counted: which of them is nobody's business.
NOT_RELEASED = "Its words are not shown."


def petitions_table(petitions: Sequence[Petition]) -> Table:
    """Return a row for each petition, the most signed first; a few signatures are not told apart."""
    ranked = sorted(petitions, key=lambda one: (-one.signatures, one.words))
    rows = tuple(
        (
            one.words or NOT_RELEASED,
            show_count(one.signatures).text,
            say_date(one.received_on) if one.received_on else "",
        )
        for one in ranked
    )
    return Table("Petitions received", ("What it asks for", "Signatures", "Handed in"), rows)
