"""Guessing what a column of numbers is: a rating, an amount that was asked for, or neither."""

import re
from collections.abc import Sequence

from goldenthread.engagement.meanings import without_decimals
from goldenthread.engagement.parting import MOST_OPTIONS
from goldenthread.records.importing import ColumnUse, Use

_NUMBER = re.compile(r"[-+]?[\d.,]+(?:e[-+]?\d+)?")
_SCALE = re.compile(
    r"\b(?:scale (?:of|from)|from|between) (?P<a>\d)\s*(?:-|–|to|and)\s*(?P<b>10|\d)\b"
    r"|\bout of (?P<c>10|\d)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"\bhow (?:many|much|often|long|far)\b|\bnumber of\b", re.IGNORECASE)
_FEW = 4
# Thousands in threes; in Bengali and Hindi hundreds before them, as in 1,00,000.
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(?:,\d{2,3})*,\d{3}(?:\.\d*)?")
_COMMA_AS_POINT = re.compile(r"[-+]?\d+,\d{1,2}")


def with_plain_commas(typed: str) -> str:
    """Return a number without the commas that part thousands, and with a point for a decimal one.

    Where commas stand otherwise they stay: nobody can tell what number was meant.

    >>> [with_plain_commas(typed) for typed in ("1,200.50", "1,00,000", "1,5", "1.234,56")]
    ['1200.50', '100000', '1.5', '1.234,56']
    """
    if _THOUSANDS.fullmatch(typed):
        return typed.replace(",", "")
    return typed.replace(",", ".") if _COMMA_AS_POINT.fullmatch(typed) else typed


def are_numbers(cells: Sequence[str]) -> bool:
    """Return whether every cell holds a number and nothing else."""
    return all(map(_NUMBER.fullmatch, cells))


def asks_for_an_amount(header: str) -> bool:
    """Return whether a header asks how many or how much.

    >>> asks_for_an_amount("How many miles is your journey?"), asks_for_an_amount("Latitude")
    (True, False)
    """
    return _AMOUNT.search(header) is not None


def suggest_numbers(header: str, cells: Sequence[str]) -> ColumnUse | None:
    """Return the use of a column of numbers; None for others, and for a few that are choices."""
    if not are_numbers(cells):
        return None
    ends = _ends_of_scale(header)
    if ends is not None and all(_is_on_scale(cell, *ends) for cell in cells):
        return ColumnUse(header, Use.RATING, title=header, option=f"{ends[0]} {ends[1]}")
    if asks_for_an_amount(header):
        return ColumnUse(header, Use.NUMBER, title=header)
    return ColumnUse(header, Use.IGNORED) if _are_various(cells) else None


def _ends_of_scale(header: str) -> tuple[int, int] | None:
    found = _SCALE.search(header)
    if found is None:
        return None
    ends = (int(found["a"] or 1), int(found["b"] or found["c"]))
    return ends if ends[0] < ends[1] else None


def _is_on_scale(cell: str, lowest: int, highest: int) -> bool:
    value = without_decimals(cell)
    return value.isdigit() and lowest <= int(value) <= highest


def _are_various(cells: Sequence[str]) -> bool:
    """Return whether these are numbers of something, such as a place or an amount."""
    different = len(set(cells))
    return different > MOST_OPTIONS or different == len(cells) > _FEW
