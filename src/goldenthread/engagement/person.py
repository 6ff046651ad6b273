"""Who answered in one row, when, and by which way."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from goldenthread.engagement.dates import read_date
from goldenthread.engagement.meanings import (
    find_capacity,
    find_channel,
    find_language,
    find_permission,
    find_yes_or_no,
    is_under_18,
    stated_meaning,
)
from goldenthread.engagement.words import one_line
from goldenthread.errors import InputError
from goldenthread.records.engagement import Capacity, Channel
from goldenthread.records.importing import ColumnMapping, ColumnUse, Use

LARGEST_GROUP = 100_000
_Found = TypeVar("_Found")
_WHOLE_NUMBER = re.compile(r"\d{1,7}(?:\.0+)?")


@dataclass(frozen=True, slots=True)
class Person:
    """What a row says about the person or group who answered."""

    channel: Channel
    date: datetime | date | None
    language: str | None
    audience: str
    capacity: Capacity
    organisation: str
    area: str
    people_count: int
    is_young_person: bool
    may_publish_words: bool


def read_person(values: dict[str, str], mapping: ColumnMapping) -> Person:
    """Return who answered. InputError names the column that cannot be understood."""
    row, fixed = _Row(values, mapping), mapping.fixed
    return Person(
        channel=row.known(Use.CHANNEL, find_channel, "a channel") or fixed.channel,
        date=row.date(),
        language=row.language() or fixed.language,
        audience=row.text(Use.AUDIENCE) or fixed.audience,
        capacity=row.known(Use.CAPACITY, find_capacity, "a capacity") or fixed.capacity,
        organisation=row.text(Use.ORGANISATION),
        area=row.text(Use.AREA),
        people_count=row.people_count(),
        is_young_person=row.is_young_person(),
        may_publish_words=row.may_publish_words(),
    )


class _Row:
    def __init__(self, values: dict[str, str], mapping: ColumnMapping) -> None:
        self._values = values
        self._mapping = mapping

    def _filled(self, *uses: Use) -> list[tuple[ColumnUse, str]]:
        """Return the columns used so, each with its cell, without the blank ones."""
        found = ((column, self._values[column.header]) for column in self._mapping.used_as(*uses))
        return [
            (column, stated_meaning(cell, column.meanings))
            for column, cell in found
            if cell.strip()
        ]

    def text(self, use: Use) -> str:
        for _, cell in self._filled(use):
            return one_line(cell)
        return ""

    def known(self, use: Use, find: Callable[[str], _Found | None], kind: str) -> _Found | None:
        for column, cell in self._filled(use):
            return _find_or_refuse(column, cell, find, kind)
        return None

    def language(self) -> str | None:
        if self._mapping.is_own_export:
            return self.text(Use.LANGUAGE)
        return self.known(Use.LANGUAGE, find_language, "a language")

    def date(self) -> datetime | date | None:
        for column, cell in self._filled(Use.DATE):
            try:
                return read_date(cell, self._mapping.date_order)
            except InputError as reason:
                raise InputError(f"Column “{column.header}”: {reason}.") from reason
        return None

    def people_count(self) -> int:
        for column, cell in self._filled(Use.PEOPLE_COUNT):
            plain = unicodedata.normalize("NFKC", cell).replace(",", "").strip()
            count = int(float(plain)) if _WHOLE_NUMBER.fullmatch(plain) else 0
            if not 1 <= count <= LARGEST_GROUP:
                raise InputError(
                    f"Column “{column.header}”: “{cell.strip()[:40]}” is not a number of people. "
                    f"Write a whole number from 1 to {LARGEST_GROUP:,}."
                )
            return count
        return 1

    def is_young_person(self) -> bool:
        """Any column that says under 18 decides: a wrong yes only asks for a second reader."""
        return any(
            _find_or_refuse(
                column, cell, find, "an age or age band" if find is is_under_18 else "yes or no"
            )
            for use, find in ((Use.AGE, is_under_18), (Use.YOUNG_PERSON, _find_young))
            for column, cell in self._filled(use)
        )

    def may_publish_words(self) -> bool:
        """Return the cell's answer; a blank cell in such a column is no permission."""
        said = self.known(Use.MAY_PUBLISH, find_permission, "yes or no")
        if said is not None:
            return said
        return self._mapping.fixed.may_publish_words and not self._mapping.used_as(Use.MAY_PUBLISH)


def _find_or_refuse(
    column: ColumnUse, cell: str, find: Callable[[str], _Found | None], kind: str
) -> _Found:
    found = find(cell)
    if found is None:
        raise InputError(
            f"Column “{column.header}”: “{cell.strip()[:40]}” is not known as {kind}. "
            "State in the mapping what it means, or mend the cell."
        )
    return found


def _find_young(cell: str) -> bool | None:
    """Return whether a cell says under 18, be it by yes or no or by an age."""
    said = find_yes_or_no(cell)
    return is_under_18(cell) if said is None else said
