"""The list of rejected rows that is downloaded, mended and sent again."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TextIO

from goldenthread.records.responses import RejectedRow

ROW_HEADER = "Golden Thread: row in the file"
REASON_HEADER = "Golden Thread: why it was not taken"
_ADDED = (ROW_HEADER, REASON_HEADER)
# The wide signs begin formulas where Excel speaks Chinese or Japanese. The apostrophe itself
# is escaped too, which makes the escape reversible.
_ESCAPED_STARTS = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "\n",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
    "'",
)


def write_rejected(
    target: Path | str | TextIO, headers: Sequence[str], rejected: Iterable[RejectedRow]
) -> None:
    """Write rejected rows as CSV with the row number and the reason in front.

    The two columns stand first so that a row with too many cells keeps them
    all. Cells that a spreadsheet would take for a formula get an apostrophe,
    which is taken off when the file is read again.
    """
    if isinstance(target, Path | str):
        # The byte order mark is what makes Excel read it as UTF-8.
        with Path(target).open("w", encoding="utf-8-sig", newline="") as stream:
            _write_rejected(stream, headers, rejected)
    else:
        _write_rejected(target, headers, rejected)


def _write_rejected(
    stream: TextIO, headers: Sequence[str], rejected: Iterable[RejectedRow]
) -> None:
    writer = csv.writer(stream)
    writer.writerow([*_ADDED, *(escape_formula(one) for one in headers if one not in _ADDED)])
    for row in rejected:
        writer.writerow([row.row_number, row.reason, *map(escape_formula, row.cells)])


def is_mended_file(headers: Sequence[str]) -> bool:
    """Return whether the file began as a list of rejected rows."""
    return tuple(headers[: len(_ADDED)]) == _ADDED


def original_headers(headers: tuple[str, ...]) -> tuple[str, ...]:
    """Return the headers of such a list as they were in the file that it came from."""
    return tuple(map(undo_escape, headers[len(_ADDED) :]))


def original_cells(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return the cells of a row in such a list as they were before it was written."""
    return tuple(map(undo_escape, cells[len(_ADDED) :]))


def escape_formula(cell: str) -> str:
    """Return the cell so that no spreadsheet takes it for a formula.

    >>> escape_formula("=1+1"), escape_formula("'tis"), escape_formula("yes")
    ("'=1+1", "''tis", 'yes')
    """
    return f"'{cell}" if cell.startswith(_ESCAPED_STARTS) else cell


def undo_escape(cell: str) -> str:
    """Return the cell that `escape_formula` was given."""
    return cell[1:] if cell.startswith("'") else cell
