from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engagement.dates import LONDON, read_date
from goldenthread.errors import InputError
from goldenthread.records.importing import DateOrder

FOURTH_OF_MARCH = date(2025, 3, 4)


@pytest.mark.parametrize(
    "cell",
    [
        "2025-03-04", "2025-3-4", "2025/03/04", "04/03/2025", "4/3/25", "04-03-2025", "4.3.2025",
        "4 March 2025", "4th of March 2025", "Tue 4 Mar 2025", "04-Mar-2025", "March 4, 2025",
        "Mar 4th 2025", " 04/03/2025 ",
    ],
)  # fmt: skip
def test_one_day_in_the_ways_it_is_written(cell: str) -> None:
    assert read_date(cell) == FOURTH_OF_MARCH


def test_the_month_comes_first_only_when_that_is_stated() -> None:
    assert read_date("03/04/2025", DateOrder.MONTH_FIRST) == FOURTH_OF_MARCH
    assert read_date("03/04/2025", DateOrder.DAY_FIRST) == date(2025, 4, 3)


def test_a_date_with_two_readings_is_refused_when_no_order_is_stated() -> None:
    with pytest.raises(InputError, match="two different days"):
        read_date("03/04/2025", DateOrder.NOT_STATED)
    assert read_date("25/04/2025", DateOrder.NOT_STATED) == date(2025, 4, 25)
    assert read_date("04/25/2025", DateOrder.NOT_STATED) == date(2025, 4, 25)
    assert read_date("05/05/2025", DateOrder.NOT_STATED) == date(2025, 5, 5)


@pytest.mark.parametrize(
    ("cell", "hour", "minute"),
    [
        ("2025-07-01T14:30:00Z", 14, 30),
        ("2025-07-01 15:30", 14, 30),
        ("01/07/2025 3:30 PM", 14, 30),
        ("1 July 2025 at 3.30pm", 14, 30),
        ("2025-07-01T15:30:00.123+01:00", 14, 30),
        ("2025-07-01 15:30 BST", 14, 30),
        ("01/01/2025 12:05 am", 0, 5),
        ("01/01/2025 12:05 pm", 12, 5),
    ],
)
def test_times_are_those_of_london_unless_an_offset_is_given(
    cell: str, hour: int, minute: int
) -> None:
    moment = read_date(cell)
    assert isinstance(moment, datetime)
    in_utc = moment.astimezone(UTC)
    assert (in_utc.hour, in_utc.minute) == (hour, minute)


def test_the_clock_change_moves_noon_by_an_hour() -> None:
    before, after = read_date("29/03/2025 12:00"), read_date("30/03/2025 12:00")
    assert isinstance(before, datetime)
    assert isinstance(after, datetime)
    assert after.astimezone(UTC) - before.astimezone(UTC) == timedelta(hours=23)


@pytest.mark.parametrize(
    "cell",
    [
        "31/02/2025", "2025-13-01", "13/13/2025", "00/01/2025", "yesterday", "4535", "99999", "4 Smarch 2025",
        "2025-03-04 25:00", "01/01/2025 13:00 pm", "01/01/0025", "March 2025", "1" * 500,
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused(cell: str) -> None:
    with pytest.raises(InputError):
        read_date(cell)


def test_a_blank_cell_is_no_date_and_no_mistake() -> None:
    assert read_date("  ") is None


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_written_as_iso_is_read_whatever_the_order(day: date) -> None:
    for order in DateOrder:
        assert read_date(day.isoformat(), order) == day


@given(st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_every_moment_with_an_offset_is_read(moment: datetime) -> None:
    to_the_second = moment.replace(microsecond=0)
    assert read_date(to_the_second.isoformat()) == to_the_second


@given(st.text(max_size=40))
def test_no_cell_makes_it_fail_in_another_way(cell: str) -> None:
    try:
        found = read_date(cell)
    except InputError:
        return
    assert found is None or found.year >= 1900
    assert LONDON.key == "Europe/London"


def test_the_numbers_by_which_excel_counts_days_are_dates() -> None:
    assert read_date("45352") == date(2024, 3, 1)
    assert read_date("45352.5") == datetime(2024, 3, 1, 12, tzinfo=LONDON)


@pytest.mark.parametrize("zone", ["GMT+3", "UTC+03:00", "+0300"])
def test_a_zone_with_its_offset_is_read(zone: str) -> None:
    found = read_date(f"2026/09/27 3:00:00 PM {zone}")
    assert found == datetime(2026, 9, 27, 12, tzinfo=UTC)
