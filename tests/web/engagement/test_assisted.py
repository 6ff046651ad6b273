"""Staff enter what somebody else answered: as their own act, with a receipt for the person."""

import re

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from tests.web.builders import make_engagement, make_question, today

from goldenthread.engagement import receipt_digest
from goldenthread_web.engagement import entry_tokens
from goldenthread_web.engagement.models import Engagement, EngagementResponse, Question
from goldenthread_web.people.models import AuditEvent, Person

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="token" value="([^"]+)"')
CODE = re.compile(r"<span>([0-9A-Z]{5})</span>")


@pytest.fixture
def question(engagement: Engagement) -> Question:
    make_question(engagement, "How good is it here?", "Good", "Poor", is_required=True)
    return make_question(engagement, "What matters to you here?")


def at(engagement: Engagement, name: str = "enter") -> str:
    return reverse(f"engagement:{name}", args=[engagement.slug])


def typed(page_text: str, question: Question, **fields: str) -> dict[str, str]:
    return {
        "token": TOKEN.findall(page_text)[0],
        "channel": "paper",
        "said_on": today().isoformat(),
        "role": "library assistant",
        "organisation": "A library",
        "agreed": "on",
        f"answer_{question.pk}": "More benches",
        "capacity": "resident",
        "is_young_person": "no",
        "may_publish": "words",
        "language": "en",
        "enter": "yes",
        **fields,
    }


def test_it_is_stored_as_entered_by_the_helper_and_gives_a_receipt(
    officer: Client, engagement: Engagement, question: Question, engagement_officer: Person
) -> None:
    sent = officer.post(at(engagement), typed(officer.get(at(engagement)).text, question))
    assert sent.headers["Location"] == at(engagement, "entered")
    response = EngagementResponse.objects.get()
    assert response.entered_by == engagement_officer
    assert (response.channel, response.said_on) == ("paper", today())
    assert response.assisted_by_role == "library assistant"
    assert response.assisted_by_organisation == "A library"
    assert response.contributions.get().status == "held"
    event = AuditEvent.objects.latest("pk")
    assert (event.action, event.person) == ("engagement.answer-entered", engagement_officer)
    assert not AuditEvent.objects.filter(action="engagement.response-sent").exists()
    code = "-".join(CODE.findall(officer.get(at(engagement, "entered")).text))
    assert receipt_digest(code, settings.WORDS_KEY.encode()) == response.receipt_digest


def test_the_next_one_starts_with_how_it_was_said_and_nothing_else(
    officer: Client, engagement: Engagement, question: Question
) -> None:
    officer.post(at(engagement), typed(officer.get(at(engagement)).text, question))
    page = officer.get(at(engagement)).text
    assert 'value="library assistant"' in page
    assert "More benches" not in page
    assert not re.search(r'name="agreed"[^>]*checked', page)
    officer.post(at(engagement), typed(page, question))
    assert EngagementResponse.objects.count() == 2


def test_sending_the_same_page_twice_stores_once(
    officer: Client, engagement: Engagement, question: Question
) -> None:
    fields = typed(officer.get(at(engagement)).text, question)
    officer.post(at(engagement), fields)
    officer.post(at(engagement), fields)
    assert EngagementResponse.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"agreed": ""}, "Send it only if they know and want this"),
        ({"role": ""}, "Say in what role you help"),
        ({"said_on": "2999-01-01"}, "still to come"),
        ({"said_on": "2001-01-01"}, "Give a day since then"),
        ({"may_publish": ""}, "Choose whether we may show your words"),
        ({"capacity": "organisation"}, "Write the name of your organisation"),
    ],
)
def test_what_is_missing_is_said_and_nothing_typed_is_lost(
    officer: Client, engagement: Engagement, question: Question, fields: dict[str, str], told: str
) -> None:
    page = officer.post(at(engagement), typed(officer.get(at(engagement)).text, question, **fields))
    assert page.status_code == 200
    assert told in page.text
    assert "More benches" in page.text
    assert not EngagementResponse.objects.exists()


def test_nothing_answered_is_not_stored(
    officer: Client, engagement: Engagement, question: Question
) -> None:
    empty = {f"answer_{question.pk}": ""}
    page = officer.post(at(engagement), typed(officer.get(at(engagement)).text, question, **empty))
    assert "Nothing is answered yet" in page.text


def test_a_token_that_we_did_not_give_out_stores_nothing(
    officer: Client, engagement: Engagement, question: Question
) -> None:
    fields = typed(officer.get(at(engagement)).text, question, token="my own token")
    assert officer.post(at(engagement), fields).status_code == 200
    assert not EngagementResponse.objects.exists()


def test_a_page_that_stood_open_overnight_keeps_what_was_typed(
    officer: Client, engagement: Engagement, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    fields = typed(officer.get(at(engagement)).text, question)
    with monkeypatch.context() as later:
        later.setattr(entry_tokens, "LONGEST", -1)
        page = officer.post(at(engagement), fields)
    assert "open for more than a day" in page.text
    assert "More benches" in page.text
    assert not EngagementResponse.objects.exists()
    again = officer.post(at(engagement), fields | {"token": TOKEN.findall(page.text)[0]})
    assert again.headers["Location"] == at(engagement, "entered")
    assert EngagementResponse.objects.count() == 1


def test_before_it_opens_nothing_can_be_entered(
    officer: Client, engagement_officer: Person
) -> None:
    hidden = make_engagement(engagement_officer, is_published=False)
    assert "cannot see this exercise yet" in officer.get(at(hidden)).text


def test_a_young_person_leaves_no_contact(officer: Client, engagement_officer: Person) -> None:
    club = make_engagement(engagement_officer, is_for_under_18=True)
    asked = make_question(club)
    page = officer.get(at(club)).text
    assert "how_to_reach" not in page
    officer.post(at(club), typed(page, asked, how_to_reach="me@example.org"))
    response = EngagementResponse.objects.get()
    assert response.is_young_person
    assert not hasattr(response, "contact")
    assert response.contributions.get().needs_second_person


def test_of_an_under_18_only_an_age_band_is_asked_and_taken(
    officer: Client, engagement_officer: Person
) -> None:
    club = make_engagement(engagement_officer, is_for_under_18=True)
    asked = make_question(club)
    page = officer.get(at(club)).text
    for name in ("area", "capacity", "organisation_name", "mandate", "is_young_person"):
        assert f'name="{name}"' not in page
    told = {"area": "Mile End", "capacity": "organisation", "organisation_name": "A club"}
    officer.post(at(club), typed(page, asked, age_band="11 to 13", mandate="All of us", **told))
    response = EngagementResponse.objects.get()
    assert (response.audience, response.is_young_person) == ("aged 11 to 13", True)
    assert (response.area, response.organisation_name, response.mandate) == ("", "", "")
    assert response.capacity == "not said"
    assert response.assisted_by_role == "library assistant"


def test_who_left_their_age_out_on_paper_is_entered_all_the_same(
    officer: Client, engagement_officer: Person
) -> None:
    club = make_engagement(engagement_officer, is_for_under_18=True)
    asked = make_question(club)
    officer.post(at(club), typed(officer.get(at(club)).text, asked))
    response = EngagementResponse.objects.get()
    assert (response.audience, response.is_young_person) == ("", True)


def test_a_facilitator_may_and_who_is_not_on_the_list_may_not(
    facilitator: Person, moderator: Person, signed_in, engagement: Engagement, question: Question
) -> None:
    assert signed_in(facilitator).get(at(engagement)).status_code == 403
    engagement.members.create(person=facilitator)
    engagement.members.create(person=moderator)
    assert signed_in(facilitator).get(at(engagement)).status_code == 200
    assert signed_in(moderator).get(at(engagement)).status_code == 403


def test_the_page_says_that_the_rule_on_answering_once_is_not_asked(
    officer: Client, engagement: Engagement, question: Question
) -> None:
    assert "That is not asked here" not in officer.get(at(engagement)).text
    Engagement.objects.update(answering_rule="one-time codes")
    page = officer.get(at(engagement)).text
    assert "People can answer this once with each code. That is not asked here" in page
    assert "0 responses were entered by staff so far" in page
    officer.post(at(engagement), typed(page, question))
    assert "1 response was entered by staff so far" in officer.get(at(engagement)).text
