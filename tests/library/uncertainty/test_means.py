"""Means with Student's interval, and quartiles."""

import math
import random
import statistics

import pytest

from goldenthread.errors import InputError
from goldenthread.uncertainty.means import mean_interval, quantile


def test_the_mean_and_interval_that_student_published() -> None:
    # Student 1908, additional hours of sleep of ten patients: the difference of two drugs.
    differences = [1.2, 2.4, 1.3, 1.3, 0.0, 1.0, 1.8, 0.8, 4.6, 1.4]
    mean = mean_interval([(hours, 1) for hours in differences])
    assert mean.value == pytest.approx(1.58)
    assert mean.interval is not None
    assert mean.interval.lower == pytest.approx(0.7001142, abs=1e-6)
    assert mean.interval.upper == pytest.approx(2.4598858, abs=1e-6)


def test_a_table_by_hand() -> None:
    # Two of 1, two of 3: mean 2, squares 4, error sqrt(4 / 3 / 4); t of 3 degrees is 3.182446.
    mean = mean_interval([(1, 2), (3, 2)])
    assert mean.interval is not None
    assert mean.interval.upper - mean.value == pytest.approx(3.182446 * math.sqrt(1 / 3), abs=1e-5)


def test_counted_values_equal_the_same_written_out() -> None:
    chance = random.Random(7)  # noqa: S311 - chance for a test
    values = [chance.randint(1, 9) for _ in range(200)]
    counted = [(value, values.count(value)) for value in sorted(set(values))]
    assert mean_interval(counted).value == pytest.approx(statistics.mean(values))
    for share, place in ((0.25, 0), (0.5, 1), (0.75, 2)):
        expected = statistics.quantiles(values, n=4, method="inclusive")[place]
        assert quantile(counted, share) == pytest.approx(expected)


def test_one_value_has_no_interval() -> None:
    assert mean_interval([(4.0, 1)]).interval is None


@pytest.mark.parametrize("wrong", [[], [(1.0, 0)]])
def test_nothing_has_no_mean_and_no_middle(wrong) -> None:
    with pytest.raises(InputError):
        mean_interval(wrong)
    with pytest.raises(InputError):
        quantile(wrong, 0.5)


def test_a_share_or_confidence_out_of_range_is_refused() -> None:
    with pytest.raises(InputError):
        quantile([(1, 1)], 1.5)
    with pytest.raises(InputError):
        mean_interval([(1, 2)], confidence=1)
