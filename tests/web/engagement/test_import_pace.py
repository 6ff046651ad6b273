"""Batches follow how long writing takes, and a single slow write changes little."""

import pytest

from goldenthread_web.engagement.changes import import_pace
from goldenthread_web.engagement.changes.import_pace import WritingPace


def after(*seconds: float) -> int:
    pace = WritingPace()
    for one in seconds:
        pace._fit(one)
    return pace.size


def test_batches_grow_while_writing_is_quick_and_have_a_largest_size() -> None:
    assert import_pace.FIRST < after(0.005) < after(0.005, 0.005)
    assert after(*[0.005] * 60) == import_pace.LARGEST


def test_batches_shrink_while_writing_is_slow_and_have_a_smallest_size() -> None:
    assert after(0.06) < import_pace.FIRST
    assert after(*[0.06] * 60) == import_pace.SMALLEST


def test_one_slow_write_among_quick_ones_changes_nothing_for_good() -> None:
    quick = [0.035] * 4
    assert after(*quick, 2.0, *quick) == after(*quick, *quick)


@pytest.mark.django_db
def test_each_write_is_followed_by_a_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    rests: list[float] = []
    monkeypatch.setattr("time.sleep", rests.append)
    pace = WritingPace()
    for batch in pace.batches(range(150)):
        with pace.short_write():
            assert len(batch) <= import_pace.LARGEST
    assert rests == [import_pace.PAUSE_SECONDS] * len(rests)
    assert len(rests) >= 2
