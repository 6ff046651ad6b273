"""The difference of two shares."""

import random

import pytest

from goldenthread.errors import InputError
from goldenthread.uncertainty.differences import share_difference


@pytest.mark.parametrize(
    ("first", "second", "lower", "upper"),
    [
        # Newcombe 1998, table II, method 10.
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0000),
    ],
)
def test_the_intervals_that_newcombe_published(first, second, lower, upper) -> None:
    found = share_difference(first, second).interval
    assert found.lower == pytest.approx(lower, abs=6e-5)
    assert found.upper == pytest.approx(upper, abs=6e-5)


def test_turned_round_it_is_the_same_with_the_other_sign() -> None:
    one, other = share_difference((30, 90), (10, 80)), share_difference((10, 80), (30, 90))
    assert one.value == pytest.approx(-other.value)
    assert one.interval.lower == pytest.approx(-other.interval.upper)


def test_no_difference_is_hardly_ever_beyond_chance() -> None:
    chance = random.Random(11)  # noqa: S311 - chance for a test
    found = 0
    for _ in range(600):
        first = sum(chance.random() < 0.4 for _ in range(120))
        second = sum(chance.random() < 0.4 for _ in range(150))
        found += share_difference((first, 120), (second, 150)).is_beyond_chance
    assert 0.02 < found / 600 < 0.08


def test_a_large_difference_is_beyond_chance() -> None:
    assert share_difference((80, 100), (20, 100)).is_beyond_chance
    assert share_difference((20, 100), (80, 100)).is_beyond_chance


def test_a_share_of_nobody_is_refused() -> None:
    with pytest.raises(InputError):
        share_difference((0, 0), (1, 2))
