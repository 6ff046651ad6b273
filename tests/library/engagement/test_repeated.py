"""Signs of repeated answering: what is found, and what is not."""

from datetime import UTC, datetime, timedelta
from itertools import product
from math import exp, factorial

import pytest

from goldenthread.engagement.repeated import find_bursts, find_same_answers, poisson_tail

START = datetime(2026, 3, 2, 9, tzinfo=UTC)


def every(minutes: float, count: int, start: datetime = START) -> list[datetime]:
    return [start + timedelta(minutes=minutes * n) for n in range(count)]


@pytest.mark.parametrize(("count", "mean"), [(1, 0.1), (3, 1.0), (15, 2.5), (30, 12.0)])
def test_the_tail_is_one_minus_all_smaller_counts(count: int, mean: float) -> None:
    below = sum(exp(-mean) * mean**n / factorial(n) for n in range(count))
    assert poisson_tail(count, mean) == pytest.approx(1 - below, abs=1e-9)


def test_forty_in_six_minutes_are_a_burst_where_two_an_hour_are_usual() -> None:
    quiet = every(30, 200)
    burst = every(0.15, 40, START + timedelta(days=2, minutes=7))
    (found,) = find_bursts(quiet + burst)
    assert set(range(200, 240)) <= set(found.rows)
    assert len(found.rows) <= 42
    assert found.usual < 1


def test_the_same_number_is_ordinary_where_it_is_always_like_that() -> None:
    assert find_bursts(every(0.25, 6000)) == []


def test_a_slow_steady_exercise_has_none_and_neither_has_a_small_one() -> None:
    assert find_bursts(every(45, 300)) == []
    assert find_bursts(every(0.1, 14)) == []
    assert find_bursts([]) == []


def test_a_class_of_thirty_is_found_too_so_a_person_must_look() -> None:
    (found,) = find_bursts(every(60, 100) + every(0.3, 30, START + timedelta(days=1, minutes=20)))
    assert len(found.rows) >= 30


def varied(count: int, questions: int = 10) -> dict[int, dict[int, str]]:
    """Return responses that answer in all ways equally often."""
    ways = list(product("abc", repeat=questions))
    step = len(ways) // count
    return {n: dict(enumerate(ways[(n * step * 7) % len(ways)])) for n in range(count)}


def test_five_that_tick_the_same_ten_boxes_are_found() -> None:
    answers = varied(200)
    same = dict(enumerate("abcabcabca"))
    answers |= {1000 + n: dict(same) for n in range(5)}
    groups = find_same_answers(answers)
    assert groups
    assert set(range(1000, 1005)) <= set(groups[0])


def test_fewer_than_eight_questions_are_no_sign() -> None:
    answers = varied(200, questions=7)
    answers |= {1000 + n: dict(enumerate("abcabca")) for n in range(9)}
    assert find_same_answers(answers) == []


def test_where_nearly_all_agree_the_same_answers_are_ordinary() -> None:
    answers = {n: dict.fromkeys(range(10), "agree") for n in range(300)}
    answers |= {300 + n: {**dict.fromkeys(range(10), "agree"), n % 10: "no"} for n in range(20)}
    assert find_same_answers(answers) == []
