"""Two moderators, or one with two windows, decide about the same words at the same moment."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections
from django.http import HttpResponseBase
from django.test import Client
from django.utils import timezone
from tests.web.builders import make_engagement, make_response

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.changes.bulk_release import confirm_read, release_batch
from goldenthread_web.engagement.changes.release import lock_unchanged
from goldenthread_web.engagement.models import (
    Contribution,
    Engagement,
    ReleaseDecision,
    SafeguardingCase,
    SampleReading,
)
from goldenthread_web.engagement.queries.release import state_token
from goldenthread_web.people.models import AuditEvent, Person
from goldenthread_web.people.roles import Role

AT_ONCE = pytest.mark.skipif(
    connection.vendor == "sqlite",
    reason="SQLite lets one writer in at a time, and its database of tests is one connection's",
)
Status = Contribution.Status
AGAIN = 5


@pytest.fixture
def other(person_with: Callable[..., Person]) -> Person:
    return person_with(Role.MODERATOR, name="Another moderator")


@pytest.fixture
def engagement(moderator: Person, other: Person) -> Engagement:
    return make_engagement(moderator, other)


def one_said(engagement: Engagement, text: str = "More trees", **fields: object) -> Contribution:
    return make_response(engagement, text, **fields).contributions.get()


def asked(contribution: Contribution, outcome: str, **fields: str) -> tuple[str, dict[str, str]]:
    """Return the address and the form of a page that was shown before anybody decided."""
    slug = contribution.response.engagement.slug
    data = {"seen": state_token(contribution), "outcome": outcome, **fields}
    return f"/office/engagements/{slug}/release/{contribution.reference}/", data


def at_once(*work: Callable[[], HttpResponseBase]) -> list[int]:
    """Return the status of each answer; all begin at the same moment, on their own connection."""
    ready = Barrier(len(work))

    def begin(one: Callable[[], HttpResponseBase]) -> int:
        try:
            ready.wait(timeout=20)
            return one().status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(work)) as pool:
        return sorted(pool.map(begin, work))


def posting(client: Client, form: tuple[str, dict[str, str]]) -> Callable[[], HttpResponseBase]:
    return lambda: client.post(*form)


def lead_for(engagement: Engagement, lead: Person) -> None:
    engagement.safeguarding_lead = lead
    engagement.save()


@AT_ONCE
@pytest.mark.django_db(transaction=True)
def test_of_two_moderators_at_the_same_moment_one_wins(
    moderator: Person, other: Person, engagement: Engagement, signed_in
) -> None:
    clients = signed_in(moderator), signed_in(other)
    for _ in range(AGAIN):
        contribution = one_said(engagement)
        release = asked(contribution, "release")
        withhold = asked(contribution, "withhold", reason="It is abusive or threatening")
        answers = at_once(posting(clients[0], release), posting(clients[1], withhold))
        assert answers == [302, 409]
        (decision,) = ReleaseDecision.objects.filter(contribution=contribution)
        contribution.refresh_from_db()
        is_out = contribution.status == Status.RELEASED
        assert is_out is (decision.outcome == "release")


@AT_ONCE
@pytest.mark.django_db(transaction=True)
def test_a_double_press_releases_once(moderator: Person, engagement: Engagement, signed_in) -> None:
    client = signed_in(moderator)
    for _ in range(AGAIN):
        contribution = one_said(engagement)
        form = asked(contribution, "release")
        assert at_once(posting(client, form), posting(client, form)) == [302, 409]
        assert contribution.decisions.count() == 1
        events = AuditEvent.objects.filter(action="engagement.decided")
        assert events.filter(subject_id=str(contribution.pk)).count() == 1


@AT_ONCE
@pytest.mark.django_db(transaction=True)
def test_two_windows_of_one_person_are_one_person(
    moderator: Person, engagement: Engagement, signed_in
) -> None:
    windows = signed_in(moderator), signed_in(moderator)
    for _ in range(AGAIN):
        contribution = one_said(engagement, is_young_person=True)
        form = asked(contribution, "release")
        assert at_once(*(posting(window, form) for window in windows)) == [302, 409]
        fresh = Contribution.objects.get(pk=contribution.pk)
        again = asked(fresh, "agree")
        assert at_once(*(posting(window, again) for window in windows)) == [409, 409]
        fresh.refresh_from_db()
        assert fresh.status == Status.HELD


@AT_ONCE
@pytest.mark.django_db(transaction=True)
def test_two_first_proposals_at_once_are_not_two_people_who_agreed(
    moderator: Person, other: Person, engagement: Engagement, signed_in
) -> None:
    clients = signed_in(moderator), signed_in(other)
    for _ in range(AGAIN):
        contribution = one_said(engagement, is_young_person=True)
        form = asked(contribution, "release")
        assert at_once(*(posting(client, form) for client in clients)) == [302, 409]
        contribution.refresh_from_db()
        assert contribution.status == Status.HELD, "neither saw what the other proposed"


@AT_ONCE
@pytest.mark.django_db(transaction=True)
def test_passing_on_and_releasing_at_once_leave_no_words_in_public(
    moderator: Person, other: Person, engagement: Engagement, person_with, signed_in
) -> None:
    lead_for(engagement, person_with(Role.SAFEGUARDING_LEAD))
    clients = signed_in(moderator), signed_in(other)
    for _ in range(AGAIN):
        contribution = one_said(engagement)
        passing = asked(contribution, "safeguarding", worry="Somebody may be at risk")
        release = asked(contribution, "release")
        assert at_once(posting(clients[0], passing), posting(clients[1], release)) == [302, 409]
        contribution.refresh_from_db()
        is_with_lead = contribution.status == Status.SAFEGUARDING
        assert is_with_lead is SafeguardingCase.objects.filter(contribution=contribution).exists()


@AT_ONCE
@pytest.mark.django_db(transaction=True)
def test_a_bulk_release_leaves_alone_what_somebody_decides_about_just_then(
    moderator: Person, other: Person, engagement: Engagement, signed_in
) -> None:
    client = signed_in(other)
    for _ in range(AGAIN):
        contribution = one_said(engagement)
        reading = SampleReading.objects.create(
            engagement=engagement, drawn_by=moderator, last_contribution_id=contribution.pk,
            contribution_ids=[], eligible_count=1,
        )  # fmt: skip
        reading = confirm_read(by=moderator, reading=reading, now=timezone.now())
        hold = asked(contribution, "hold")

        def in_bulk(reading: SampleReading = reading, pk: int = contribution.pk):
            release_batch(by=moderator, reading=reading, ids=[pk], now=timezone.now())
            return client.get("/health/")

        at_once(in_bulk, posting(client, hold))
        (decision,) = contribution.decisions.all()
        contribution.refresh_from_db()
        expected = Status.RELEASED if decision.is_bulk else Status.HELD
        assert contribution.status == expected, "the record and the words agree"


@pytest.mark.django_db
def test_the_second_window_is_told_kindly_and_keeps_what_was_typed(
    moderator: Person, engagement: Engagement, signed_in
) -> None:
    contribution = one_said(engagement, is_young_person=True)
    first, second = signed_in(moderator), signed_in(moderator)
    form = asked(contribution, "withhold", reason="other", other_reason="It tells where she lives")
    assert first.post(*form).status_code == 302
    answer = second.post(*form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody else decided about these words while you had them open" in page
    assert "It tells where she lives" in page
    assert contribution.decisions.count() == 1


@pytest.mark.django_db
def test_words_that_vanished_between_look_and_decision_are_a_conflict(
    moderator: Person, engagement: Engagement
) -> None:
    contribution = one_said(engagement)
    seen = state_token(contribution)
    Contribution.objects.filter(pk=contribution.pk).delete()
    with pytest.raises(ConflictError, match="not in the queue any more"):
        lock_unchanged(contribution, seen)
