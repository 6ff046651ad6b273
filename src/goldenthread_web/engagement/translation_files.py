"""The texts of a form as a table for a translator: written, and read again."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from goldenthread.engagement import iterate_table
from goldenthread.engagement.mending import escape_formula, undo_escape
from goldenthread.errors import InputError
from goldenthread.records.tables import TableLimits
from goldenthread_web.engagement.queries.translating import TranslationRow

HEADERS = ("place", "what it is", "source", "translation", "state")
LIMITS = TableLimits(file_bytes=2_000_000, columns=20, rows=5_000, cell_characters=20_000)


@dataclass(frozen=True, slots=True)
class TranslatedLine:
    """One line as it came back: the place, the text that was translated, and the translation."""

    place: str
    source: str
    translation: str


def write_texts(rows: Iterable[TranslationRow]) -> Iterator[str]:
    """Return the lines of a CSV file that can be read again, formulas escaped."""
    yield "\ufeff" + ",".join(HEADERS) + "\r\n"
    for row in rows:
        line = StringIO()
        made = row.translation.text if row.translation else ""
        cells = (row.source.place, f"{row.source.group}: {row.source.label}", row.source.text)
        csv.writer(line).writerow(escape_formula(one) for one in (*cells, made, row.state.value))
        yield line.getvalue()


def read_texts(path: Path) -> tuple[TranslatedLine, ...]:
    """Return the lines of a CSV or Excel file that have a translation.

    Raises:
        InputError: a column is missing, or a row cannot be read; the row is named.
    """
    table = iterate_table(path, limits=LIMITS)
    names = [header.strip().casefold() for header in table.headers]
    missing = [name for name in ("place", "source", "translation") if name not in names]
    if missing:
        raise InputError(
            f"This file has no column “{missing[0]}”. Take the file that was downloaded here, and "
            "fill in the column “translation” only."
        )
    at = {name: names.index(name) for name in ("place", "source", "translation")}
    found = []
    for row in table.rows:
        if row.problem:
            raise InputError(f"Row {row.number}: {row.problem}")
        cells = {name: undo_escape(row.cells[column]) for name, column in at.items()}
        if cells["translation"].strip():
            found.append(TranslatedLine(**cells))
    if not found:
        raise InputError("Nothing is translated in this file: the column “translation” is empty.")
    return tuple(found)
