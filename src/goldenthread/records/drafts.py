"""A document that is written as far as the record knows, and marked where it does not."""

from dataclasses import dataclass
from datetime import date

from goldenthread.records.publishing import Table


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that the record does not hold: who fills it in, and what."""

    who: str
    what: str


@dataclass(frozen=True, slots=True)
class DraftSection:
    """One part of a draft: paragraphs, then a list, a table, and what is still to be filled in."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()
    table: Table | None = None
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as a document.

    `about` says what it is and from what it was made; `source` names whose headings it
    follows. `stamp` is printed on every page where it is set.
    """

    title: str
    partnership: str
    made_on: date
    about: tuple[str, ...]
    sections: tuple[DraftSection, ...]
    source: str
    stamp: str = ""
