"""Which rows of a file name its columns, and what they say."""

import html
import json
import re
from collections.abc import Sequence
from statistics import median

from goldenthread.engagement.dates import read_date
from goldenthread.errors import InputError
from goldenthread.records.importing import DateOrder
from goldenthread.records.tables import HeaderParts, HeaderStyle, TableRow

LONGEST_OPTION = 300
_FEW = 2
_WIDE = 5
# What SurveyMonkey writes below a question that has no options.
_NO_OPTION = frozenset(["response", "open-ended response", "open ended response"])
_NUMBER = re.compile(r"[-+]?[\d.,]+\s*%?")
_CODE = re.compile(r"[A-Za-z]{1,12}[ _.-]?\d+([ _.-]?[A-Za-z0-9]+)*")
_ASKING = re.compile(r"\?|^(what|how|why|which|who|please|do|are|is|have|to what)\b", re.IGNORECASE)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def find_header(head: Sequence[TableRow]) -> tuple[int, HeaderStyle]:
    """Return the position of the first header row among the first rows, and its style.

    Rows that stand above a table (a title, when it was exported) are passed
    over. Where that cannot be told, the first row is the header.
    """
    widths = [filled_width(row.cells) for row in head[len(head) // 2 :]]
    width = int(median(widths)) if widths else 0
    for position, row in enumerate(head):
        if row.problem:
            break
        after = head[position + 1 : position + 3]
        style = _find_style(row, after)
        if style is not HeaderStyle.ONE_ROW or not _is_above_table(row, after, width):
            return position, style
    return 0, HeaderStyle.ONE_ROW


def _count_filled(cells: Sequence[str]) -> int:
    return sum(1 for cell in cells if cell.strip())


def filled_width(cells: Sequence[str]) -> int:
    """Return the place of the last cell that is not blank, counted from 1; 0 if all are."""
    return max((place for place, cell in enumerate(cells, start=1) if cell.strip()), default=0)


def _is_above_table(row: TableRow, after: Sequence[TableRow], width: int) -> bool:
    """Return whether a row is a title or a note above the table, `width` columns wide."""
    filled = _count_filled(row.cells)
    if not after or filled > _FEW or filled >= width:
        return False
    if filled == 1 or width >= _WIDE:
        return True
    first, second = [cell.strip() for cell in row.cells if cell.strip()]
    has_gap_below = after[0].number > row.number + 1
    return has_gap_below or first.endswith(":") or _is_value(second)


def _is_value(cell: str) -> bool:
    if _NUMBER.fullmatch(cell.strip()):
        return True
    try:
        return read_date(cell, DateOrder.DAY_FIRST) is not None
    except InputError:
        return False


def _find_style(row: TableRow, after: Sequence[TableRow]) -> HeaderStyle:
    neighbours = [
        other.cells for step, other in enumerate(after, 1) if other.number == row.number + step
    ]
    if len(neighbours) > 1 and _are_import_ids(neighbours[1]):
        return HeaderStyle.WORDING_AND_IDS_BELOW
    if not neighbours or after[0].problem:
        return HeaderStyle.ONE_ROW
    if _are_import_ids(neighbours[0]):
        return HeaderStyle.IDS_BELOW
    if _is_wording_of(row.cells, neighbours[0]):
        return HeaderStyle.WORDING_BELOW
    if _are_options_of(row.cells, neighbours[0]):
        return HeaderStyle.OPTIONS_BELOW
    return HeaderStyle.ONE_ROW


def _are_import_ids(cells: Sequence[str]) -> bool:
    """Return whether these are the cells {"ImportId": …} of Qualtrics."""
    return 2 * sum(map(_is_import_id, cells)) > max(1, _count_filled(cells))


def _is_import_id(cell: str) -> bool:
    if not cell.lstrip().startswith("{"):
        return False
    try:
        return "ImportId" in json.loads(cell)
    except ValueError:
        return False


def _is_wording_of(names: Sequence[str], below: Sequence[str]) -> bool:
    """Return whether short names such as Q1 stand above the wording of each question."""
    pairs = [(name.strip(), text.strip()) for name, text in zip(names, below, strict=False)]
    pairs = [(name, text) for name, text in pairs if name]
    same = sum(
        1
        for name, text in pairs
        if name != text and _letters_and_digits(name) == _letters_and_digits(text) != ""
    )
    if same > 1:
        return True
    codes = sum(1 for name, _ in pairs if _CODE.fullmatch(name))
    asking = sum(1 for _, text in pairs if _ASKING.search(text))
    return len(pairs) > 1 and 5 * codes >= 4 * len(pairs) and 2 * asking >= len(pairs)


def _letters_and_digits(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def _are_options_of(top: Sequence[str], below: Sequence[str]) -> bool:
    """Return whether the lower row holds the options of questions in the upper one.

    Options complete the upper row: they stand where it is blank or where a
    question spans several columns. A row of answers stands below single headers.
    """
    width = max(len(top), len(below))
    above = [cell.strip() for cell in (*top, *[""] * (width - len(top)))]
    lower = [cell.strip() for cell in (*below, *[""] * (width - len(below)))]
    said = [cell for cell in lower if cell]
    if not said or any(len(cell) > LONGEST_OPTION or _is_value(cell) for cell in said):
        return False
    completes = sum(1 for a, b in zip(above, lower, strict=True) if b and not a)
    marked = sum(1 for cell in lower if cell.casefold() in _NO_OPTION)
    is_title = bool(above[0]) and not any(above[1:])
    if not any(above) or is_title or completes + marked == 0:
        return False
    overlapping = sum(
        1
        for place, (a, b) in enumerate(zip(above, lower, strict=True))
        if a
        and b
        and b.casefold() not in _NO_OPTION
        and not _spans_next_column(above, lower, place)
    )
    return overlapping * 10 <= width


def _spans_next_column(above: Sequence[str], lower: Sequence[str], place: int) -> bool:
    return place + 1 < len(above) and not above[place + 1] and bool(lower[place + 1])


def read_header(rows: Sequence[Sequence[str]], style: HeaderStyle) -> tuple[HeaderParts, ...]:
    """Return what the header rows say of each column, from left to right."""
    width = max(map(len, rows))
    padded = [
        tuple(plain_header(cell) for cell in (*row, *[""] * (width - len(row)))) for row in rows
    ]
    if style is HeaderStyle.OPTIONS_BELOW:
        return _two_levels(padded[0], padded[1])
    has_wording = style in {HeaderStyle.WORDING_BELOW, HeaderStyle.WORDING_AND_IDS_BELOW}
    wording = padded[1] if has_wording else padded[0]
    return tuple(HeaderParts(text or name) for name, text in zip(padded[0], wording, strict=True))


def _two_levels(above: Sequence[str], lower: Sequence[str]) -> tuple[HeaderParts, ...]:
    parts: list[HeaderParts] = []
    spanning = ""
    for question, option in zip(above, lower, strict=True):
        if question:
            spanning = question if option else ""
        if option.casefold() in _NO_OPTION:
            parts.append(HeaderParts(spanning or option))
        elif spanning and option:
            parts.append(HeaderParts(spanning, option))
        else:
            parts.append(HeaderParts(question or option))
    return tuple(parts)


def plain_header(cell: str) -> str:
    """Return a header without markup that a survey tool left in it, on one line.

    >>> plain_header("<p>What&nbsp;matters <b>most</b>?</p>")
    'What matters most?'
    """
    if "<" not in cell and "&" not in cell:
        return " ".join(cell.split())
    text = " ".join(html.unescape(_TAG.sub(" ", cell)).split())
    return re.sub(r"\s+([?!.,;:])", r"\1", text)


def joined(parts: HeaderParts) -> str:
    """Return both levels of a header as one.

    >>> joined(HeaderParts("Topics", "Parks"))
    'Topics – Parks'
    """
    return f"{parts.question} – {parts.option}" if parts.option else parts.question
