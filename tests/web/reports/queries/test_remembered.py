from datetime import datetime, timedelta

import pytest
from django.utils import timezone
from tests.web.builders import make_engagement, make_response

from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.people.audit import SHELL, record_event
from goldenthread_web.people.models import AuditEvent
from goldenthread_web.reports.queries import remembered
from goldenthread_web.reports.queries.remembered import large_ones_touched, memory_of

SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@pytest.fixture
def large(engagement: Engagement, question: Question, monkeypatch) -> Engagement:
    monkeypatch.setattr(remembered, "SMALL", 0)
    make_response(engagement, "Words")
    return engagement


@pytest.fixture
def start() -> datetime:
    return timezone.now()


def change(at: datetime, action: str, subject, **facts: str) -> None:
    event = record_event(by=SHELL, action=action, subject=subject, **facts)
    AuditEvent.objects.filter(pk=event.pk).update(at=at)


def reader(engagement: Engagement, name: str = "totals"):
    """Return a way to read counts at a moment, which tells how often they were counted."""
    counts = iter(range(1, 99))
    return lambda now: memory_of(engagement, now=now).counted(name, lambda: next(counts))


def test_a_small_engagement_is_counted_each_time(
    engagement: Engagement, question: Question, start: datetime
) -> None:
    make_response(engagement, "Words")
    read = reader(engagement)
    assert [read(start), read(start)] == [1, 2]


def test_counts_of_a_large_one_stand_until_something_changes(
    large: Engagement, start: datetime
) -> None:
    read = reader(large)
    assert [read(start), read(start + 60 * MINUTE)] == [1, 1]
    change(start + 61 * MINUTE, "engagement.held-words-opened", large)
    assert read(start + 62 * MINUTE) == 1
    change(start + 63 * MINUTE, "engagement.response-removed", large.responses.get())
    assert read(start + 64 * MINUTE) == 2


def test_while_answers_come_in_counts_are_a_minute_old_at_most_and_say_so(
    large: Engagement, start: datetime
) -> None:
    read = reader(large)
    read(start)
    change(start + 5 * SECOND, "engagement.response-sent", make_response(large, "More"))
    assert read(start + 59 * SECOND) == 1
    behind = memory_of(large, now=start + 59 * SECOND)
    behind.counted("totals", lambda: 9)
    assert behind.counted_at == start
    assert read(start + 60 * SECOND) == 2
    anew = memory_of(large, now=start + 61 * SECOND)
    anew.counted("totals", lambda: 9)
    assert anew.counted_at == start + 61 * SECOND


def test_a_change_elsewhere_changes_no_counts_here(large: Engagement, start: datetime) -> None:
    elsewhere = make_engagement()
    sent = make_response(elsewhere, "Words")
    read = reader(large)
    read(start)
    later = start + 20 * SECOND
    change(later, "engagement.response-sent", sent)
    change(later, "engagement.decided", sent.contributions.get())
    change(later, "engagement.published", elsewhere)
    change(later, "themes.moved", elsewhere, engagement=elsewhere.slug)
    assert read(start + 60 * MINUTE) == 1


@pytest.mark.parametrize("kind", ["response", "contribution", "engagement", "fact", "unknown"])
def test_a_change_is_put_to_its_engagement(large: Engagement, start: datetime, kind: str) -> None:
    response = large.responses.get()
    subjects = {"response": response, "contribution": response.contributions.get()}
    facts = {"engagement": large.slug} if kind == "fact" else {}
    subject = {"unknown": large.questions.get(), "fact": large.questions.get()}.get(kind, large)
    read = reader(large)
    read(start)
    change(start + 20 * SECOND, "engagement.changed", subjects.get(kind, subject), **facts)
    assert read(start + 2 * MINUTE) == 2


def test_work_on_themes_recounts_what_is_in_them_and_nothing_else(
    large: Engagement, start: datetime
) -> None:
    in_themes, totals = reader(large, "codings"), reader(large)
    assert [in_themes(start), totals(start)] == [1, 1]
    change(start + 20 * SECOND, "themes.moved", large)
    assert in_themes(start + 2 * MINUTE) == 2
    assert totals(start + 2 * MINUTE) == 1


def test_parts_that_must_fit_each_other_are_counted_together(
    large: Engagement, start: datetime
) -> None:
    totals, votes = reader(large), reader(large, "votes")
    totals(start)
    votes(start + 50 * SECOND)
    change(start + 70 * SECOND, "engagement.response-sent", large.responses.get())
    # The totals are too old, the votes are not: both would not add up.
    assert [votes(start + 80 * SECOND), totals(start + 80 * SECOND)] == [2, 2]


def test_a_change_that_was_under_way_while_it_was_counted_is_not_missed(
    large: Engagement, start: datetime
) -> None:
    read = reader(large)
    read(start)
    change(start - SECOND, "engagement.imported", large)
    assert read(start + MINUTE) == 2


def test_more_changes_than_are_read_touch_every_engagement(
    large: Engagement, start: datetime, monkeypatch
) -> None:
    monkeypatch.setattr("goldenthread_web.reports.queries.touched.MOST_READ", 3)
    elsewhere, read = make_engagement(), reader(large)
    read(start)
    for second in range(20, 24):
        change(start + second * SECOND, "engagement.changed", elsewhere)
    assert read(start + 2 * MINUTE) == 2


def test_the_large_ones_that_were_touched_are_found(large: Engagement, start: datetime) -> None:
    empty = make_engagement()
    change(start, "engagement.changed", large)
    change(start, "engagement.changed", empty)
    assert large_ones_touched(start) == [large]
    assert large_ones_touched(start + MINUTE) == []
