"""What was answered in one row beside words and ticks: numbers, dates, places, orders, votes."""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from goldenthread.engagement.dates import read_date
from goldenthread.engagement.meanings import is_not_said, plain_value, stated_meaning
from goldenthread.engagement.number_columns import with_plain_commas
from goldenthread.engagement.words import one_line
from goldenthread.errors import InputError
from goldenthread.records.importing import ColumnMapping, ColumnUse, Use
from goldenthread.records.responses import (
    FurtherAnswers,
    GivenDate,
    GivenNumber,
    GivenPlace,
    GivenVote,
    MatrixChoices,
    RankedChoices,
)

VOTES = {"agree": 1, "yes": 1, "1": 1, "pass": 0, "unsure": 0, "0": 0, "disagree": -1, "no": -1, "-1": -1}  # fmt: skip
LARGEST_RANK = 1_000
_ROOM = Decimal(10) ** 10
_FOUR_PLACES = Decimal("0.0001")
_LEADING = re.compile(r"(-?\d{1,4})(?:st|nd|rd|th)?(?:\.0+)?(?:\s*[-–—:=.)]?\s+\D.*)?")
_SECTOR = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?)\s*(\d)(?:[A-Z]{2})?")
_ENDS = re.compile(r"(-?\d+) (-?\d+)")
_PLACE_USES = {
    Use.AREA_ANSWER: "area",
    Use.PLACE_ANSWER: "area",
    Use.POSTCODE_SECTOR: "postcode_sector",
    Use.LATITUDE: "latitude",
    Use.LONGITUDE: "longitude",
}
Values = dict[str, str]


def read_further_answers(values: Values, mapping: ColumnMapping) -> FurtherAnswers:
    """Return these answers of a row. InputError names the column that cannot be understood."""
    return FurtherAnswers(
        numbers=tuple(_numbers(values, mapping)),
        dates=tuple(_dates(values, mapping)),
        rankings=tuple(_rankings(values, mapping)),
        matrices=tuple(_matrices(values, mapping)),
        places=tuple(_places(values, mapping)),
        votes=tuple(_votes(values, mapping)),
    )


def _filled_cells(
    values: Values, mapping: ColumnMapping, *uses: Use
) -> Iterator[tuple[ColumnUse, str]]:
    """Yield the columns used so whose cell says something, each with what it says."""
    for column in mapping.used_as(*uses):
        cell = stated_meaning(values[column.header], column.meanings).strip()
        if cell and (mapping.is_own_export or not is_not_said(cell)):
            yield column, cell


def _numbers(values: Values, mapping: ColumnMapping) -> Iterator[GivenNumber]:
    for column, cell in _filled_cells(values, mapping, Use.RATING):
        yield GivenNumber(column.question, Decimal(_rating_in(column, cell)))
    for column, cell in _filled_cells(values, mapping, Use.NUMBER):
        yield GivenNumber(column.question, read_number(column.header, cell))


def _rating_in(column: ColumnUse, cell: str) -> int:
    value = _leading_number(column, cell, "a rating: a whole number, which words may follow")
    ends = _ENDS.fullmatch(column.option)
    if ends and not int(ends[1]) <= value <= int(ends[2]):
        raise InputError(
            f"Column “{column.header}”: {value} is not on the scale from {ends[1]} to {ends[2]}. "
            "Mend the cell, or make it blank."
        )
    return value


def _leading_number(column: ColumnUse, cell: str, wanted: str) -> int:
    found = _LEADING.fullmatch(unicodedata.normalize("NFKC", cell))
    if found is None:
        raise InputError(
            f"Column “{column.header}”: “{cell[:40]}” is not {wanted}. Mend the cell, or map the "
            "column as one choice."
        )
    return int(found[1])


def read_number(header: str, cell: str) -> Decimal:
    """Return the number in a cell, to four places; commas part thousands, or stand for a point.

    >>> read_number("Years", "1,200.50")
    Decimal('1200.5000')
    """
    plain = unicodedata.normalize("NFKC", cell).replace(" ", "").lstrip("£€$")
    try:
        value = Decimal(with_plain_commas(plain))
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) >= _ROOM:
        raise InputError(
            f"Column “{header}”: “{cell[:40]}” is not a number below ten thousand million. "
            "Mend the cell, or map the column as words."
        )
    return value.quantize(_FOUR_PLACES)


def _dates(values: Values, mapping: ColumnMapping) -> Iterator[GivenDate]:
    for column, cell in _filled_cells(values, mapping, Use.DATE_ANSWER):
        try:
            found = read_date(cell, mapping.date_order)
        except InputError as reason:
            raise InputError(f"Column “{column.header}”: {reason}.") from reason
        if found is not None:
            yield GivenDate(column.question, _day(found))


def _day(found: datetime | date) -> date:
    return found.date() if isinstance(found, datetime) else found


def _rankings(values: Values, mapping: ColumnMapping) -> Iterator[RankedChoices]:
    ranked: dict[str, list[tuple[int, str]]] = {}
    for column, cell in _filled_cells(values, mapping, Use.RANKING_IN_COLUMNS):
        rank = _leading_number(column, cell, "a place such as 1 or 2nd")
        if not 1 <= rank <= LARGEST_RANK:
            raise InputError(f"Column “{column.header}”: {rank} is no place; the first one is 1.")
        ranked.setdefault(column.question, []).append((rank, column.option))
    for question, options in ranked.items():
        yield RankedChoices(question, tuple(sorted(options, key=lambda one: one[0])))


def _matrices(values: Values, mapping: ColumnMapping) -> Iterator[MatrixChoices]:
    chosen: dict[str, list[tuple[str, str]]] = {}
    for column, cell in _filled_cells(values, mapping, Use.MATRIX_ROW):
        chosen.setdefault(column.question, []).append((column.option, one_line(cell)))
    for question, choices in chosen.items():
        yield MatrixChoices(question, tuple(choices))


def _places(values: Values, mapping: ColumnMapping) -> Iterator[GivenPlace]:
    told: dict[str, dict[str, Any]] = {}
    for column, cell in _filled_cells(values, mapping, *_PLACE_USES):
        name = _PLACE_USES[column.use]
        place = told.setdefault(column.question, {})
        sector = sector_of(cell) if name == "area" and not mapping.is_own_export else ""
        if sector:
            place["postcode_sector"] = sector
        elif name in {"latitude", "longitude"}:
            place[name] = read_number(column.header, cell)
        else:
            place[name] = one_line(cell)
    for question, place in told.items():
        if ("latitude" in place) != ("longitude" in place):
            raise InputError(
                f"The place of “{question}” has only one of its two numbers. Give both, or none."
            )
        yield GivenPlace(question, **place)


def sector_of(cell: str) -> str:
    """Return the sector of a postcode, "" for what is none: the whole one is never kept.

    >>> sector_of("e14 6ab"), sector_of("Bow")
    ('E14 6', '')
    """
    found = _SECTOR.fullmatch(" ".join(cell.upper().split()))
    return f"{found[1]} {found[2]}" if found else ""


def _votes(values: Values, mapping: ColumnMapping) -> Iterator[GivenVote]:
    for column, cell in _filled_cells(values, mapping, Use.VOTE):
        value = VOTES.get(plain_value(cell))
        if value is None:
            raise InputError(
                f"Column “{column.header[:80]}”: “{cell[:40]}” is no vote. Write agree, disagree "
                "or pass."
            )
        yield GivenVote(column.question, column.option, value)
