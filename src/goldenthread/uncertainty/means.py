"""How sure a mean is, and where the middle of counted values lies."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from goldenthread.errors import InputError
from goldenthread.uncertainty.intervals import Interval

Counted = tuple[float, int]  # a value, and how many gave it


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean and its interval, None where one value alone says nothing of the spread."""

    value: float
    interval: Interval | None


def mean_interval(values: Sequence[Counted], confidence: float = 0.95) -> Mean:
    """Return the mean of counted values with Student's interval (Student 1908).

    Raises InputError where nothing is counted, or unless 0 < confidence < 1.

    >>> sleep = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    >>> mean = mean_interval([(hours, 1) for hours in sleep])
    >>> round(mean.value, 2), round(mean.interval.lower, 3), round(mean.interval.upper, 3)
    (0.75, -0.53, 2.03)
    """
    from scipy.special import stdtrit  # noqa: PLC0415 - not at the start of the site

    if not 0 < confidence < 1:
        raise InputError(f"A confidence of {confidence} is not between 0 and 1.")
    count = _count_all(values)
    mean = sum(value * n for value, n in values) / count
    if count == 1:
        return Mean(mean, None)
    squares = sum(n * (value - mean) ** 2 for value, n in values)
    error = sqrt(squares / (count - 1) / count)
    reach = float(stdtrit(count - 1, (1 + confidence) / 2)) * error
    return Mean(mean, Interval(mean - reach, mean + reach))


def quantile(values: Sequence[Counted], share: float) -> float:
    """Return the value below which a share lies (Hyndman and Fan 1996, definition 7).

    Raises InputError where nothing is counted, or unless 0 <= share <= 1.

    >>> quantile([(1, 1), (2, 1), (3, 1), (4, 1)], 0.25)
    1.75
    """
    if not 0 <= share <= 1:
        raise InputError(f"A share of {share} is not between 0 and 1.")
    count = _count_all(values)
    place = share * (count - 1)
    first = int(place)
    ordered = sorted(values)
    lower, upper = _value_at(ordered, first), _value_at(ordered, min(first + 1, count - 1))
    return lower + (place - first) * (upper - lower)


def _count_all(values: Sequence[Counted]) -> int:
    count = sum(n for _, n in values)
    if count < 1:
        raise InputError("Nothing is counted, so there is no mean and no middle.")
    return count


def _value_at(ordered: Sequence[Counted], place: int) -> float:
    """Return the value at a place, the first one at 0."""
    for value, n in ordered:
        if place < n:
            return value
        place -= n
    raise InputError("There are fewer values than that.")
