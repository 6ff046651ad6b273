"""Writing an Excel workbook while its rows are made: nothing of it is kept.

Written by hand, because openpyxl gives the first byte when the last row is done.
Text is always text: no cell can become a formula.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from xml.sax.saxutils import escape, quoteattr

from goldenthread.engagement.archive_stream import stream_archive
from goldenthread.errors import InputError

Cell = str | int | float | Decimal | None
CELL_ROOM = 32_767
CUT_MARK = " […] (cut here: Excel holds no more. The CSV file has it all.)"
_ROWS_AT_ONCE = 200
_MOST_ROWS = 1_048_576
_NO_XML = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF, *range(0xD800, 0xE000)])
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet: its name, and its rows, the first of which stays in sight."""

    name: str
    rows: Iterable[Sequence[Cell]]


def stream_workbook(sheets: Sequence[Sheet]) -> Iterator[bytes]:
    """Yield the bytes of a workbook (.xlsx), some rows at a time."""
    return stream_archive(_all_parts(sheets), effort=1)


def _all_parts(sheets: Sequence[Sheet]) -> Iterator[tuple[str, Iterable[str]]]:
    for name, content in _parts(sheets):
        yield name, [content]
    for number, sheet in enumerate(sheets, start=1):
        yield f"xl/worksheets/sheet{number}.xml", _sheet_xml(sheet)


def _parts(sheets: Sequence[Sheet]) -> Iterator[tuple[str, str]]:
    numbers = range(1, len(sheets) + 1)
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{_TYPES}.worksheet+xml"/>'
        for n in numbers
    )
    types = (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        f'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPES}.sheet.main+xml"/>'
        f"{overrides}</Types>"
    )
    yield "[Content_Types].xml", types
    yield "_rels/.rels", _relations([("officeDocument", "xl/workbook.xml")])
    listed = "".join(
        f'<sheet name={quoteattr(sheet.name[:31])} sheetId="{n}" r:id="rId{n}"/>'
        for n, sheet in zip(numbers, sheets, strict=True)
    )
    yield (
        "xl/workbook.xml",
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets></workbook>',
    )
    targets = [("worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    yield "xl/_rels/workbook.xml.rels", _relations(targets)


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def _sheet_xml(sheet: Sheet) -> Iterator[str]:
    yield (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0"><pane '
        'ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView>'
        "</sheetViews><sheetData>"
    )
    rows = enumerate(sheet.rows, start=1)
    letters: list[str] = []
    while batch := list(islice(rows, _ROWS_AT_ONCE)):
        if batch[-1][0] > _MOST_ROWS:
            raise InputError("A sheet of Excel holds no more than 1,048,576 rows. Take the CSV.")
        width = max(len(row) for _, row in batch)
        letters += [column_letters(at) for at in range(len(letters), width)]
        yield "".join(_row_xml(number, row, letters) for number, row in batch)
    yield "</sheetData></worksheet>"


def _row_xml(number: int, row: Sequence[Cell], letters: Sequence[str]) -> str:
    cells = "".join(
        _cell_xml(f"{letters[at]}{number}", cell)
        for at, cell in enumerate(row)
        if cell is not None and cell != ""
    )
    return f'<row r="{number}">{cells}</row>'


def _cell_xml(place: str, cell: Cell) -> str:
    if not isinstance(cell, str):
        return f'<c r="{place}"><v>{cell}</v></c>'
    text = escape(fitting(cell).translate(_NO_XML))
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def fitting(text: str) -> str:
    """Return the text, cut with a mark where it is longer than a cell of Excel can be."""
    if len(text) <= CELL_ROOM // 2:
        return text
    # Excel counts in units of UTF-16.
    units = text.encode("utf-16-le")
    if len(units) // 2 <= CELL_ROOM:
        return text
    kept = units[: 2 * (CELL_ROOM - len(CUT_MARK))].decode("utf-16-le", "ignore")
    return kept + CUT_MARK


def column_letters(position: int) -> str:
    """Return the name of a column, the first being 0.

    >>> [column_letters(at) for at in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    letters, rest = "", position + 1
    while rest:
        rest, place = divmod(rest - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters
