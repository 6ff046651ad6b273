"""The days around Easter and Christmas, which follow from the year alone."""

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class ComputedPeriod:
    """Days that come back each year, both ends included, and by which rule."""

    name: str
    begins_on: date
    ends_on: date
    source: str


EASTER_SOURCE = "Computed: J. Meeus, Astronomical Algorithms (1991), chapter 8"
CHRISTMAS_SOURCE = "Computed: 25 December to 1 January"


def easter_sunday(year: int) -> date:
    """Return Easter Sunday of the Western churches.

    Raises ValueError before 1583, when the Gregorian calendar began.
    Source: J. Meeus, Astronomical Algorithms (1991), chapter 8.

    >>> easter_sunday(1991)
    datetime.date(1991, 3, 31)
    """
    if year < 1583:  # noqa: PLR2004 - the first full year of the calendar
        raise ValueError("Easter is computed for years of the Gregorian calendar, from 1583")
    century, of_century = divmod(year, 100)
    golden = year % 19
    without_leap_day, moon_shift = century - century // 4, (8 * century + 13) // 25
    to_full_moon = (without_leap_day - moon_shift + 19 * golden + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (of_century // 4) - to_full_moon) - of_century % 4
    to_sunday %= 7
    late = (golden + 11 * to_full_moon + 22 * to_sunday) // 451
    month, day = divmod(to_full_moon + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def computed_periods(year: int) -> tuple[ComputedPeriod, ComputedPeriod]:
    """Return Good Friday to Easter Monday, and Christmas Day to New Year's Day.

    >>> [str(period.begins_on) for period in computed_periods(2027)]
    ['2027-03-26', '2027-12-25']
    """
    sunday = easter_sunday(year)
    return (
        ComputedPeriod(
            f"Good Friday to Easter Monday {year}",
            sunday - timedelta(days=2),
            sunday + timedelta(days=1),
            EASTER_SOURCE,
        ),
        ComputedPeriod(
            f"Christmas and New Year {year}",
            date(year, 12, 25),
            date(year + 1, 1, 1),
            CHRISTMAS_SOURCE,
        ),
    )
