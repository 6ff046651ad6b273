"""A table in a file: where it stands, how it is built, and its rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class HeaderStyle(StrEnum):
    """How many rows name the columns of a table, and what each of them holds."""

    ONE_ROW = "one row"
    OPTIONS_BELOW = "questions, options below"
    WORDING_BELOW = "short names, wording below"
    IDS_BELOW = "wording, internal ids below"
    WORDING_AND_IDS_BELOW = "short names, wording and internal ids below"

    @property
    def rows(self) -> int:
        """How many rows of the file belong to the header."""
        if self is HeaderStyle.ONE_ROW:
            return 1
        return 3 if self is HeaderStyle.WORDING_AND_IDS_BELOW else 2


@dataclass(frozen=True, slots=True)
class LongForm:
    """What a table with one row for each answer consists of.

    `response_id`, `question` and `answer` are headers. `questions` are the
    different cells of the question column in the order of the file, `about` the
    columns that say the same in all rows of a response. Without `is_together`
    the rows of one response are scattered over the file.
    """

    response_id: str
    question: str
    answer: str
    questions: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    is_together: bool = True


@dataclass(frozen=True, slots=True)
class TableLayout:
    """Where in a file the table stands and how it is built.

    `sheet` is "" for the first visible sheet that has rows, `header_row` the
    number that a spreadsheet shows beside the (first) header row, 0 for the
    first row that is not blank. `columns` are those of a JSON file, which is read to
    its end to know them; () where they are in the header or not known yet.
    """

    sheet: str = ""
    header_row: int = 0
    header_style: HeaderStyle = HeaderStyle.ONE_ROW
    long_form: LongForm | None = None
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HeaderParts:
    """What a header of two levels says; `option` is "" where there is one level."""

    question: str
    option: str = ""


@dataclass(frozen=True, slots=True)
class TableLimits:
    """The largest table that is taken in; what is larger is refused, not cut."""

    file_bytes: int = 200_000_000
    columns: int = 1_000
    rows: int = 1_000_000
    cell_characters: int = 100_000
    unpacked_bytes: int = 1_000_000_000
    unpacked_ratio: int = 200


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number as a spreadsheet shows it, its cells, what is wrong with it.

    With no problem there are as many cells as headers.
    """

    number: int
    cells: tuple[str, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The headers of a table, made unique, and its rows, read while you iterate.

    `parts` are the levels of each header, of the same length as `headers`.
    """

    headers: tuple[str, ...]
    rows: Iterator[TableRow]
    parts: tuple[HeaderParts, ...] = ()
