"""Whether two shares differ by more than chance can explain."""

from dataclasses import dataclass
from math import sqrt

from goldenthread.errors import InputError
from goldenthread.uncertainty.intervals import Interval, wilson_interval


@dataclass(frozen=True, slots=True)
class Difference:
    """One share less another, -1 to 1, with its interval."""

    value: float
    interval: Interval

    @property
    def is_beyond_chance(self) -> bool:
        """Return whether the interval leaves out no difference at all."""
        return self.interval.lower > 0 or self.interval.upper < 0


def share_difference(
    first: tuple[int, int], second: tuple[int, int], confidence: float = 0.95
) -> Difference:
    """Return the first share less the second, for two groups of different people.

    The interval is Newcombe's hybrid score interval (Newcombe 1998, Statistics in
    Medicine 17: 873-890, method 10). Raises InputError where a group is empty.

    >>> found = share_difference((56, 70), (48, 80))
    >>> round(found.interval.lower, 4), round(found.interval.upper, 4)
    (0.0524, 0.3339)
    """
    (a, m), (b, n) = first, second
    if not m or not n:
        raise InputError("A share of nobody cannot be compared.")
    one, two = wilson_interval(a, m, confidence), wilson_interval(b, n, confidence)
    p, q = a / m, b / n
    below = sqrt((p - one.lower) ** 2 + (two.upper - q) ** 2)
    above = sqrt((one.upper - p) ** 2 + (q - two.lower) ** 2)
    return Difference(p - q, Interval(p - q - below, p - q + above))
