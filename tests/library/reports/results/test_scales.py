"""Ratings and numbers."""

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from goldenthread.records.results import Ratings
from goldenthread.reports.results.scales import (
    make_bins,
    numbers_chart,
    ratings_chart,
    say_mean,
    say_numbers,
    summarise_numbers,
)

HAND = Ratings("How safe?", ((1, 12), (2, 6), (3, 12), (4, 18), (5, 12)), "Not safe", "Very safe")


def test_the_distribution_and_mean_by_hand() -> None:
    chart = ratings_chart(HAND)
    assert [row[:3] for row in chart.table.rows] == [
        ("1: Not safe", "12", "20%"), ("2", "6", "10%"), ("3", "12", "20%"), ("4", "18", "30%"),
        ("5: Very safe", "12", "20%"),
    ]  # fmt: skip
    assert chart.sentence.startswith(
        "The mean is 3.2 on a scale from 1 to 5 (95% interval 2.8 to 3.6)"
    )


def test_a_mean_beside_hidden_counts_needs_a_hundred_people() -> None:
    assert say_mean(Ratings("?", ((1, 2), (2, 6), (3, 40)))) == (
        "“3” was given most: by 40 of 48 people (83%). "
        "The mean is left out, because it could tell what a few people said."
    )
    assert "The mean" in say_mean(Ratings("?", ((1, 2), (2, 60), (3, 60))))


def test_nobody_has_no_mean() -> None:
    assert say_mean(Ratings("?", ())) == "Nobody answered this question."


def test_quartiles_by_hand() -> None:
    numbers = summarise_numbers("Minutes?", [(value, 10) for value in (5, 10, 15, 20, 25, 30)])
    assert numbers.quartiles == (10.0, 17.5, 25.0)
    assert numbers.mean == 17.5
    assert [row[1] for row in numbers_chart(numbers).table.rows if row[1] != "0"] == ["10"] * 6


def test_few_numbers_have_no_middle() -> None:
    assert "Too few" in say_numbers(summarise_numbers("?", [(1, 5), (2, 14)]))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.floats(-1e6, 1e6), st.integers(1, 9)), min_size=1, max_size=20))
def test_bins_hold_every_value_once(values) -> None:
    bins = make_bins(values)
    assert sum(one.people for one in bins) == sum(n for _, n in values)
    assert 1 <= len(bins) <= 12


def test_bins_equal_a_slow_count() -> None:
    chance = random.Random(5)  # noqa: S311 - chance for a test
    values = [(chance.randint(0, 500), 1) for _ in range(300)]
    for one in make_bins(values):
        assert one.people == sum(one.lower <= value < one.upper for value, _ in values)


@pytest.mark.parametrize("value", [0.0, 7.0, -3.5])
def test_one_value_is_one_bin(value) -> None:
    (only,) = make_bins([(value, 30)])
    assert only.lower == value == only.upper or only.lower <= value < only.upper


def test_few_whole_numbers_have_a_bar_each_and_no_halves() -> None:
    chart = numbers_chart(summarise_numbers("Days?", [(0, 41), (2, 30), (5, 29)]))
    assert [(row[0], row[1]) for row in chart.table.rows] == [
        ("0", "41"), ("1", "0"), ("2", "30"), ("3", "0"), ("4", "0"), ("5", "29"),
    ]  # fmt: skip


def test_a_middle_that_could_tell_hidden_answers_is_said_to_be_left_out() -> None:
    numbers = summarise_numbers("Days?", [(0, 41), (2, 6), (5, 2)])
    assert say_numbers(numbers).endswith(
        "The mean is left out, because it could tell what a few people said."
    )
