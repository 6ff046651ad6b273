"""Columns that are parts of one question: ticked options, rows of a matrix, numbers side by side."""

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.engagement.meanings import NO, YES, is_not_said, plain_value, without_decimals
from goldenthread.engagement.number_columns import are_numbers, asks_for_an_amount
from goldenthread.records.importing import ColumnUse, Use
from goldenthread.records.tables import HeaderParts

# "Agree" in a column is somebody's view of it, as in a grid of statements, and no tick.
_TICKS = (YES | NO) - {"agree", "agreed", "disagree"}
_RANKED = re.compile(r"\brank|\border of\b|\bin order\b", re.IGNORECASE)
_PLACE = re.compile(r"\d{1,2}(?:\.0+)?(?:st|nd|rd|th)?(?: \w+)?", re.IGNORECASE)
_MOST_ANSWERS_IN_A_ROW = 11
_OPTION_HEADER = re.compile(
    r"(?P<title>.{3,}?)\s*(?:\[(?P<a>[^\]]+)\]|[-–—:|/»]\s+(?P<b>[^-–—:|/»]+))"
)


@dataclass(frozen=True, slots=True)
class GridColumn:
    """One column of several with the same question: its place, its own part and its cells."""

    place: int
    option: str
    cells: list[str]


def with_grids(
    columns: Sequence[ColumnUse], levels: Sequence[HeaderParts], cells: Sequence[list[str]]
) -> list[ColumnUse]:
    """Join columns such as "Topics [Parks]", "Topics [Buses]", all of them in the same way.

    `levels` are the levels of each header, `cells` what stands in each column.
    """
    grids: defaultdict[str, list[GridColumn]] = defaultdict(list)
    for place, level in enumerate(map(_question_and_option, levels)):
        if level.option:
            grids[level.question].append(GridColumn(place, level.option, cells[place]))
    joined = list(columns)
    for question, grid in grids.items():
        use, together = _use_of(question, grid, columns) if len(grid) > 1 else (None, grid)
        for one in together if use else ():
            joined[one.place] = _column_of_grid(
                joined[one.place], use or Use.IGNORED, question, one
            )
    return joined


def _use_of(
    question: str, grid: list[GridColumn], columns: Sequence[ColumnUse]
) -> tuple[Use | None, list[GridColumn]]:
    """Return how columns belong together, and which; None if each is a question of its own."""
    ticked = [one for one in grid if all(_is_tick(cell, one.option) for cell in one.cells)]
    if len(ticked) < len(grid):
        use = _use_of_numbers(question, grid)
        if use is not None:
            return use, grid
    if len(ticked) > 1:
        return Use.SEVERAL_CHOICES_IN_COLUMNS, ticked
    is_closed = all(columns[one.place].use is Use.ONE_CHOICE for one in grid if one.cells)
    return (Use.MATRIX_ROW if is_closed and _share_answers(grid) else None), grid


def _use_of_numbers(question: str, grid: list[GridColumn]) -> Use | None:
    """Return the use of columns that hold numbers only; None if they hold anything else."""
    cells = [cell for one in grid for cell in one.cells]
    if _RANKED.search(question) and all(map(_PLACE.fullmatch, cells)):
        return Use.RANKING_IN_COLUMNS
    if not are_numbers(cells):
        return None
    if asks_for_an_amount(question):
        return Use.NUMBER
    return Use.MATRIX_ROW if _share_answers(grid) else None


def _share_answers(grid: list[GridColumn]) -> bool:
    """Return whether the columns have answers in common, as the rows of a matrix do."""
    answers = [{plain_value(cell) for cell in one.cells} for one in grid if one.cells]
    together = set[str]().union(*answers)
    is_shared = all(not one.isdisjoint(other) for one in answers for other in answers)
    return is_shared and 1 < len(together) <= _MOST_ANSWERS_IN_A_ROW


def _column_of_grid(column: ColumnUse, use: Use, question: str, one: GridColumn) -> ColumnUse:
    if use is Use.NUMBER:
        return ColumnUse(column.header, use, title=f"{question} {one.option}")
    return ColumnUse(column.header, use, title=question, option=one.option)


def _question_and_option(level: HeaderParts) -> HeaderParts:
    """Return the levels of a header, which one row may hold together, as in "Topics [Parks]"."""
    match = None if level.option else _OPTION_HEADER.fullmatch(level.question)
    if match is None:
        return level
    title = re.sub(r"\s+- selected choice$", "", match["title"].strip(), flags=re.IGNORECASE)
    return HeaderParts(title, (match["a"] or match["b"]).strip())


def _is_tick(cell: str, option: str) -> bool:
    plain = plain_value(without_decimals(cell))
    return plain in _TICKS or plain == plain_value(option) or is_not_said(cell)
