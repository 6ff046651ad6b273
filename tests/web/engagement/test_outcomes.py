"""We asked, you said, we did."""

from datetime import timedelta

import pytest
from django.test import Client
from tests.web.builders import make_engagement, today

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.changes.outcomes import publish_outcome, save_outcome
from goldenthread_web.engagement.models import Engagement, EngagementOutcome
from goldenthread_web.people.models import AuditEvent, Person
from goldenthread_web.people.roles import Role

pytestmark = pytest.mark.django_db
OUTCOME = "/office/engagements/streets/outcome/"
WRITTEN = {
    "we_asked": "How should the streets be?",
    "you_said": "Greener, above all.",
    "we_did": "We plant forty trees.",
    "decided_on": today().isoformat(),
}


def make_closed(*members: Person) -> Engagement:
    return make_engagement(
        *members,
        slug="streets",
        opens_on=today() - timedelta(days=30),
        closes_on=today() - timedelta(days=1),
    )


def test_an_officer_writes_publishes_changes_and_takes_back(
    engagement_officer: Person, signed_in, stranger: Client
) -> None:
    make_closed(engagement_officer)
    client = signed_in(engagement_officer)
    assert client.post(f"{OUTCOME}publish/").status_code == 409, "nothing is written"
    page = client.post(OUTCOME, {**WRITTEN, "we_did": ""})
    assert "Greener, above all." in page.text, "nothing typed is lost"
    client.post(OUTCOME, WRITTEN)
    assert "forty trees" not in stranger.get("/engagements/streets/").text
    assert "forty trees" not in stranger.get("/engagements/").text
    client.post(f"{OUTCOME}publish/")
    assert client.post(f"{OUTCOME}publish/").status_code == 409, "it is public already"
    page = stranger.get("/engagements/streets/").text
    assert "forty trees" in page
    assert "A decision is expected" not in page
    assert "forty trees" in stranger.get("/engagements/").text
    client.post(OUTCOME, {**WRITTEN, "we_did": "We plant fifty trees."})
    assert "fifty trees" in stranger.get("/engagements/streets/").text
    assert client.post(f"{OUTCOME}take-back/", {"why": ""}).context["form"].errors
    client.post(f"{OUTCOME}take-back/", {"why": "A wrong number"})
    assert "fifty trees" not in stranger.get("/engagements/streets/").text
    assert client.post(f"{OUTCOME}take-back/", {"why": "Again"}).status_code == 409
    assert EngagementOutcome.objects.get().we_did == "We plant fifty trees."
    found = AuditEvent.objects.filter(action__startswith="engagement.outcome").order_by("id")
    assert [(event.action.partition("outcome-")[2], event.facts) for event in found] == [
        ("changed", {"fields": "we_asked, you_said, we_did, decided_on", "is_public": False}),
        ("published", {}),
        ("changed", {"fields": "we_did", "is_public": True}),
        ("taken-back", {}),
    ]
    assert found[3].why == "A wrong number"


def test_nothing_came_of_it_while_it_is_open_or_before_it_is_decided() -> None:
    by = Person.objects.create(email="a@example.org", name="A")
    facts = {**WRITTEN, "decided_on": today()}
    open_now = make_engagement()
    save_outcome(by=by, engagement=open_now, **facts)
    with pytest.raises(ConflictError, match="when it has closed"):
        publish_outcome(by=by, engagement=open_now, today=today())
    closed = make_closed()
    save_outcome(by=by, engagement=closed, **{**facts, "decided_on": today() + timedelta(days=1)})
    with pytest.raises(ConflictError, match="lies in the future"):
        publish_outcome(by=by, engagement=closed, today=today())


def test_only_officers_of_the_exercise_write_it(person_with, signed_in, stranger: Client) -> None:
    own, other = person_with(Role.ENGAGEMENT_OFFICER), person_with(Role.ENGAGEMENT_OFFICER)
    analyst = person_with(Role.ANALYST)
    make_closed(own, analyst)
    assert signed_in(own).get(OUTCOME).status_code == 200
    for person in (other, analyst):
        client = signed_in(person)
        assert client.get(OUTCOME).status_code == 403
        assert client.post(OUTCOME, WRITTEN).status_code == 403
        assert client.post(f"{OUTCOME}publish/").status_code == 403
        assert client.post(f"{OUTCOME}take-back/", {"why": "x"}).status_code == 403
    assert stranger.post(OUTCOME, WRITTEN).status_code == 302
    assert not EngagementOutcome.objects.exists()


def test_what_officers_write_is_shown_as_words(
    engagement_officer: Person, signed_in, stranger: Client
) -> None:
    make_closed(engagement_officer)
    client = signed_in(engagement_officer)
    evil = "<script>alert(1)</script>"
    client.post(OUTCOME, {**WRITTEN, "we_asked": evil, "you_said": evil, "we_did": evil})
    client.post(f"{OUTCOME}publish/")
    for address in ("/engagements/", "/engagements/streets/"):
        assert "<script>alert" not in stranger.get(address).text
