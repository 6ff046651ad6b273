"""Petitions: one thing said with its number of signatures, held like all words."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.web.builders import make_engagement, make_response, today

from goldenthread_web.engagement import entry_tokens
from goldenthread_web.engagement.changes.removal import forget
from goldenthread_web.engagement.models import Contribution, Engagement, Petition
from goldenthread_web.engagement.queries.contributions import counted
from goldenthread_web.people.models import AuditEvent, Person
from goldenthread_web.reports.queries.petitions import reported_petitions
from goldenthread_web.reports.queries.what_we_heard import what_we_heard

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="token" value="([^"]+)"')
WORDS = "Keep the swimming pool open on Sundays"


def at(engagement: Engagement, name: str, *args: object) -> str:
    return reverse(f"engagement:{name}", args=[engagement.slug, *args])


def add(client: Client, engagement: Engagement, **fields: str) -> Any:
    page = client.get(at(engagement, "add-petition"))
    told = {
        "token": TOKEN.findall(page.text)[0],
        "words": WORDS,
        "signature_count": "1204",
        "received_on": today().isoformat(),
        "capacity": "organisation",
        "organisation_name": "Friends of the pool",
        "may_publish": "words",
        **fields,
    }
    return client.post(at(engagement, "add-petition"), told)


def test_a_petition_is_one_thing_said_and_its_signatures_are_no_answers(
    officer: Client, engagement: Engagement
) -> None:
    assert add(officer, engagement).headers["Location"] == at(engagement, "entered")
    petition = Petition.objects.get()
    assert petition.signature_count == 1204
    assert (petition.contribution.status, petition.contribution.text) == ("held", WORDS)
    response = petition.contribution.response
    assert (response.people_count, response.channel) == (1, "letter")
    assert counted(engagement).count() == 1
    assert response.receipt_digest


def test_sending_the_same_form_twice_stores_one(officer: Client, engagement: Engagement) -> None:
    token = TOKEN.findall(officer.get(at(engagement, "add-petition")).text)[0]
    add(officer, engagement, token=token)
    add(officer, engagement, token=token)
    assert Petition.objects.count() == 1


def test_a_page_that_stood_open_overnight_says_so_and_keeps_the_words(
    officer: Client, engagement: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_tokens, "LONGEST", -1)
    page = add(officer, engagement)
    assert "open for more than a day" in page.text
    assert WORDS in page.text
    assert not Petition.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("words", " ", "Write what it asks for."),
        ("signature_count", "0", "greater than or equal to 1"),
        ("received_on", "", "Give the day."),
        ("may_publish", "", "Say whether its words may be published."),
    ],
)
def test_what_is_missing_is_said_and_nothing_is_stored_or_lost(
    officer: Client, engagement: Engagement, field: str, value: str, said: str
) -> None:
    page = add(officer, engagement, **{field: value}).text
    assert said in page
    assert "Friends of the pool" in page
    assert not Petition.objects.exists()


def test_a_day_to_come_is_refused(officer: Client, engagement: Engagement) -> None:
    day = (today() + timedelta(days=1)).isoformat()
    assert "still to come" in add(officer, engagement, received_on=day).text


def test_the_number_is_corrected_with_a_reason_and_the_old_one_stays_on_record(
    officer: Client, engagement: Engagement
) -> None:
    add(officer, engagement)
    petition = Petition.objects.get()
    here = at(engagement, "petition-signatures", petition.pk)
    assert "Say why the number changes." in officer.post(here, {"signature_count": "1190"}).text
    officer.post(here, {"signature_count": "1190", "why": "14 names stood on it twice"})
    petition.refresh_from_db()
    assert petition.signature_count == 1190
    event = AuditEvent.objects.get(action="engagement.petition-corrected")
    assert (event.facts["before"], event.facts["after"]) == (1204, 1190)
    assert WORDS not in str(event.facts)


def test_the_report_gives_the_number_at_once_and_the_words_when_they_are_released(
    officer: Client, engagement: Engagement
) -> None:
    add(officer, engagement)
    add(officer, engagement, words="Open the library", signature_count="40")
    assert [(one.words, one.signatures) for one in reported_petitions(engagement)] == [
        ("", 1204), ("", 40),
    ]  # fmt: skip
    Contribution.objects.filter(text=WORDS).update(status="released")
    report = what_we_heard(engagement, today=today())
    assert [(one.words, one.signatures) for one in report.petitions] == [(WORDS, 1204), ("", 40)]
    assert (report.people, report.contributions) == (2, 2)


def test_a_petition_that_may_only_be_counted_shows_no_words(
    officer: Client, engagement: Engagement
) -> None:
    add(officer, engagement, may_publish="counted")
    Contribution.objects.update(status="released")
    assert [one.words for one in reported_petitions(engagement)] == [""]


def test_the_list_shows_words_to_who_may_see_them_and_logs_it(
    officer: Client, engagement: Engagement, django_assert_max_num_queries: Any
) -> None:
    add(officer, engagement)
    add(officer, engagement, words="Open the library", signature_count="1500")
    with django_assert_max_num_queries(16):
        page = officer.get(at(engagement, "petitions")).text
    assert page.index("Open the library") < page.index(WORDS)
    assert re.search(r"</strong> 1,204 signatures, handed in", page)
    assert AuditEvent.objects.filter(action="engagement.held-words-opened").exists()


def test_the_petition_of_another_exercise_is_not_there(
    officer: Client, engagement: Engagement, engagement_officer: Person
) -> None:
    other = make_response(make_engagement(title="Another exercise"), "Another petition")
    petition = Petition.objects.create(
        contribution=other.contributions.get(), signature_count=9, added_by=engagement_officer
    )
    assert officer.get(at(engagement, "petition-signatures", petition.pk)).status_code == 404
    assert "Another petition" not in officer.get(at(engagement, "petitions")).text


def test_removal_takes_the_petition_away_with_its_words(
    officer: Client, engagement: Engagement, engagement_officer: Person
) -> None:
    add(officer, engagement)
    response = Petition.objects.get().contribution.response
    forget(by=engagement_officer, response=response, reason="Asked for", now=timezone.now())
    assert not Petition.objects.exists()
    assert reported_petitions(engagement) == ()


def test_a_stranger_is_sent_to_sign_in(stranger: Client, engagement: Engagement) -> None:
    assert stranger.get(at(engagement, "petitions")).status_code == 302
