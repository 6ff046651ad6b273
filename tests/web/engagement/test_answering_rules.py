"""How often one person can answer: open, once a browser, once a code, once a person."""

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.builders import make_engagement, make_question

from goldenthread_web.engagement.answering_keys import browser_digest, person_digest
from goldenthread_web.engagement.changes.answering import (
    Admission,
    AnsweredBeforeError,
    keep_answers,
    send_response,
)
from goldenthread_web.engagement.changes.inviting import add_batch
from goldenthread_web.engagement.models import (
    AnsweringRule,
    Engagement,
    EngagementResponse,
    Invitation,
    UnsentResponse,
)
from goldenthread_web.engagement.queries.answering import Draft
from goldenthread_web.engagement.queries.inviting import code_of
from goldenthread_web.people.audit import SHELL
from goldenthread_web.people.models import Person
from goldenthread_web.thread.changes import remove_response

pytestmark = pytest.mark.django_db
BASE = "/engagements/streets/"


def ask(rule: AnsweringRule) -> Engagement:
    engagement = make_engagement(slug="streets", answering_rule=rule.value)
    make_question(engagement, "What matters to you here?")
    return engagement


def fill(client: Client, engagement: Engagement, words: str = "More trees") -> None:
    question = engagement.questions.get()
    client.post(f"{BASE}answer/question-{question.pk}/", {f"answer_{question.pk}": words})
    client.post(f"{BASE}answer/about-you/", {"capacity": "resident", "is_young_person": "no"})
    client.post(f"{BASE}answer/your-words/", {"may_publish": "words", "language": "en"})
    client.post(f"{BASE}answer/staying-in-touch/", {"how_to_reach": ""})


def send(client: Client):
    return client.post(f"{BASE}check/", follow=True)


def test_where_it_is_open_one_browser_can_answer_again(stranger: Client) -> None:
    engagement = ask(AnsweringRule.OPEN)
    for words in ("First", "Second"):
        fill(stranger, engagement, words)
        send(stranger)
    assert EngagementResponse.objects.filter(once_digest=None).count() == 2


def test_a_browser_answers_once_and_is_told_kindly_what_else_it_can_do(stranger: Client) -> None:
    engagement = ask(AnsweringRule.BROWSER)
    assert "once from each phone or computer" in stranger.get(BASE).text
    fill(stranger, engagement)
    assert "receipt code" in send(stranger).text
    again = stranger.get(f"{BASE}answer/start/", follow=True)
    assert "This browser has already answered" in again.text
    assert engagement.other_ways in again.text
    fill(stranger, engagement, "Twice")
    assert "This browser has already answered" in send(stranger).text
    assert EngagementResponse.objects.count() == 1
    other = Client()
    fill(other, engagement, "Somebody else")
    assert "receipt code" in send(other).text


def test_finishing_at_a_shared_computer_still_leaves_one_answer_a_browser(stranger: Client) -> None:
    engagement = ask(AnsweringRule.BROWSER)
    fill(stranger, engagement)
    send(stranger)
    stranger.post(f"{BASE}finish/")
    again = stranger.get(f"{BASE}answer/start/", follow=True)
    assert "This browser has already answered" in again.text


def test_no_trace_of_the_rule_is_in_a_browser_before_it_sent(stranger: Client) -> None:
    fill(stranger, ask(AnsweringRule.BROWSER))
    assert "browser" not in stranger.cookies
    send(stranger)
    assert stranger.cookies["browser"]["httponly"]
    assert stranger.cookies["browser"]["path"] == BASE


def test_a_removed_response_lets_the_browser_answer_again(stranger: Client) -> None:
    engagement = ask(AnsweringRule.BROWSER)
    fill(stranger, engagement)
    send(stranger)
    remove_response(by=SHELL, response=EngagementResponse.objects.get(), reason="They asked")
    fill(stranger, engagement, "Again")
    assert "receipt code" in send(stranger).text


def test_pressing_twice_shows_the_same_receipt(stranger: Client) -> None:
    fill(stranger, ask(AnsweringRule.BROWSER))
    first, second = send(stranger), send(stranger)
    assert "receipt code" in first.text
    assert "receipt code" in second.text
    assert EngagementResponse.objects.count() == 1


def test_who_is_not_signed_in_is_asked_to_and_keeps_the_answers(
    stranger: Client, analyst: Person
) -> None:
    engagement = ask(AnsweringRule.SIGNED_IN)
    fill(stranger, engagement)
    asked = send(stranger)
    assert "Sign in to answer" in asked.text
    assert "still here" in asked.text
    assert "/accounts/login/?next=/engagements/streets/once/" in asked.text
    assert not EngagementResponse.objects.exists()
    stranger.force_login(analyst, backend="allauth.account.auth_backends.AuthenticationBackend")
    back = stranger.get(f"{BASE}once/", follow=True)
    assert back.request["PATH_INFO"] == f"{BASE}check/"
    assert "More trees" in back.text
    assert "receipt code" in send(stranger).text


def test_one_account_answers_once_from_any_browser_and_the_response_does_not_name_it(
    analyst: Person, moderator: Person, signed_in
) -> None:
    engagement = ask(AnsweringRule.SIGNED_IN)
    for client in (signed_in(analyst), signed_in(moderator)):
        fill(client, engagement)
        assert "receipt code" in send(client).text
    second = signed_in(analyst)
    assert "You have answered already" in second.get(f"{BASE}answer/start/", follow=True).text
    fill(second, engagement, "Twice")
    assert "You have answered already" in send(second).text
    assert EngagementResponse.objects.count() == 2
    rows = str(list(EngagementResponse.objects.values("entered_by", "once_digest")))
    assert analyst.email not in rows
    assert set(EngagementResponse.objects.values_list("entered_by", flat=True)) == {None}


def test_of_two_that_are_sent_at_once_one_is_stored_and_the_other_keeps_its_answers(
    analyst: Person,
) -> None:
    engagement = ask(AnsweringRule.SIGNED_IN)
    question = engagement.questions.get()
    answers = {f"answer_{question.pk}": "Once only", "capacity": "resident"}
    admission = Admission(person_digest(engagement, analyst))
    now = timezone.now()
    keep_answers(engagement=engagement, token="two", answers=answers, now=now)
    send_response(
        engagement=engagement, token="one", draft=Draft(answers), now=now, admission=admission
    )
    with pytest.raises(AnsweredBeforeError):
        send_response(
            engagement=engagement, token="two", draft=Draft(answers), now=now, admission=admission
        )
    assert EngagementResponse.objects.count() == 1
    assert UnsentResponse.objects.count() == 1


def test_a_code_works_once_and_leads_to_no_response(stranger: Client) -> None:
    engagement = ask(AnsweringRule.CODE)
    add_batch(by=SHELL, engagement=engagement, name="Libraries", count=1)
    invitation = Invitation.objects.get()
    asked = stranger.get(f"{BASE}answer/start/", follow=True)
    assert "You need a code to answer" in asked.text
    stranger.post(f"{BASE}code/", {"code": code_of(invitation)})
    assert stranger.get(f"{BASE}answer/start/", follow=True).status_code == 200
    fill(stranger, engagement)
    assert "receipt code" in send(stranger).text
    invitation.refresh_from_db()
    assert invitation.used_on == timezone.localdate()
    assert EngagementResponse.objects.get().once_digest is None
    other = Client()
    assert (
        "Answers were already sent"
        in other.post(f"{BASE}code/", {"code": code_of(invitation)}).text
    )


def test_a_code_that_was_used_meanwhile_sends_nothing_and_keeps_the_answers() -> None:
    engagement = ask(AnsweringRule.CODE)
    add_batch(by=SHELL, engagement=engagement, name="Libraries", count=1)
    invitation = Invitation.objects.get()
    first, second = Client(), Client()
    for client in (first, second):
        client.post(f"{BASE}code/", {"code": code_of(invitation)})
        fill(client, engagement)
    assert "receipt code" in send(first).text
    late = send(second)
    assert "Answers were already sent with this code" in late.text
    assert "still here" in late.text
    assert EngagementResponse.objects.count() == 1


def test_who_was_invited_to_an_open_engagement_uses_their_code_up_too(stranger: Client) -> None:
    engagement = ask(AnsweringRule.OPEN)
    add_batch(by=SHELL, engagement=engagement, name="Libraries", count=1)
    stranger.post(f"{BASE}code/", {"code": code_of(Invitation.objects.get())})
    for words in ("First", "Second, without a code"):
        fill(stranger, engagement, words)
        assert "receipt code" in send(stranger).text
    assert Invitation.objects.get().used_on is not None


def test_digests_differ_by_engagement_and_by_what_they_are_of(analyst: Person) -> None:
    here, there = make_engagement(), make_engagement()
    made = {
        person_digest(here, analyst),
        person_digest(there, analyst),
        browser_digest(here, str(analyst.pk)),
    }
    assert len(made) == 3
    assert {len(one) for one in made} == {64}


def test_an_officer_chooses_the_rule_with_what_each_stops(
    officer: Client, engagement: Engagement
) -> None:
    address = f"/office/engagements/{engagement.slug}/set-up/how-often/"
    page = officer.get(address)
    assert "private window" in page.text
    officer.post(address, {"answering_rule": "one per browser"})
    engagement.refresh_from_db()
    assert engagement.answering_rule == AnsweringRule.BROWSER
