"""The check before opening: in proportion, kind in refusing, and recorded."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from tests.web.builders import make_block, make_engagement, make_question, pass_check, today

from goldenthread.errors import ConflictError
from goldenthread.text.readability import measure_readability
from goldenthread_web.engagement.changes import opening as changes
from goldenthread_web.engagement.changes.calendar import allow_in_period
from goldenthread_web.engagement.changes.exercises import change_engagement, publish_engagement
from goldenthread_web.engagement.models import Engagement, OpeningCheck
from goldenthread_web.engagement.models.opening import INFLUENCE_TOLD
from goldenthread_web.engagement.opening_words import SOURCES
from goldenthread_web.engagement.queries.opening import (
    is_passed,
    items_of,
    missing_in,
    opening_check_of,
    say_weeks,
)
from goldenthread_web.people.models import AuditEvent, Person
from goldenthread_web.people.roles import Role

pytestmark = pytest.mark.django_db
OPENING = "/office/engagements/streets/opening/"
FULL = {
    "extent": "full",
    "influence": "involve",
    "what_can_change": "The route",
    "what_cannot_change": "The budget",
    "options_considered": "North or south",
    "options_rejected": "A tunnel: it costs too much",
    "who_is_affected": "Who lives beside it",
    "equality_analysis": "EA 12",
    "data_protection": "DPIA 7",
}


def make_unpublished(*members: Person, **fields: Any) -> Engagement:
    lead = members[0] if members else None
    engagement = make_engagement(
        *members, slug="streets", is_published=False, safeguarding_lead=lead, **fields
    )
    make_question(engagement)
    return engagement


def missing(engagement: Engagement) -> list[str]:
    return missing_in(items_of(engagement, opening_check_of(engagement)))


def test_a_stall_is_asked_three_things_and_a_survey_all() -> None:
    stall = make_engagement(channel="stall")
    assert opening_check_of(stall).extent == "short"
    assert len(missing(stall)) == 3
    survey = make_engagement()
    assert opening_check_of(survey).extent == "full"
    assert len(missing(survey)) == 8


def test_a_consultation_needs_the_full_check_wherever_it_is_held() -> None:
    stall = make_engagement(channel="stall", is_consultation=True)
    assert opening_check_of(stall).extent == "full"
    OpeningCheck.objects.create(
        engagement=stall, extent="short", influence="consult", what_can_change="x",
        data_protection="x",
    )  # fmt: skip
    stall.refresh_from_db()
    assert missing(stall) == ["Use the full check: this is a consultation"]
    kind = items_of(stall, opening_check_of(stall))[0]
    assert (kind.part, kind.is_elsewhere) == ("extent", False), "where the full check is chosen"


@pytest.mark.parametrize(
    ("days", "is_consultation", "is_asked"),
    [(84, True, False), (83, True, True), (20, True, True), (20, False, False)],
)
def test_a_consultation_of_less_than_twelve_weeks_says_why_it_is_enough(
    days: int, is_consultation: bool, is_asked: bool
) -> None:
    engagement = make_engagement(
        is_consultation=is_consultation, closes_on=today() - timedelta(days=8 - days)
    )
    pass_check(engagement, why_enough_time="")
    assert ("Say why less than twelve weeks are enough" in missing(engagement)) is is_asked


def test_publishing_is_refused_with_all_that_is_missing(
    engagement_officer: Person, signed_in
) -> None:
    make_unpublished(engagement_officer)
    make_block("Local election", today(), today())
    client = signed_in(engagement_officer)
    answer = client.post("/office/engagements/streets/publish/")
    assert answer.status_code == 409
    assert "The check before it opens" in answer.text
    assert "Local election" in answer.text
    assert "ask a monitoring officer" in answer.text
    assert not Engagement.objects.get().is_published
    page = client.get("/office/engagements/streets/set-up/").text
    assert "It would run in a blocked period: Local election" in page
    assert 'action="/office/engagements/streets/publish/"' not in page


def test_an_officer_answers_passes_and_publishes(engagement_officer: Person, signed_in) -> None:
    engagement = make_unpublished(engagement_officer)
    client = signed_in(engagement_officer)
    refused = client.post(f"{OPENING}pass/")
    assert refused.status_code == 409
    assert "Say who is affected" in refused.text
    for part, names in (
        ("influence", ["influence"]),
        ("choices", ["what_can_change", "what_cannot_change"]),
        ("options", ["options_considered", "options_rejected"]),
        ("affected", ["who_is_affected"]),
        ("references", ["equality_analysis", "data_protection"]),
    ):
        assert client.get(f"{OPENING}{part}/").status_code == 200
        assert client.post(f"{OPENING}{part}/", {"x": "x"}).context["form"].errors
        assert client.post(f"{OPENING}{part}/", {n: FULL[n] for n in names}).url == OPENING
    assert client.get(f"{OPENING}nothing/").status_code == 404
    client.post(f"{OPENING}pass/")
    check = OpeningCheck.objects.get()
    assert check.passed_by == engagement_officer
    assert check.passed_at is not None
    event = AuditEvent.objects.get(action="engagement.opening-check-passed")
    assert (event.person, event.facts) == (engagement_officer, {"extent": "full"})
    assert client.post("/office/engagements/streets/publish/").status_code == 302
    engagement.refresh_from_db()
    assert engagement.is_published


def test_the_short_check_is_one_page(engagement_officer: Person, signed_in) -> None:
    make_unpublished(engagement_officer, channel="stall")
    client = signed_in(engagement_officer)
    answers = {name: FULL[name] for name in ("influence", "what_can_change", "data_protection")}
    client.post(f"{OPENING}short/", answers)
    assert client.post(f"{OPENING}pass/").status_code == 302
    client.post(f"{OPENING}extent/", {"extent": "full"})
    assert client.post(f"{OPENING}pass/").status_code == 409, "the full check asks for more"


def test_an_answer_that_changes_before_publishing_asks_for_a_new_pass() -> None:
    engagement = make_unpublished()
    pass_check(engagement)
    assert is_passed(engagement)
    changes.save_opening_check(by=made_by(), engagement=engagement, what_can_change="Only the name")
    assert not is_passed(engagement)


def test_what_ran_elsewhere_last_year_needs_no_check_until_it_would_open_again() -> None:
    last_year = {
        "opens_on": today() - timedelta(days=400),
        "closes_on": today() - timedelta(days=380),
    }
    lead = made_by()
    engagement = make_unpublished(**last_year)
    change_engagement(by=lead, engagement=engagement, safeguarding_lead=lead)
    publish_engagement(by=lead, engagement=engagement)
    assert engagement.is_published
    with pytest.raises(ConflictError, match="pass the check"):
        change_engagement(by=lead, engagement=engagement, closes_on=today())
    pass_check(engagement)
    change_engagement(by=lead, engagement=engagement, closes_on=today())
    assert engagement.is_open(today())


def made_by() -> Person:
    return Person.objects.get_or_create(email="a@example.org", name="An officer")[0]


def test_a_consultation_that_becomes_shorter_is_not_passed_any_more() -> None:
    engagement = make_unpublished(is_consultation=True, closes_on=today() + timedelta(days=100))
    pass_check(engagement, why_enough_time="")
    assert is_passed(engagement)
    change_engagement(by=made_by(), engagement=engagement, closes_on=today())
    assert not is_passed(engagement)
    with pytest.raises(ConflictError, match="The check before it opens"):
        publish_engagement(by=made_by(), engagement=engagement)


def test_after_publishing_it_is_read_and_changes_make_an_event(
    engagement_officer: Person, signed_in, stranger: Client
) -> None:
    engagement = make_engagement(engagement_officer, slug="streets")
    pass_check(engagement)
    client = signed_in(engagement_officer)
    client.post(f"{OPENING}choices/", {"what_can_change": "Less", "what_cannot_change": "More"})
    check = OpeningCheck.objects.get()
    assert check.passed_at is not None
    event = AuditEvent.objects.get(action="engagement.opening-check-changed", person__isnull=False)
    assert event.facts == {
        "fields": "what_can_change, what_cannot_change",
        "after_publishing": True,
    }
    page = client.get(OPENING).text
    assert "changed after it was published" in page
    assert "Less" in stranger.get("/engagements/streets/").text


def test_saving_the_same_again_makes_no_event() -> None:
    engagement = make_unpublished()
    for _ in range(2):
        changes.save_opening_check(by=made_by(), engagement=engagement, influence="inform")
    assert AuditEvent.objects.filter(action="engagement.opening-check-changed").count() == 1
    with pytest.raises(ValueError, match="does not ask for passed_by"):
        changes.save_opening_check(by=made_by(), engagement=engagement, passed_by=made_by())


def test_residents_read_what_they_can_change_only_once_it_is_passed(stranger: Client) -> None:
    engagement = make_engagement(slug="streets")
    OpeningCheck.objects.create(engagement=engagement, **FULL)
    assert "A tunnel" not in stranger.get("/engagements/streets/").text
    pass_check(engagement, **FULL)
    page = stranger.get("/engagements/streets/").text
    told = ("We work with you all the way", "The route", "The budget", "North or south", "A tunnel")
    assert [words for words in told if words not in page] == []
    assert "EA 12" not in page, "references are for the office"
    assert "Who lives beside it" not in page


def test_the_check_is_read_by_the_people_on_the_list_and_answered_by_its_officers(
    person_with, signed_in, stranger: Client
) -> None:
    own, other = person_with(Role.ENGAGEMENT_OFFICER), person_with(Role.ENGAGEMENT_OFFICER)
    analyst, watcher = person_with(Role.ANALYST), person_with(Role.MONITORING_OFFICER)
    make_unpublished(own, analyst, watcher)
    assert signed_in(own).get(OPENING).status_code == 200
    page = signed_in(analyst).get(OPENING)
    assert page.status_code == 200
    assert "/opening/influence/" not in page.text
    for person, address in (
        (other, ""), (other, "influence/"), (analyst, "influence/"), (watcher, ""),
        (watcher, "influence/"),
    ):  # fmt: skip
        assert signed_in(person).get(f"{OPENING}{address}").status_code == 403
    for person in (other, analyst, watcher):
        answer = signed_in(person).post(f"{OPENING}influence/", {"influence": "decide"})
        assert answer.status_code == 403
        assert signed_in(person).post(f"{OPENING}pass/").status_code == 403
    assert stranger.get(OPENING).status_code == 302
    assert not OpeningCheck.objects.exists()


def test_an_override_lets_it_be_published_and_is_read_in_the_office_only(
    monitoring_officer: Person, engagement_officer: Person, signed_in, stranger: Client
) -> None:
    engagement = make_unpublished(engagement_officer)
    pass_check(engagement)
    period = make_block("Local election", today(), today())
    with pytest.raises(ConflictError, match="Local election"):
        publish_engagement(by=engagement_officer, engagement=engagement)
    allow_in_period(
        by=monitoring_officer, engagement=engagement, period=period, reason="A court asks for it"
    )
    publish_engagement(by=engagement_officer, engagement=engagement)
    page = signed_in(engagement_officer).get(OPENING).text
    assert "A court asks for it" in page
    assert monitoring_officer.name in page
    for address in ("/engagements/", "/engagements/streets/"):
        public = stranger.get(address).text
        assert "A court asks" not in public
        assert monitoring_officer.name not in public


@pytest.mark.parametrize("changes_made", [1, 20])
def test_the_page_needs_the_same_queries_however_often_it_was_changed(
    engagement_officer: Person, signed_in, django_assert_max_num_queries, changes_made: int
) -> None:
    engagement = make_unpublished(engagement_officer)
    make_block("Election", today(), today())
    for number in range(changes_made):
        changes.save_opening_check(
            by=engagement_officer, engagement=engagement, what_can_change=f"Version {number}"
        )
    client = signed_in(engagement_officer)
    with django_assert_max_num_queries(9):
        client.get(OPENING)
    with django_assert_max_num_queries(7):
        client.get(f"{OPENING}time/")


def test_days_are_told_as_weeks() -> None:
    told = {1: "less than a week", 7: "1 week", 10: "more than 1 week", 48: "nearly 7 weeks"}
    assert {days: say_weeks(days) for days in told} == told


@pytest.mark.parametrize("told", INFLUENCE_TOLD.values())
def test_residents_are_told_their_influence_in_plain_words(told: str) -> None:
    measured = measure_readability(told)
    assert measured is not None
    assert measured.reading_age <= 11


def test_every_source_of_the_check_has_an_address_and_says_what_was_not_read(
    officer: Client, engagement_officer: Person
) -> None:
    make_unpublished(engagement_officer)
    page = officer.get(OPENING)
    told = " ".join(page.text.split())
    for source in SOURCES:
        assert any(end in source.where for end in ("gov.uk", ".org"))
        assert any(letter.isdigit() for letter in source.where)
    assert told.count("Not checked against the source") == sum(bool(one.doubt) for one in SOURCES)
    assert "Regulations 2026" in told, "those of 2012 are not in force any more"


def test_the_check_links_to_what_people_already_said(
    officer: Client, engagement_officer: Person
) -> None:
    make_unpublished(engagement_officer)
    assert 'href="/office/engagements/streets/questions/heard/"' in officer.get(OPENING).text
    assert officer.get("/office/engagements/streets/questions/heard/").status_code == 200
