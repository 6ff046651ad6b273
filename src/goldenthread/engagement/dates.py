"""Reading the dates that survey tools and people write."""

import re
import unicodedata
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

from goldenthread.errors import InputError
from goldenthread.records.importing import DateOrder

LONDON = ZoneInfo("Europe/London")
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sep sept", "october oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_TIME = (
    r"(?:(?:T|,?\s+(?:at\s+)?)(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?:[:.](?P<second>\d{2})"
    r"(?:[.,]\d{1,9})?)?\s*(?P<half>[ap]\.?m\.?)?\s*(?P<zone>Z|BST|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?|UTC|GMT)?)?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
_ISO = re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}}){_TIME}", re.I)
_YEAR_FIRST = re.compile(
    rf"(?P<year>\d{{4}})[/.](?P<month>\d{{1,2}})[/.](?P<day>\d{{1,2}}){_TIME}", re.I
)
_NUMBERS = re.compile(
    rf"(?P<first>\d{{1,2}})(?P<mark>[/.-])(?P<other>\d{{1,2}})(?P=mark)"
    rf"(?P<year>\d{{4}}|\d{{2}}){_TIME}",
    re.I,
)
_DAY_MONTH = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -]+(?:of\s+)?(?P<name>[a-z]{{3,9}})\.?,?[ -]+"
    rf"(?P<year>\d{{4}}|\d{{2}}){_TIME}",
    re.I,
)
_MONTH_DAY = re.compile(
    rf"{_WEEKDAY}(?P<name>[a-z]{{3,9}})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+"
    rf"(?P<year>\d{{4}}){_TIME}",
    re.I,
)
_SERIAL = re.compile(r"\d{5}(?:\.\d{1,15})?")
_FIRST_SERIAL, _LAST_SERIAL = 36_526, 73_050
_DAY_NOUGHT_OF_EXCEL = date(1899, 12, 30)
_LONGEST = 60
_NOON = 12


def read_date(cell: str, order: DateOrder = DateOrder.DAY_FIRST) -> datetime | date | None:
    """Return the date in a cell, with its time if it has one; None if the cell is blank.

    A time without an offset is the time in London. A bare number from 36526 to
    73050 is what Excel writes for the days of this century. InputError says why a cell
    cannot be read, or that it can be read in two ways.

    >>> read_date("3/4/2025")
    datetime.date(2025, 4, 3)
    """
    text = " ".join(unicodedata.normalize("NFKC", cell).split())
    if not text:
        return None
    if _SERIAL.fullmatch(text) and _FIRST_SERIAL <= float(text) <= _LAST_SERIAL:
        return _from_serial(float(text))
    if len(text) <= _LONGEST:
        for pattern in (_ISO, _YEAR_FIRST, _NUMBERS, _DAY_MONTH, _MONTH_DAY):
            if match := pattern.fullmatch(text):
                return _from_parts(match.groupdict(), text, order)
    raise InputError(f"“{text[:40]}” is not a date. Write it as 2025-04-03 or 03/04/2025")


def _from_parts(parts: dict[str, str | None], text: str, order: DateOrder) -> datetime | date:
    year = int(parts["year"] or 0)
    year += 2000 if len(parts["year"] or "") == len("25") else 0
    month, day = _month_and_day(parts, text, order)
    try:
        found = date(year, month, day)
        moment = _with_time(found, parts)
    except ValueError as mistake:
        raise InputError(
            f"“{text}” is not a date in the calendar when read {order.value}. Mend it, or state "
            "in the mapping which comes first, the day or the month"
        ) from mistake
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise InputError(f"“{text}” is in the year {year}, which cannot be right")
    return moment


def _month_and_day(parts: dict[str, str | None], text: str, order: DateOrder) -> tuple[int, int]:
    if name := parts.get("name"):
        month = _MONTHS.get(name.casefold())
        if month is None:
            raise InputError(f"“{text}” names no month. Write it as 2025-04-03 or 3 April 2025")
        return month, int(parts["day"] or 0)
    if "first" not in parts:
        return int(parts["month"] or 0), int(parts["day"] or 0)
    first, other = int(parts["first"] or 0), int(parts["other"] or 0)
    if order is DateOrder.NOT_STATED:
        return _only_reading(first, other, text)
    return (other, first) if order is DateOrder.DAY_FIRST else (first, other)


def _only_reading(first: int, other: int, text: str) -> tuple[int, int]:
    if max(first, other) > len("JFMAMJJASOND") or first == other:
        return min(first, other), max(first, other)
    raise InputError(
        f"“{text}” may be two different days. State in the mapping which comes first, the day "
        "or the month"
    )


def _with_time(found: date, parts: dict[str, str | None]) -> datetime | date:
    if parts["hour"] is None:
        return found
    hour, minute = int(parts["hour"]), int(parts["minute"] or 0)
    if half := (parts["half"] or "")[:1].casefold():
        if not 1 <= hour <= _NOON:
            raise ValueError("no such hour before or after noon")
        hour = hour % _NOON + (_NOON if half == "p" else 0)
    return datetime(
        found.year, found.month, found.day, hour, minute, int(parts["second"] or 0),
        tzinfo=_zone(parts["zone"]),
    )  # fmt: skip


def _zone(name: str | None) -> ZoneInfo | timezone:
    if not name:
        return LONDON
    hours = re.sub(r"^(UTC|GMT)(?=[+-])", "", name, flags=re.I)
    if hours[0] not in "+-":
        return timezone(timedelta(hours=1 if hours.upper() == "BST" else 0))
    digits = hours[1:].replace(":", "")
    whole, minutes = (digits, "0") if len(digits) <= len("12") else (digits[:-2], digits[-2:])
    offset = timedelta(hours=int(whole), minutes=int(minutes))
    return timezone(-offset if hours[0] == "-" else offset)


def _from_serial(days: float) -> datetime | date:
    """Return the day that Excel counts so, with its time of day in London."""
    whole = int(days)
    found = _DAY_NOUGHT_OF_EXCEL + timedelta(days=whole)
    seconds = round((days - whole) * 24 * 3600)
    if not seconds:
        return found
    return datetime(found.year, found.month, found.day, tzinfo=LONDON) + timedelta(seconds=seconds)
