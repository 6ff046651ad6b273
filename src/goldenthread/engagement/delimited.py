"""Reading CSV and its relatives line by line, whatever their line ends and quotes."""

import csv
from collections import Counter, deque
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

from goldenthread.engagement.encodings import find_encoding
from goldenthread.errors import InputError
from goldenthread.records.tables import TableRow

DELIMITERS = ",;\t|"
LINE_CHARACTERS = 10_000_000
_SAMPLE_CHARACTERS = 1 << 16
_SAMPLE_ROWS = 50
_NEARLY_ALL = 0.8
_SEPARATOR_LINES = frozenset(f"sep={mark}" for mark in DELIMITERS)


def iterate_delimited(path: Path) -> Iterator[TableRow]:
    """Yield every row of a CSV, TSV or semicolon file, the header row included.

    A row whose quotation marks do not pair up comes with a problem, its cells
    parted at every delimiter, and the rows after it are read as usual.
    """
    with path.open(encoding=find_encoding(path), newline="") as stream:
        try:
            delimiter = _find_delimiter(stream)
            stream.seek(0)
            yield from _rows(_LineSource(stream), delimiter)
        except UnicodeError as mistake:
            raise InputError(
                "A part of this file cannot be read in the encoding that it starts with. "
                "Open it in the tool it came from and save it again as CSV UTF-8."
            ) from mistake


class _LineSource:
    """Lines without zero bytes, which can be handed back when a row went wrong."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._handed_back: deque[str] = deque()
        self._characters = 0
        self.taken: list[str] = []

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._handed_back.popleft() if self._handed_back else self._read()
        if not line:
            raise StopIteration
        self.taken.append(line)
        self._characters += len(line)
        if self._characters > 2 * LINE_CHARACTERS:
            raise InputError("A row of this file is too long to be a row of a table.")
        return line

    def _read(self) -> str:
        line = self._stream.readline(LINE_CHARACTERS)
        if len(line) == LINE_CHARACTERS and line[-1] not in "\r\n":
            raise InputError(
                "This file has a line of more than ten million characters, so it is not a "
                "table. Export it again as CSV UTF-8."
            )
        # Files that were put together have a mark in the middle.
        return line.replace("\x00", "").lstrip("\ufeff") or "\n" if line else ""

    def start_row(self) -> None:
        self.taken.clear()
        self._characters = 0

    def hand_back(self, lines: list[str]) -> None:
        self._handed_back.extendleft(reversed(lines))


def _rows(source: _LineSource, delimiter: str) -> Iterator[TableRow]:
    reader = csv.reader(source, delimiter=delimiter, strict=True)
    number = 0
    while True:
        source.start_row()
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            broken, *rest = source.taken
            source.hand_back(rest)
            reader = csv.reader(source, delimiter=delimiter, strict=True)
            yield _broken_row(number, broken, delimiter)
        else:
            if number == 1 and _is_separator_line(cells, delimiter):
                number = 0
                continue
            yield TableRow(number, tuple(cells))


def _broken_row(number: int, line: str, delimiter: str) -> TableRow:
    cells = tuple(line.rstrip("\r\n").split(delimiter))
    return TableRow(
        number,
        cells,
        "The quotation marks in this row do not pair up. A cell that holds a quotation mark "
        'needs one around it and each one inside it doubled: "She said ""yes""".',
    )


def _is_separator_line(cells: list[str], delimiter: str) -> bool:
    """Return whether this is the line `sep=;` that tells Excel the delimiter."""
    return delimiter.join(cells).strip() in _SEPARATOR_LINES


def _find_delimiter(stream: TextIO) -> str:
    """Return the delimiter by which most of the first rows are as wide as the table."""
    sample = stream.read(_SAMPLE_CHARACTERS)
    lines = sample.replace("\x00", "").splitlines(keepends=True)
    if lines and lines[0].strip() in _SEPARATOR_LINES:
        return lines[0].strip()[-1]
    if len(sample) == _SAMPLE_CHARACTERS and len(lines) > 1:
        lines.pop()
    return max(DELIMITERS, key=lambda delimiter: _rows_of_usual_width(lines, delimiter))


def _rows_of_usual_width(lines: list[str], delimiter: str) -> tuple[int, int]:
    """Return how many rows have the usual width, and that width; (0, 0) if there is none."""
    try:
        rows = [row for row in csv.reader(lines, delimiter=delimiter) if row][:_SAMPLE_ROWS]
    except csv.Error:
        return (0, 0)
    widths = [len(row) for row in rows]
    if widths and widths[0] > 1:
        return (widths.count(widths[0]), widths[0])
    # Under a title the table has the width of nearly all rows; prose with commas has none.
    width, count = max(Counter(widths).items(), key=lambda found: found[1], default=(0, 0))
    below = len(widths) - widths.index(width) if width > 1 else 0
    return (count, width) if below and count > _NEARLY_ALL * below and count > 1 else (0, 0)
