"""The calendar as a table: read from a file, and written as one."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import StringIO
from pathlib import Path

from goldenthread.engagement import iterate_table
from goldenthread.engagement.dates import read_date
from goldenthread.engagement.mending import escape_formula
from goldenthread.errors import InputError
from goldenthread.records.tables import TableLimits
from goldenthread_web.engagement.models import BlockedPeriod

HEADERS = ("name", "kind", "first day", "last day", "source")
LIMITS = TableLimits(file_bytes=1_000_000, columns=50, rows=2_000, cell_characters=2_000)
LONGEST_NAME, LONGEST_SOURCE = 120, 300


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """One blocked period as a file gives it."""

    name: str
    kind: str
    begins_on: date
    ends_on: date
    source: str


def read_periods(path: Path) -> tuple[PeriodRow, ...]:
    """Return every period of the file: all of them, or none.

    Raises:
        InputError: a column is missing, or a row cannot be used; the row is named.
    """
    table = iterate_table(path, limits=LIMITS)
    places = _places(table.headers)
    found = []
    for row in table.rows:
        if row.problem:
            raise InputError(f"Row {row.number}: {row.problem}")
        found.append(_read(row.number, {name: row.cells[at] for name, at in places.items()}))
    if not found:
        raise InputError("There is no period in this file, only the names of its columns.")
    return tuple(found)


def _places(headers: tuple[str, ...]) -> dict[str, int]:
    plain = [" ".join(header.casefold().replace("_", " ").split()) for header in headers]
    missing = [name for name in HEADERS[:4] if name not in plain]
    if missing:
        raise InputError(
            f"This file has no column “{missing[0]}”. The first row names the columns: "
            f"{', '.join(HEADERS)}. The source may be left out."
        )
    return {name: plain.index(name) for name in HEADERS if name in plain}


def _read(number: int, cells: dict[str, str]) -> PeriodRow:
    begins_on, ends_on = (_day(number, name, cells[name]) for name in ("first day", "last day"))
    name, source = cells["name"].strip(), cells.get("source", "").strip()
    if not name or len(name) > LONGEST_NAME:
        raise InputError(f"Row {number}: give a name of up to {LONGEST_NAME} characters.")
    if len(source) > LONGEST_SOURCE:
        raise InputError(f"Row {number}: the source has {LONGEST_SOURCE} characters at most.")
    if ends_on < begins_on:
        raise InputError(f"Row {number}: the last day is before the first.")
    return PeriodRow(name, _kind(number, cells["kind"]), begins_on, ends_on, source)


def _day(number: int, column: str, cell: str) -> date:
    try:
        day = read_date(cell)
    except InputError as error:
        raise InputError(f"Row {number}, {column}: {error}") from error
    if day is None:
        raise InputError(f"Row {number}: the {column} is missing. Write it as 2027-03-26.")
    return day.date() if isinstance(day, datetime) else day


def _kind(number: int, cell: str) -> str:
    wanted = " ".join(cell.casefold().split())
    for value, label in BlockedPeriod.Kind.choices:
        if wanted in {value, str(label).casefold()}:
            return str(value)
    kinds = ", ".join(value for value, _ in BlockedPeriod.Kind.choices)
    raise InputError(f"Row {number}: the kind is one of {kinds}.")


def write_periods(periods: Iterable[BlockedPeriod]) -> Iterator[str]:
    """Return the lines of a CSV file that can be read again, formulas escaped."""
    yield ",".join(HEADERS) + "\r\n"
    for one in periods:
        days = (one.begins_on.isoformat(), one.ends_on.isoformat())
        line = StringIO()
        cells = (one.name, one.kind, *days, one.source)
        csv.writer(line).writerow(escape_formula(cell) for cell in cells)
        yield line.getvalue()
