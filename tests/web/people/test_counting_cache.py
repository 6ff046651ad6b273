"""Counts behind limits: they end when they were to end, and no count is lost."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.cache import caches
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone
from django_ratelimit.exceptions import Ratelimited

from goldenthread_web.people.counting_cache import CountingCache
from goldenthread_web.people.limits import limited

pytestmark = pytest.mark.django_db


@pytest.fixture
def counts() -> Any:
    found = caches["default"]
    assert isinstance(found, CountingCache)
    found.clear()
    return found


def ends_at() -> datetime:
    """Return when the only count there is ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT expires FROM page_cache")
        ((found,),) = cursor.fetchall()
    found = datetime.fromisoformat(found) if isinstance(found, str) else found
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def test_a_count_ends_when_it_was_to_however_often_it_goes_up(counts: Any) -> None:
    assert counts.add("visits", 1, timeout=3600)
    before = ends_at()
    assert [counts.incr("visits"), counts.incr("visits", 3)] == [2, 5]
    assert ends_at() == before > timezone.now() + timedelta(minutes=59)


def test_an_hour_of_a_limit_lasts_an_hour(counts: Any) -> None:
    @limited("2/h", method="GET")
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse("fine")

    def ask() -> None:
        view(RequestFactory().get("/"))

    ask()
    before = ends_at()
    ask()
    assert ends_at() == before, "a second request must not shorten the hour"
    with pytest.raises(Ratelimited):
        ask()


def test_what_somebody_else_counts_meanwhile_is_counted_too(
    counts: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts.add("visits", 1)
    read, others = counts.get, [10, 0]

    def read_then_somebody_counts(key: str, *given: Any, **named: Any) -> Any:
        found = read(key, *given, **named)
        if others and (more := others.pop(0)):
            counts.set(key, found + more)
        return found

    monkeypatch.setattr(counts, "get", read_then_somebody_counts)
    assert counts.incr("visits") == 12


def test_a_count_that_is_not_there_is_no_count(counts: Any) -> None:
    with pytest.raises(ValueError, match="no count"):
        counts.incr("visits")


def test_a_known_count_goes_up_in_three_queries(
    counts: Any, django_assert_num_queries: Any
) -> None:
    counts.add("visits", 1)
    with django_assert_num_queries(3):
        assert not counts.add("visits", 1)
        counts.incr("visits")
