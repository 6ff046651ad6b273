"""Signs of repeated or organised answering: bursts, and the same answers throughout.

They are signs and no proof: a person looks at each, and nothing is left out by
itself. Where a response came from on the network plays no part: a hostel, a
library and a school share one address.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, lgamma, log

WINDOW = timedelta(minutes=10)
FEWEST_IN_BURST = 15
FEWEST_THE_SAME = 3
FEWEST_QUESTIONS = 8
# How likely chance alone may be, over all that is looked at, for something to be a sign.
LARGEST_CHANCE = 1e-4
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Burst:
    """Rows that came within minutes, and how many would be usual in that time."""

    rows: tuple[int, ...]
    begins_at: datetime
    ends_at: datetime
    usual: float


def find_bursts(moments: Sequence[datetime]) -> list[Burst]:
    """Return the bursts among moments of sending, the first one first.

    In ten minutes there are at least 15, and so many that chance alone, at the
    exercise's own rate on that day and overall, gives it once in 10,000
    exercises (a Poisson tail, shared out over all windows). Windows that touch
    are one burst. What comes in a burst does not raise the rate it is held against.
    """
    order = sorted(range(len(moments)), key=lambda row: moments[row])
    times = [moments[row] for row in order]
    windows: list[tuple[int, int, float]] = []
    end = 0
    for start in range(len(times)):
        while end < len(times) and times[end] - times[start] <= WINDOW:
            end += 1
        if end - start < FEWEST_IN_BURST:
            continue
        usual = _usual_number(times, start, end)
        if poisson_tail(end - start, usual) < LARGEST_CHANCE / len(times):
            windows.append((start, end, usual))
    return [
        Burst(tuple(sorted(order[start:end])), times[start], times[end - 1], usual)
        for start, end, usual in _join_windows(windows)
    ]


def _usual_number(times: Sequence[datetime], start: int, end: int) -> float:
    """Return how many are usual in a window: by the day around it, or by all, whichever is more."""
    span = max(times[-1] - times[0], DAY)
    overall = (len(times) - (end - start)) * (WINDOW / span)
    first = bisect_left(times, times[start] - DAY / 2)
    last = bisect_right(times, times[end - 1] + DAY / 2)
    around = last - first - (end - start)
    return max(overall, around * (WINDOW / DAY), 0.1)


def _join_windows(windows: Sequence[tuple[int, int, float]]) -> list[tuple[int, int, float]]:
    joined: list[tuple[int, int, float]] = []
    for start, end, usual in windows:
        if joined and start < joined[-1][1]:
            first, last, before = joined[-1]
            joined[-1] = (first, max(last, end), max(before, usual))
        else:
            joined.append((start, end, usual))
    return joined


def find_same_answers(answers: Mapping[int, Mapping[int, str]]) -> list[tuple[int, ...]]:
    """Return groups of responses that answered every closed question alike, largest first.

    `answers` holds for each response its answer to each closed question it
    answered. A group has at least 3 responses with at least 8 questions, and is
    larger than how often each single answer was given would lead one to expect.
    Answers hang together (who likes the park likes trees), which makes the
    expectation too small: one reason why a person looks.
    """
    shares = _shares_of_answers(answers)
    alike: defaultdict[tuple[tuple[int, str], ...], list[int]] = defaultdict(list)
    for response, given in answers.items():
        if len(given) >= FEWEST_QUESTIONS:
            alike[tuple(sorted(given.items()))].append(response)
    groups = []
    for signature, responses in alike.items():
        likely = exp(sum(log(shares[one]) for one in signature))
        chance = poisson_tail(len(responses), len(answers) * likely)
        if len(responses) >= FEWEST_THE_SAME and chance < LARGEST_CHANCE / len(alike):
            groups.append(tuple(sorted(responses)))
    return sorted(groups, key=lambda group: (-len(group), group))


def _shares_of_answers(answers: Mapping[int, Mapping[int, str]]) -> dict[tuple[int, str], float]:
    counts = Counter(one for given in answers.values() for one in given.items())
    totals = Counter(question for given in answers.values() for question in given)
    return {one: count / totals[one[0]] for one, count in counts.items()}


def poisson_tail(count: int, mean: float) -> float:
    """Return how likely `count` or more are where `mean` are usual.

    >>> round(poisson_tail(3, 1.0), 4)
    0.0803
    """
    if count <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    if count <= mean:
        return 1.0
    term = exp(count * log(mean) - mean - lgamma(count + 1))
    total, n = 0.0, count
    # Above the mean each term is smaller than the one before.
    while term > total * 1e-12 and term > 0:
        total += term
        n += 1
        term *= mean / n
    return min(total, 1.0)
