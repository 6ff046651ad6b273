"""How sure a share is."""

from dataclasses import dataclass
from math import sqrt
from statistics import NormalDist

from goldenthread.errors import InputError


@dataclass(frozen=True, slots=True)
class Interval:
    """Two bounds; of a share, both from 0 to 1."""

    lower: float
    upper: float


def wilson_interval(count: int, total: int, confidence: float = 0.95) -> Interval:
    """Return the score interval of a share (Wilson 1927; Newcombe 1998, method 3).

    With a total of 0 nothing is known: the interval is 0 to 1. Raises
    InputError unless 0 <= count <= total and 0 < confidence < 1.

    >>> interval = wilson_interval(81, 263)
    >>> round(interval.lower, 4), round(interval.upper, 4)
    (0.2553, 0.3662)
    """
    if not 0 <= count <= total:
        raise InputError(f"{count} of {total} is not a share: count from 0 up to the total.")
    if not 0 < confidence < 1:
        raise InputError(f"A confidence of {confidence} is not between 0 and 1.")
    if total == 0:
        return Interval(0.0, 1.0)
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = count / total
    centre = share + z * z / (2 * total)
    reach = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    scale = 1 + z * z / total
    # At the ends the formula is exactly 0 or 1; rounding must not say otherwise.
    lower = 0.0 if count == 0 else (centre - reach) / scale
    upper = 1.0 if count == total else (centre + reach) / scale
    return Interval(lower, upper)
