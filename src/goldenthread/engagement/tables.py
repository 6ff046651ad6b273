"""Reading any table that a survey tool or an office exports, as a stream of rows."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from goldenthread.engagement.delimited import iterate_delimited
from goldenthread.engagement.workbooks import iterate_workbook
from goldenthread.errors import InputError
from goldenthread.records.engagement import Table, TableLimits, TableRow

_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_STANDARD_LIMITS = TableLimits()


def iterate_table(path: Path | str, *, limits: TableLimits = _STANDARD_LIMITS) -> Table:
    """Return the headers of a CSV, TSV, semicolon or XLSX file and a stream of its rows.

    Blank rows are passed over, short rows are filled up, and a row that cannot
    be trusted comes with its problem. Rows are read while you iterate: at any
    point InputError may say that the rest of the file cannot be used.
    """
    path = Path(path)
    rows = _with_cells(_iterate_rows(path, limits))
    first = next(rows, None)
    if first is None:
        raise InputError("This file is empty. Send a table whose first row names the columns.")
    if first.problem:
        raise InputError(f"The first row, which should name the columns: {first.problem}")
    headers = name_columns(_check_width(first, limits).cells)
    return Table(headers, _fitted(rows, len(headers), limits))


def _iterate_rows(path: Path, limits: TableLimits) -> Iterator[TableRow]:
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(8)
    except OSError as mistake:
        raise InputError(f"The file {path.name} cannot be opened: {mistake.strerror}.") from mistake
    if size > limits.file_bytes:
        raise InputError(
            f"This file has {size // 1_000_000:,} MB; up to {limits.file_bytes // 1_000_000:,} MB "
            "are taken. Split it into several files with the same header row."
        )
    return _reader_for(path, start, limits)


def _reader_for(path: Path, start: bytes, limits: TableLimits) -> Iterator[TableRow]:
    """Choose by what is in the file: names and endings are not to be trusted."""
    if path.suffix.lower() in {".xlsm", ".xltm", ".xlam"}:
        raise InputError(
            "Workbooks with macros (.xlsm) are not taken. Save it as an Excel workbook "
            "without macros (.xlsx) and send that."
        )
    if start.startswith(_OLD_OFFICE):
        raise InputError(
            "This workbook is in the old Excel format (.xls) or protected by a password. Save "
            "it as an Excel workbook (.xlsx) without a password and send that."
        )
    if start.startswith(b"%PDF"):
        raise InputError("This is a PDF. Send the table that it was made from, as CSV or .xlsx.")
    if start.startswith(b"PK"):
        return iterate_workbook(path, limits)
    return iterate_delimited(path)


def _with_cells(rows: Iterator[TableRow]) -> Iterator[TableRow]:
    return (row for row in rows if row.problem or any(map(str.strip, row.cells)))


def name_columns(cells: tuple[str, ...]) -> tuple[str, ...]:
    """Return one name for each column, each different.

    >>> name_columns(("Name", "", "Name"))
    ('Name', 'Column 2', 'Name (2)')
    """
    names: list[str] = []
    taken: set[str] = set()
    for position, cell in enumerate(cells, start=1):
        plain = " ".join(unicodedata.normalize("NFC", cell).split()) or f"Column {position}"
        name, copy = plain, 1
        while name in taken:
            copy += 1
            name = f"{plain} ({copy})"
        taken.add(name)
        names.append(name)
    return tuple(names)


def _check_width(row: TableRow, limits: TableLimits) -> TableRow:
    cells = row.cells
    if len(cells) > limits.columns:
        # Formatting may reach to the last column that Excel has.
        filled = max((index for index, cell in enumerate(cells, 1) if cell.strip()), default=0)
        cells = cells[:filled]
    if len(cells) > limits.columns:
        raise InputError(
            f"Row {row.number} has {len(cells):,} columns; up to {limits.columns:,} are taken. "
            "Export fewer questions at a time, or check that the file is a table."
        )
    return replace(row, cells=cells)


def _fitted(rows: Iterator[TableRow], width: int, limits: TableLimits) -> Iterator[TableRow]:
    for count, row in enumerate(rows, start=1):
        if count > limits.rows:
            raise InputError(
                f"This file has more than {limits.rows:,} rows; row {row.number} is the first "
                "that is too many. Split it into several files with the same header row."
            )
        yield _fit(row, width, limits)


def _fit(row: TableRow, width: int, limits: TableLimits) -> TableRow:
    surplus = len(row.cells) - width
    if row.problem or (surplus == 0 and max(map(len, row.cells)) <= limits.cell_characters):
        return row
    if surplus <= 0:
        row = replace(row, cells=row.cells + ("",) * -surplus)
    elif not any(map(str.strip, row.cells[width:])):
        row = replace(row, cells=row.cells[:width])
    else:
        return _too_wide(row, width, limits)
    return _check_cells(row, limits)


def _too_wide(row: TableRow, width: int, limits: TableLimits) -> TableRow:
    row = _check_width(row, limits)
    return replace(
        row,
        problem=(
            f"This row has {len(row.cells)} cells but there are {width} columns. Put quotation "
            "marks around a cell that holds the separator, or give the last column a name."
        ),
    )


def _check_cells(row: TableRow, limits: TableLimits) -> TableRow:
    for column, cell in enumerate(row.cells, start=1):
        if len(cell) > limits.cell_characters:
            return replace(
                row,
                problem=(
                    f"Column {column} holds {len(cell):,} characters; up to "
                    f"{limits.cell_characters:,} are taken. Divide the text over several rows."
                ),
            )
    return row
