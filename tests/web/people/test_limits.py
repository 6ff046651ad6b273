"""How often one visitor may do something: counted once each, and no longer than it was to be."""

from datetime import timedelta
from itertools import islice

import pytest
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import timezone

from goldenthread_web.people import limits
from goldenthread_web.people.limits import (
    TooOftenError,
    address_of,
    forget_ended_counts,
    limited,
)
from goldenthread_web.people.models import LimitCount

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@limited("2/h")
def view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("fine")


@limited("2/h")
def other_view(request: HttpRequest) -> HttpResponse:
    return HttpResponse("fine too")


def post(address: str = "10.0.0.1") -> HttpRequest:
    return RequestFactory().post("/", REMOTE_ADDR=address)


def test_as_often_as_it_says_and_no_more() -> None:
    view(post())
    view(post())
    with pytest.raises(TooOftenError):
        view(post())
    with pytest.raises(TooOftenError):
        view(post())


def test_each_visitor_and_each_view_has_its_own_count() -> None:
    for request in (post(), post("10.0.0.2")):
        for _ in range(2):
            view(request)
            other_view(request)
    assert sorted(LimitCount.objects.values_list("count", flat=True)) == [2, 2, 2, 2]


def test_only_the_method_that_it_says_is_counted() -> None:
    for _ in range(5):
        view(RequestFactory().get("/"))
    assert not LimitCount.objects.exists()


def test_one_line_of_version_6_is_one_visitor() -> None:
    view(post("2001:db8::1"))
    view(post("2001:db8::2"))
    with pytest.raises(TooOftenError):
        view(post("2001:db8::3"))
    view(post("2001:db8:0:1::1"))


def test_an_hour_of_a_limit_lasts_an_hour_and_then_begins_again() -> None:
    view(post())
    ends_at = LimitCount.objects.get().ends_at
    assert HOUR - timedelta(minutes=1) < ends_at - timezone.now() <= HOUR
    view(post())
    assert LimitCount.objects.get().ends_at == ends_at, "a second one must not change the hour"
    LimitCount.objects.update(ends_at=timezone.now())
    view(post())
    again = LimitCount.objects.get()
    assert (again.count, again.ends_at > ends_at) == (1, True)


def test_of_two_first_ones_at_once_neither_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both find no count; the second writes over the first, which lets one more through."""
    look, others = QuerySet.exists, [lambda: view(post())]

    def look_then_somebody_counts(found: QuerySet[LimitCount]) -> bool:
        was_there = look(found)
        if others:
            others.pop()()
        return was_there

    monkeypatch.setattr(QuerySet, "exists", look_then_somebody_counts)
    view(post())
    assert not others
    assert LimitCount.objects.get().count == 1


def test_nor_does_the_one_that_finds_a_count_begun_after_it_looked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A double press of a button: the other request counts between the two looks of this one."""
    change, others = QuerySet.update, [lambda: view(post())]

    def change_then_somebody_counts(found: QuerySet[LimitCount], **fields: object) -> int:
        changed = change(found, **fields)
        if others:
            others.pop()()
        return changed

    monkeypatch.setattr(QuerySet, "update", change_then_somebody_counts)
    view(post())
    assert not others


def test_a_known_visitor_costs_one_query(django_assert_num_queries) -> None:
    view(post())
    with django_assert_num_queries(1):
        view(post())


def test_an_address_cannot_be_found_by_trying_all_of_them(settings) -> None:
    view(post())
    digest = LimitCount.objects.get().digest
    LimitCount.objects.all().delete()
    settings.SECRET_KEY = "another key, for this test only, and long enough for any check"
    view(post())
    assert LimitCount.objects.get().digest != digest


def test_counts_are_forgotten_when_their_time_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    pauses: list[float] = []
    monkeypatch.setattr(limits, "BATCH", 2)
    monkeypatch.setattr(limits.time, "sleep", pauses.append)
    now = timezone.now()
    for number in range(7):
        ends_at = now + HOUR if number == 6 else now - HOUR
        LimitCount.objects.create(digest=str(number), count=1, ends_at=ends_at)
    forget_ended_counts(now=now)
    assert [one.digest for one in LimitCount.objects.all()] == ["6"]
    assert len(pauses) == 3


def test_only_our_own_proxies_are_believed(settings) -> None:
    told = RequestFactory().get(
        "/", REMOTE_ADDR="10.9.9.9", headers={"X-Forwarded-For": "1.1.1.1, 2.2.2.2"}
    )
    found = []
    for proxies in islice(range(9), 4):
        settings.TRUSTED_PROXIES = proxies
        found.append(address_of(told))
    assert found == ["10.9.9.9", "2.2.2.2", "1.1.1.1", "10.9.9.9"]
