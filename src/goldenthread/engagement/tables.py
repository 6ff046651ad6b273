"""Reading any table that a survey tool or an office exports, as a stream of rows."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, islice
from pathlib import Path

from goldenthread.engagement.delimited import iterate_delimited
from goldenthread.engagement.file_kinds import FileKind, check_kind, is_archive
from goldenthread.engagement.header_rows import filled_width, joined, read_header
from goldenthread.engagement.json_tables import iterate_json
from goldenthread.engagement.long_tables import pivoted
from goldenthread.engagement.mending import is_mended_file
from goldenthread.engagement.workbooks import iterate_workbook
from goldenthread.errors import InputError
from goldenthread.records.tables import Table, TableLayout, TableLimits, TableRow

_STANDARD_LIMITS = TableLimits()
_PLAIN_LAYOUT = TableLayout()
_ROWS_AHEAD = 200
_LONGEST_NAME = 10_000


def iterate_table(
    path: Path | str,
    *,
    limits: TableLimits = _STANDARD_LIMITS,
    layout: TableLayout = _PLAIN_LAYOUT,
) -> Table:
    """Return the headers of a CSV, TSV, semicolon, JSON or XLSX file and a stream of its rows.

    The first row is the header, unless the layout says otherwise (`find_layout`
    tells it). Blank rows are passed over, short rows are filled up, and a row
    that cannot be trusted comes with its problem. Rows are read while you
    iterate: at any point InputError may say that the rest cannot be used.
    """
    path = Path(path)
    rows = _with_cells(_iterate_rows(path, limits, layout))
    first = next(rows, None)
    if first is None:
        raise InputError("This file is empty. Send a table whose first row names the columns.")
    if is_mended_file(first.cells):
        layout = _PLAIN_LAYOUT
    table = _table(chain([first], rows), layout, limits, is_workbook=is_archive(path))
    return table if layout.long_form is None else pivoted(table, layout.long_form, limits)


def _table(
    rows: Iterator[TableRow], layout: TableLayout, limits: TableLimits, *, is_workbook: bool
) -> Table:
    header_rows = _header_rows(rows, layout)
    ahead = list(islice(rows, _ROWS_AHEAD))
    checked = [_check_width(row, limits).cells for row in header_rows]
    width = _table_width(checked, ahead, is_workbook=is_workbook)
    fitted = [cells[:width] + ("",) * (width - len(cells)) for cells in checked]
    parts = read_header(fitted, layout.header_style)
    headers = name_columns(tuple(map(joined, parts)))
    named = [cells for cells in fitted if sum(map(bool, cells)) > 1]
    of_width = _rows_of_width(chain(ahead, rows), len(headers), limits)
    return Table(headers, (_unless_header(row, named) for row in of_width), parts)


def _unless_header(row: TableRow, named: list[tuple[str, ...]]) -> TableRow:
    """Files that were put together, or printed by page, name their columns again."""
    if row.problem or row.cells not in named:
        return row
    return replace(row, problem="This row names the columns once more. Leave it out.")


def _header_rows(rows: Iterator[TableRow], layout: TableLayout) -> list[TableRow]:
    """Return the rows that name the columns, and leave `rows` at the first one after them."""
    first = next((row for row in rows if row.number >= layout.header_row), None)
    if first is None:
        raise InputError(
            f"This file has no row {layout.header_row}, which should name the columns. Choose "
            "another header row."
        )
    found = [first, *islice(rows, layout.header_style.rows - 1)]
    for row in found:
        if row.problem:
            which = "The first row" if row.number == 1 else f"Row {row.number}"
            raise InputError(f"{which}, which should name the columns: {row.problem}")
        longest = max(map(len, row.cells), default=0)
        if longest > _LONGEST_NAME:
            raise InputError(
                f"Row {row.number} should name the columns, but a cell of it has {longest:,} "
                f"characters; up to {_LONGEST_NAME:,} are taken. Check that the file is a table."
            )
    return found


def _table_width(
    header_rows: list[tuple[str, ...]], ahead: list[TableRow], *, is_workbook: bool
) -> int:
    """Return how many columns there are: those with a name, or with a value below a blank one.

    The blank cells at the end of a header row, left by a merged cell, are not in
    a workbook, though there are values below them.
    """
    named = max(map(filled_width, header_rows))
    below = max((filled_width(row.cells) for row in ahead if not row.problem), default=0)
    return max(named, below if is_workbook else min(below, max(map(len, header_rows))))


def _iterate_rows(path: Path, limits: TableLimits, layout: TableLayout) -> Iterator[TableRow]:
    kind = check_kind(path, limits)
    if kind is FileKind.WORKBOOK:
        return iterate_workbook(path, limits, layout.sheet)
    if kind is FileKind.JSON:
        return iterate_json(path, layout.columns)
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


def _rows_of_width(rows: Iterator[TableRow], width: int, limits: TableLimits) -> Iterator[TableRow]:
    for count, row in enumerate(rows, start=1):
        if count > limits.rows:
            raise InputError(
                f"This file has more than {limits.rows:,} rows; row {row.number} is the first "
                "that is too many. Split it into several files with the same header row."
            )
        yield _row_of_width(row, width, limits)


def _row_of_width(row: TableRow, width: int, limits: TableLimits) -> TableRow:
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
