"""A resident answers, one thing a page, and gets a receipt."""

import re
from datetime import timedelta

import pytest
import segno
from django.conf import settings
from django.test import Client
from django.utils import timezone
from tests.web.builders import make_engagement, make_question, make_response, today

from goldenthread.engagement import parse_receipt_code, receipt_digest
from goldenthread_web.engagement.changes import answering as changes
from goldenthread_web.engagement.changes.questions import ask_equality_questions
from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    Contribution,
    Engagement,
    EngagementResponse,
    EqualityAnswer,
    ResponseContact,
    UnsentResponse,
)
from goldenthread_web.engagement.queries.answering import Draft
from goldenthread_web.engagement.receipt_drawing import draw_receipt
from goldenthread_web.people.audit import SHELL
from goldenthread_web.people.models import AuditEvent

pytestmark = pytest.mark.django_db
CODE = re.compile(r"<span>([0-9A-Z]{5})</span>")


def ask(**fields) -> Engagement:
    """Return an open engagement with an open question and two choices."""
    engagement = make_engagement(slug="streets", **fields)
    make_question(engagement, "What matters to you here?")
    make_question(engagement, "How good is it here?", "Good", "Poor")
    make_question(engagement, "What do you use?", "Bus", "Bicycle", "Tube", kind="several choices")
    return engagement


def page_of(engagement: Engagement, number: int = 1) -> str:
    """Return the address of the page of a question, the first one by default."""
    question = engagement.questions.all()[number - 1]
    return f"/engagements/{engagement.slug}/answer/question-{question.pk}/"


def fill(client: Client, engagement: Engagement, *, words: str = "More trees", **about) -> None:
    """Type answers on all pages up to the check."""
    opened, rating, used = engagement.questions.all()[:3]
    good = rating.options.get(text="Good").pk
    bus, tube = (used.options.get(text=text).pk for text in ("Bus", "Tube"))
    given = {"capacity": "resident", "area": "Mile End", "is_young_person": "no", **about}
    base = f"/engagements/{engagement.slug}/answer/"
    client.post(page_of(engagement, 1), {f"answer_{opened.pk}": words})
    client.post(page_of(engagement, 2), {f"answer_{rating.pk}": good})
    client.post(page_of(engagement, 3), {f"answer_{used.pk}": [bus, tube]})
    client.post(f"{base}about-you/", given)
    client.post(f"{base}your-words/", {"may_publish": "words", "language": "en"})
    client.post(f"{base}staying-in-touch/", {"how_to_reach": ""})


def receipt_code_on(page: str) -> str:
    return "-".join(CODE.findall(page))


def test_answers_are_sent_stored_held_and_receipted(stranger: Client) -> None:
    engagement = ask()
    fill(stranger, engagement, words="Ask Mrs Begum about the trees")
    check = stranger.get("/engagements/streets/check/")
    assert "Ask Mrs Begum about the trees" in check.text
    sent = stranger.post("/engagements/streets/check/", follow=True)
    response = EngagementResponse.objects.get()
    contribution = response.contributions.get()
    assert contribution.text == "Ask Mrs Begum about the trees"
    assert contribution.status == Contribution.Status.HELD
    assert contribution.has_finding
    assert response.may_publish_words
    assert (response.capacity, response.area, response.language) == ("resident", "Mile End", "en")
    ticked = set(ChoiceAnswer.objects.values_list("option__text", flat=True))
    assert ticked == {"Good", "Bus", "Tube"}
    code = parse_receipt_code(receipt_code_on(sent.text))
    assert response.receipt_digest == receipt_digest(code, settings.WORDS_KEY.encode())
    assert not UnsentResponse.objects.exists()


def test_the_code_is_stored_nowhere_and_stands_in_no_address(stranger: Client) -> None:
    fill(stranger, ask())
    sent = stranger.post("/engagements/streets/check/", follow=True)
    code = receipt_code_on(sent.text)
    assert len(code) == 17
    stored = [list(model.objects.values_list()) for model in (EngagementResponse, AuditEvent)]
    assert code not in str(stored)
    assert code not in str(sent.redirect_chain)
    assert code not in sent.text, "only in groups, for eyes; and in the square"


def test_sending_twice_stores_once_and_shows_the_same_receipt(stranger: Client) -> None:
    fill(stranger, ask())
    first = stranger.post("/engagements/streets/check/", follow=True)
    second = stranger.post("/engagements/streets/check/", follow=True)
    assert EngagementResponse.objects.count() == 1
    assert receipt_code_on(first.text) == receipt_code_on(second.text) != ""


def test_a_send_that_lost_the_race_returns_what_the_other_one_stored() -> None:
    engagement = ask()
    opened = engagement.questions.first()
    draft = Draft({f"answer_{opened.pk}": "Once only", "capacity": "resident"})
    sent = [
        changes.send_response(
            engagement=engagement, token="the same", draft=draft, now=timezone.now()
        )
        for _ in range(2)
    ]
    assert sent[0] == sent[1]
    assert Contribution.objects.count() == 1


def test_two_clicks_at_the_same_time_store_once(monkeypatch: pytest.MonkeyPatch) -> None:
    engagement = ask()
    opened = engagement.questions.first()
    draft = Draft({f"answer_{opened.pk}": "Once only", "capacity": "resident"})
    given = {"engagement": engagement, "token": "t", "draft": draft, "now": timezone.now()}
    first = changes.send_response(**given)
    looks = iter([None])
    really_sent = changes.sent
    # The second click looked before the first one was stored.
    monkeypatch.setattr(changes, "sent", lambda *where: next(looks, really_sent(*where)))
    assert changes.send_response(**given) == first
    assert Contribution.objects.count() == 1


def test_the_square_carries_the_code_behind_a_hash_and_no_style() -> None:
    drawn = draw_receipt("https://plan.example/receipt/", "7K3QF-9X2MD-T4WHB")
    meant = segno.make("https://plan.example/receipt/#7K3QF-9X2MD-T4WHB", error="m")
    assert drawn == meant.svg_inline(scale=5, border=4, dark="#000", light="#fff", omitsize=True)
    assert "style" not in drawn, "the policy of the site refuses styles in pages"


def test_the_receipt_is_shown_for_half_an_hour_and_to_nobody_else(stranger: Client) -> None:
    fill(stranger, ask())
    stranger.post("/engagements/streets/check/")
    assert stranger.get("/engagements/streets/receipt/").status_code == 200
    assert Client().get("/engagements/streets/receipt/").status_code == 404
    EngagementResponse.objects.update(received_at=timezone.now() - timedelta(minutes=31))
    assert stranger.get("/engagements/streets/receipt/").status_code == 404


def test_finishing_clears_a_shared_computer(stranger: Client) -> None:
    fill(stranger, ask())
    stranger.post("/engagements/streets/check/")
    finished = stranger.post("/engagements/streets/finish/")
    assert finished.headers["Clear-Site-Data"] == '"cache"'
    assert stranger.get("/engagements/streets/receipt/").status_code == 404
    assert EngagementResponse.objects.count() == 1


def test_the_next_person_at_the_same_computer_is_a_response_of_their_own(stranger: Client) -> None:
    engagement = ask()
    for words in ("The first person", "The second person"):
        fill(stranger, engagement, words=words)
        stranger.post("/engagements/streets/check/")
    said = Contribution.objects.values_list("text", flat=True)
    assert sorted(said) == ["The first person", "The second person"]
    assert EngagementResponse.objects.values("receipt_digest").distinct().count() == 2


def test_nothing_typed_is_lost_on_an_error_on_back_or_on_reload(stranger: Client) -> None:
    engagement = ask()
    name = f"answer_{engagement.questions.first().pk}"
    address = page_of(engagement)
    long = "many words " * 1_000
    refused = stranger.post(address, {name: long})
    assert refused.status_code == 200
    assert "10,999 characters, and 10,000 fit" in refused.text
    assert long.strip() in refused.text
    stranger.post(address, {name: "Half a thought", "back": "yes"})
    assert "Half a thought" in stranger.get(address).text


def test_back_keeps_what_is_not_finished_and_goes_back(stranger: Client) -> None:
    engagement = ask()
    went = stranger.post("/engagements/streets/answer/about-you/", {"area": "Bow", "back": "yes"})
    assert went.url == page_of(engagement, 3)
    assert "Bow" in stranger.get("/engagements/streets/answer/about-you/").text


def test_an_organisation_is_asked_who_it_is_and_others_are_not(stranger: Client) -> None:
    engagement = ask()
    assert stranger.get("/engagements/streets/answer/organisation/").status_code == 404
    fill(stranger, engagement, capacity="organisation")
    asked = stranger.get("/engagements/streets/check/")
    assert asked.url == "/engagements/streets/answer/organisation/?change=yes"
    stranger.post(asked.url, {"organisation_name": "A gardening club", "mandate": "60 members"})
    stranger.post("/engagements/streets/check/")
    response = EngagementResponse.objects.get()
    assert (response.organisation_name, response.mandate) == ("A gardening club", "60 members")


def test_a_young_person_is_not_asked_how_to_be_reached(stranger: Client) -> None:
    fill(stranger, ask(), is_young_person="yes")
    assert stranger.get("/engagements/streets/answer/staying-in-touch/").status_code == 404
    stranger.post("/engagements/streets/check/")
    assert Contribution.objects.get().needs_second_person
    assert not ResponseContact.objects.exists()


def test_a_contact_goes_to_a_table_of_its_own(stranger: Client) -> None:
    fill(stranger, ask())
    stranger.post(
        "/engagements/streets/answer/staying-in-touch/", {"how_to_reach": "a@example.org"}
    )
    stranger.post("/engagements/streets/check/")
    assert ResponseContact.objects.get().how_to_reach == "a@example.org"


def test_another_language_states_none(stranger: Client) -> None:
    fill(stranger, ask())
    stranger.post(
        "/engagements/streets/answer/your-words/", {"may_publish": "words", "language": "other"}
    )
    assert "Another language, or a mix" in stranger.get("/engagements/streets/check/").text
    stranger.post("/engagements/streets/check/")
    assert EngagementResponse.objects.get().language == ""


def test_words_to_be_counted_only_may_not_be_published(stranger: Client) -> None:
    fill(stranger, ask())
    stranger.post("/engagements/streets/answer/your-words/", {"may_publish": "counted"})
    stranger.post("/engagements/streets/check/")
    assert not EngagementResponse.objects.get().may_publish_words


def test_equality_answers_are_optional_and_carry_purpose_and_end(stranger: Client) -> None:
    engagement = ask()
    ask_equality_questions(
        by=SHELL, engagement=engagement, purpose="To see who took part.", kept_until=today()
    )
    fill(stranger, engagement)
    page = stranger.get("/engagements/streets/answer/equality/").text
    assert "To see who took part." in page
    assert page.count("Prefer not to say") == 3
    disabled = engagement.equality_questions.get(key="disabled")
    chosen = disabled.options.get(text="No")
    stranger.post(
        "/engagements/streets/answer/equality/", {f"equality_{disabled.pk}": str(chosen.pk)}
    )
    stranger.post("/engagements/streets/check/")
    answer = EqualityAnswer.objects.get()
    assert (answer.option, answer.purpose, answer.delete_on) == (
        chosen,
        "To see who took part.",
        today(),
    )


def test_an_empty_response_is_refused_kindly(stranger: Client) -> None:
    ask()
    stranger.post(
        "/engagements/streets/answer/about-you/", {"capacity": "resident", "is_young_person": "no"}
    )
    page = stranger.post("/engagements/streets/check/")
    assert "There is nothing to send yet" in page.text
    assert not EngagementResponse.objects.exists()


def test_a_needed_question_is_asked_for_before_sending(stranger: Client) -> None:
    engagement = ask()
    engagement.questions.filter(kind="open").update(is_required=True)
    fill(stranger, engagement, words="")
    assert stranger.get("/engagements/streets/check/").url == f"{page_of(engagement)}?change=yes"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("with\x00a NUL", "witha NUL"),
        ("😀 family 👩‍👧", "😀 family 👩‍👧"),
        ("\u202eright to left", "right to left"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("='; DROP TABLE people; --", "='; DROP TABLE people; --"),
    ],
)
def test_hostile_words_are_words(stranger: Client, typed: str, kept: str) -> None:
    fill(stranger, ask(), words=typed)
    assert "<script>alert" not in stranger.get("/engagements/streets/check/").text
    stranger.post("/engagements/streets/check/")
    assert Contribution.objects.get().text == kept


def test_a_megabyte_of_text_is_refused_and_kept_on_the_page(stranger: Client) -> None:
    engagement = ask()
    name = f"answer_{engagement.questions.first().pk}"
    page = stranger.post(page_of(engagement), {name: "a " * 500_000})
    assert page.status_code == 200
    assert "999,999 characters" in page.text
    assert not UnsentResponse.objects.exists()


def test_an_option_that_is_not_there_is_refused(stranger: Client) -> None:
    engagement = ask()
    rating = engagement.questions.all()[1]
    page = stranger.post(page_of(engagement, 2), {f"answer_{rating.pk}": "999999"})
    assert "There is a problem" in page.text


def test_unsent_answers_are_gone_after_a_day(stranger: Client) -> None:
    fill(stranger, ask())
    UnsentResponse.objects.update(updated_at=timezone.now() - timedelta(hours=25))
    assert stranger.get("/engagements/streets/check/").url == "/engagements/streets/"
    fill(Client(), Engagement.objects.get())
    assert UnsentResponse.objects.count() == 1, "making a new one deletes the old"


def test_equality_answers_are_deleted_after_their_day() -> None:
    engagement = ask()
    yesterday = today() - timedelta(days=1)
    ask_equality_questions(by=SHELL, engagement=engagement, purpose="To see.", kept_until=yesterday)
    question = engagement.equality_questions.first()
    EqualityAnswer.objects.create(
        response=make_response(engagement, "Words"),
        question=question,
        option=question.options.first(),
        purpose="To see.",
        delete_on=yesterday,
    )
    changes.forget_what_is_over(now=timezone.now(), today=today())
    assert not EqualityAnswer.objects.exists()
    assert AuditEvent.objects.filter(action="engagement.equality-answers-ended").exists()


def test_one_browser_does_not_see_the_answers_of_another(stranger: Client) -> None:
    engagement = ask()
    fill(stranger, engagement, words="Private until sent")
    other = Client()
    assert "Private until sent" not in other.get(page_of(engagement)).text
    assert other.get("/engagements/streets/check/").status_code == 302


def test_a_cookie_that_was_changed_opens_nothing(stranger: Client) -> None:
    fill(stranger, ask(), words="Private until sent")
    cookie = stranger.cookies["answers"]
    assert cookie["httponly"]
    assert cookie["path"] == "/engagements/streets/"
    assert not cookie["max-age"], "it ends with the browser session"
    stranger.cookies["answers"] = cookie.value[:-2] + "xx"
    assert stranger.get("/engagements/streets/check/").status_code == 302


def test_no_answers_are_taken_before_after_or_unpublished(stranger: Client) -> None:
    engagement = ask()
    address = page_of(engagement)
    Engagement.objects.update(opens_on=today() + timedelta(days=1))
    assert stranger.get(address).status_code == 302
    Engagement.objects.update(
        opens_on=today() - timedelta(days=9), closes_on=today() - timedelta(days=1)
    )
    assert stranger.get(address).status_code == 302
    Engagement.objects.update(closes_on=today(), is_published=False)
    assert stranger.get(address).status_code == 404
    assert engagement.responses.count() == 0


def test_who_was_writing_at_midnight_can_still_send(stranger: Client) -> None:
    engagement = ask()
    fill(stranger, engagement)
    Engagement.objects.update(closes_on=today() - timedelta(days=1))
    stranger.post("/engagements/streets/check/")
    assert engagement.responses.count() == 1


def test_held_words_stand_on_no_public_page(stranger: Client) -> None:
    engagement = ask()
    make_response(engagement, "Held words nobody should read")
    for address in ("/", "/engagements/", "/engagements/streets/"):
        assert "Held words nobody" not in stranger.get(address).text


def test_a_browser_that_sends_very_quickly_is_slowed_and_loses_nothing(stranger: Client) -> None:
    engagement = ask()
    for number in range(10):
        fill(stranger, engagement, words=f"Answer {number}")
        assert stranger.post("/engagements/streets/check/").status_code == 302
    fill(stranger, engagement, words="One too quickly")
    assert stranger.post("/engagements/streets/check/").status_code == 429
    assert engagement.responses.count() == 10
    assert "One too quickly" in str(list(UnsentResponse.objects.values_list("answers")))


def test_a_school_behind_one_address_is_not_slowed(django_assert_max_num_queries) -> None:
    engagement = ask()
    for number in range(25):
        client = Client()
        fill(client, engagement, words=f"Pupil {number}")
        assert client.post("/engagements/streets/check/").status_code == 302
    assert engagement.responses.count() == 25


@pytest.mark.parametrize("question_count", [1, 6])
def test_pages_need_the_same_queries_however_much_is_asked(
    stranger: Client, django_assert_max_num_queries, question_count: int
) -> None:
    engagement = ask()
    for number in range(question_count):
        make_question(engagement, f"More {number}?", "Yes", "No")
    fill(stranger, engagement)
    with django_assert_max_num_queries(4):
        stranger.get(page_of(engagement))
    with django_assert_max_num_queries(2):
        stranger.get("/engagements/streets/check/")
    with django_assert_max_num_queries(17):
        stranger.post("/engagements/streets/check/")
    with django_assert_max_num_queries(3):
        stranger.get("/engagements/streets/receipt/")


def test_the_change_of_a_response_is_an_event_without_words(stranger: Client) -> None:
    fill(stranger, ask(), words="Secret words")
    stranger.post("/engagements/streets/check/")
    event = AuditEvent.objects.get(action="engagement.response-sent")
    assert (event.actor, event.facts) == ("resident", {"contributions": 1})
