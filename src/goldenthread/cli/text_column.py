"""Reading one column of a table."""

from pathlib import Path

from goldenthread.engagement.layouts import find_layout
from goldenthread.engagement.tables import iterate_table
from goldenthread.errors import InputError
from goldenthread.records.reports import TextColumn


def read_text_column(path: Path, column: str) -> TextColumn:
    """Return the words of one column, row by row, blank cells counted apart.

    Raises InputError where the file has no such column, and says which it has,
    or where the column holds no words.
    """
    table = iterate_table(path, layout=find_layout(path))
    place = _find_column(table.headers, column, file_name=path.name)
    rows: list[int] = []
    texts: list[str] = []
    unreadable: list[str] = []
    empty_rows = 0
    for row in table.rows:
        if row.problem:
            unreadable.append(f"Row {row.number}: {row.problem}")
        elif row.cells[place].strip():
            rows.append(row.number)
            texts.append(row.cells[place])
        else:
            empty_rows += 1
    if not texts:
        raise InputError(f"The column “{column}” of {path.name} holds no words.")
    return TextColumn(
        path.name, table.headers[place], tuple(rows), tuple(texts), empty_rows, tuple(unreadable)
    )


def _find_column(headers: tuple[str, ...], column: str, *, file_name: str) -> int:
    """Return where the column is, by its exact name, else by its name in any case."""
    if column in headers:
        return headers.index(column)
    alike = [place for place, name in enumerate(headers) if name.casefold() == column.casefold()]
    if len(alike) == 1:
        return alike[0]
    listed = "\n".join(f"  {name}" for name in headers)
    message = f"{file_name} has no column “{column}”. Its columns are:\n{listed}"
    raise InputError(message)
