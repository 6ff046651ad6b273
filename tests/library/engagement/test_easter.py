"""Easter: worked by hand, as published, and by a slow second way."""

from datetime import date, timedelta

import pytest

from goldenthread.engagement.easter import computed_periods, easter_sunday

# J. Meeus, Astronomical Algorithms (1991), chapter 8, prints these.
PUBLISHED = {
    1818: (3, 22),
    1886: (4, 25),
    1943: (4, 25),
    1954: (4, 18),
    1991: (3, 31),
    1992: (4, 19),
    1993: (4, 11),
    2000: (4, 23),
    2038: (4, 25),
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_easter_is_on_the_published_day(year: int) -> None:
    assert easter_sunday(year) == date(year, *PUBLISHED[year])


def by_walking_from_the_full_moon(year: int) -> date:
    """Walk from the full moon of the epact to the Sunday after it.

    The corrections of the calendar of 1582 are counted century by century: a
    leap day left out, and the moon moved on (Clavius; in Knuth, The Art of
    Computer Programming, volume 1, section 1.3.2, exercise 14).
    """
    golden = year % 19 + 1
    centuries = range(17, year // 100 + 1)
    left_out = sum(century % 4 != 0 for century in centuries)
    moved_on = sum(century in {18, 21, 24, 27, 30} for century in centuries)
    epact = (11 * golden + 20 + moved_on - left_out) % 30
    if epact == 24 or (epact == 25 and golden > 11):
        epact += 1
    day = date(year, 3, 1) + timedelta(days=43 - epact)
    if day < date(year, 3, 21):
        day += timedelta(days=30)
    while True:
        day += timedelta(days=1)
        if day.weekday() == 6:
            return day


def test_easter_agrees_with_the_slow_way() -> None:
    differing = [
        year
        for year in range(1900, 2200)
        if easter_sunday(year) != by_walking_from_the_full_moon(year)
    ]
    assert differing == []


def test_easter_is_a_sunday_from_22_march_to_25_april() -> None:
    for year in range(1583, 3000):
        found = easter_sunday(year)
        assert found.weekday() == 6
        assert (3, 22) <= (found.month, found.day) <= (4, 25)


def test_there_was_no_gregorian_easter_before_its_calendar() -> None:
    with pytest.raises(ValueError, match="from 1583"):
        easter_sunday(1582)


def test_the_days_around_easter_and_christmas_are_whole_and_say_their_rule() -> None:
    easter, christmas = computed_periods(2000)
    assert (easter.begins_on, easter.ends_on) == (date(2000, 4, 21), date(2000, 4, 24))
    assert (christmas.begins_on, christmas.ends_on) == (date(2000, 12, 25), date(2001, 1, 1))
    assert "Meeus" in easter.source
    assert "Computed" in christmas.source
