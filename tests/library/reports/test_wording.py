from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.reports.wording import (
    say_contributions,
    say_count,
    say_date,
    say_dates,
    say_list,
    say_part,
    say_people,
    say_percent,
    say_range,
)


def test_one_is_told_from_many() -> None:
    assert (say_people(1), say_people(0)) == ("1 person", "0 people")
    assert say_contributions(1200) == "1,200 contributions"
    assert say_count(2, "row", "rows") == "2 rows"


@given(st.integers(1, 100_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_none_and_all_are_said_only_where_they_are_true(part: tuple[int, int]) -> None:
    count, total = part
    said = say_percent(count / total)
    assert (said == "0%") == (count == 0)
    assert (said == "100%") == (count == total)


def test_a_part_names_its_whole() -> None:
    assert say_part(324, 702, "people") == "324 of 702 people (46%)"


def test_an_interval_that_is_not_known_is_a_dash() -> None:
    assert say_range(None, None) == "–"
    assert say_range(0.0, 0.0004) == "0% to under 1%"


def test_lists_read_as_a_sentence() -> None:
    assert [say_list([]), say_list(["a"]), say_list(["a", "b"])] == ["", "a", "a and b"]


def test_dates_say_what_is_known() -> None:
    first, last = date(2024, 10, 1), date(2024, 12, 2)
    assert say_dates(first, last) == "1 October 2024 to 2 December 2024"
    assert say_dates(first, None) == "from 1 October 2024"
    assert say_dates(None, last) == "2 December 2024"
    assert say_dates(first, first) == say_date(first)
    assert say_dates(None, None) == "not recorded"
