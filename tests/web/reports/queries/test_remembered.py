import pytest
from tests.web.builders import make_response

from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.people.audit import SHELL, record_event
from goldenthread_web.reports.queries import remembered
from goldenthread_web.reports.queries.remembered import memory_of


@pytest.fixture
def large(engagement: Engagement, question: Question, monkeypatch) -> Engagement:
    monkeypatch.setattr(remembered, "SMALL", 0)
    make_response(engagement, "Words")
    record_event(by=SHELL, action="engagement.imported", subject=engagement)
    return engagement


def test_a_small_engagement_is_counted_each_time(
    engagement: Engagement, question: Question
) -> None:
    record_event(by=SHELL, action="engagement.imported", subject=engagement)
    make_response(engagement, "Words")
    counts = iter([1, 2])
    assert [memory_of(engagement).counted("test", lambda: next(counts)) for _ in "ab"] == [1, 2]


def test_counts_of_a_large_one_stand_until_the_next_change(large: Engagement) -> None:
    counts = iter([1, 2])

    def read() -> int:
        return memory_of(large).counted("test", lambda: next(counts))

    assert [read(), read()] == [1, 1]
    record_event(by=SHELL, action="engagement.held-words-opened", subject=large)
    assert read() == 1
    record_event(by=SHELL, action="engagement.response-removed", subject=large)
    assert read() == 2


def test_work_on_themes_recounts_what_is_in_them_and_nothing_else(large: Engagement) -> None:
    counts = iter([1, 2])

    def in_themes() -> int:
        return memory_of(large).counted_in_themes("codings", lambda: next(counts))

    assert [in_themes(), memory_of(large).counted("totals", lambda: 7)] == [1, 7]
    record_event(by=SHELL, action="themes.moved", subject=large)
    assert in_themes() == 2
    assert memory_of(large).counted("totals", lambda: 8) == 7


def test_without_any_event_nothing_is_kept(
    engagement: Engagement, question: Question, monkeypatch
) -> None:
    monkeypatch.setattr(remembered, "SMALL", 0)
    make_response(engagement, "Words")
    assert memory_of(engagement).last_event is None
