"""Exercises for under-18s: nothing that tells who it is, and help on each page."""

import pytest
from django.test import Client
from tests.web.builders import make_engagement, make_question

from goldenthread_web.engagement.models import (
    Contribution,
    Engagement,
    EngagementResponse,
    EqualityAnswer,
    EqualityOption,
    EqualityQuestion,
    ResponseContact,
)

pytestmark = pytest.mark.django_db
BASE = "/engagements/club/"


def ask(**fields) -> Engagement:
    engagement = make_engagement(
        slug="club",
        equality_purpose="To see who we heard.",
        equality_kept_until="2099-01-01",
        **{"is_for_under_18": True, **fields},
    )
    make_question(engagement, "What would make the park better?")
    for position, (key, text, is_older) in enumerate(
        [("sex", "What is your sex?", False), ("orientation", "Your sexual orientation?", True)], 1
    ):
        question = EqualityQuestion.objects.create(
            engagement=engagement, key=key, position=position, text=text,
            is_for_16_and_over=is_older,
        )  # fmt: skip
        EqualityOption.objects.create(question=question, position=1, text="An answer")
    return engagement


def fill(client: Client, engagement: Engagement, band: str = "11 to 13", **helper: str) -> None:
    question = engagement.questions.get()
    client.post(f"{BASE}answer/question-{question.pk}/", {f"answer_{question.pk}": "Lights"})
    client.post(f"{BASE}answer/your-age/", {"age_band": band, **helper})
    client.post(f"{BASE}answer/your-words/", {"may_publish": "words", "language": "en"})


def equality_fields() -> dict[str, str]:
    return {
        f"equality_{one.pk}": str(one.options.get().pk) for one in EqualityQuestion.objects.all()
    }


def test_no_name_no_contact_and_no_place_is_asked_and_none_is_taken(stranger: Client) -> None:
    engagement = ask()
    fill(stranger, engagement, area="Mile End", how_to_reach="me@example.org", capacity="resident")
    for name in ("about-you", "staying-in-touch", "organisation"):
        assert stranger.get(f"{BASE}answer/{name}/").status_code == 404
    stranger.post(f"{BASE}check/")
    response = EngagementResponse.objects.get()
    assert (response.area, response.audience) == ("", "aged 11 to 13")
    assert response.capacity == "not said"
    assert not ResponseContact.objects.exists()


def test_what_was_said_before_it_was_for_children_is_not_stored(stranger: Client) -> None:
    """An officer may say so while somebody is at it."""
    engagement = ask(is_for_under_18=False)
    told = {"capacity": "organisation", "area": "Mile End", "is_young_person": "no"}
    stranger.post(f"{BASE}answer/about-you/", told)
    stranger.post(f"{BASE}answer/organisation/", {"organisation_name": "A club", "mandate": "All"})
    stranger.post(f"{BASE}answer/staying-in-touch/", {"how_to_reach": "me@example.org"})
    Engagement.objects.update(is_for_under_18=True)
    fill(stranger, engagement)
    stranger.post(f"{BASE}check/")
    response = EngagementResponse.objects.get()
    assert (response.area, response.organisation_name, response.mandate) == ("", "", "")
    assert not ResponseContact.objects.exists()


def test_everything_is_held_for_two_people(stranger: Client) -> None:
    engagement = ask()
    fill(stranger, engagement, band="16 or 17")
    stranger.post(f"{BASE}check/")
    assert EngagementResponse.objects.get().is_young_person
    said = Contribution.objects.get()
    assert said.status == Contribution.Status.HELD
    assert said.needs_second_person


@pytest.mark.parametrize(
    ("band", "is_asked"), [("under 11", False), ("14 or 15", False), ("16 or 17", True)]
)
def test_orientation_is_never_asked_under_16_and_not_taken_if_it_is_sent(
    stranger: Client, band: str, is_asked: bool
) -> None:
    engagement = ask()
    fill(stranger, engagement, band=band)
    page = stranger.get(f"{BASE}answer/equality/")
    assert "What is your sex?" in page.text
    assert ("Your sexual orientation?" in page.text) is is_asked
    stranger.post(f"{BASE}answer/equality/", equality_fields())
    stranger.post(f"{BASE}check/")
    stored = set(EqualityAnswer.objects.values_list("question__key", flat=True))
    assert stored == ({"sex", "orientation"} if is_asked else {"sex"})


def test_orientation_given_before_a_younger_age_is_not_stored(stranger: Client) -> None:
    engagement = ask()
    fill(stranger, engagement, band="16 or 17")
    stranger.post(f"{BASE}answer/equality/", equality_fields())
    stranger.post(f"{BASE}answer/your-age/", {"age_band": "14 or 15"})
    stranger.post(f"{BASE}check/")
    assert set(EqualityAnswer.objects.values_list("question__key", flat=True)) == {"sex"}


def test_in_an_exercise_for_everybody_under_18s_are_not_asked_it_either(stranger: Client) -> None:
    engagement = ask(is_for_under_18=False)
    question = engagement.questions.get()
    stranger.post(f"{BASE}answer/question-{question.pk}/", {f"answer_{question.pk}": "Lights"})
    stranger.post(f"{BASE}answer/about-you/", {"capacity": "resident", "is_young_person": "yes"})
    page = stranger.get(f"{BASE}answer/equality/")
    assert "Your sexual orientation?" not in page.text
    assert "0800 1111" in page.text
    stranger.post(f"{BASE}answer/about-you/", {"capacity": "resident", "is_young_person": "no"})
    assert "Your sexual orientation?" in stranger.get(f"{BASE}answer/equality/").text


def test_who_helps_is_asked_once_a_session_and_noted_on_each_response(stranger: Client) -> None:
    engagement = ask()
    helper = {"helper_role": "Youth worker", "helper_organisation": "Invented Youth Club"}
    assert "helper_role" in stranger.get(f"{BASE}answer/your-age/").text
    fill(stranger, engagement, **helper)
    stranger.post(f"{BASE}check/")
    fill(stranger, engagement, band="14 or 15")
    assert "helper_role" not in stranger.get(f"{BASE}answer/your-age/").text
    stranger.post(f"{BASE}check/")
    told = EngagementResponse.objects.values_list("assisted_by_role", "assisted_by_organisation")
    assert list(told) == [("Youth worker", "Invented Youth Club")] * 2


def test_each_page_says_where_to_find_help(stranger: Client) -> None:
    engagement = ask()
    question = engagement.questions.get()
    fill(stranger, engagement)
    pages = [BASE, f"{BASE}answer/question-{question.pk}/", f"{BASE}answer/your-age/",
             f"{BASE}check/", f"{BASE}come-back/"]  # fmt: skip
    texts = [stranger.get(address).text for address in pages]
    texts.append(stranger.post(f"{BASE}check/", follow=True).text)
    assert all("0800 1111" in text and "999" in text for text in texts)
    assert "Two people read your words" in texts[0]


def test_an_officer_says_that_it_is_for_children_or_sensitive(
    officer: Client, engagement: Engagement
) -> None:
    address = f"/office/engagements/{engagement.slug}/set-up/care/"
    assert "Childline" in officer.get(address).text
    officer.post(address, {"is_for_under_18": "on", "is_sensitive": "on"})
    engagement.refresh_from_db()
    assert engagement.is_for_under_18
    assert engagement.is_sensitive


def test_the_public_page_says_its_name_before_the_notice_and_the_notice_before_start(
    stranger: Client,
) -> None:
    ask(title="Our club")
    page = stranger.get(BASE).text
    title, notice = page.index("Our club</h1>"), page.index("What happens with what you say")
    assert title < notice < page.index(">Start</a>")


def test_the_receipt_promises_the_two_people_of_the_notice(stranger: Client) -> None:
    fill(stranger, ask())
    receipt = stranger.post(f"{BASE}check/", {}, follow=True).text
    assert "Two people read your words." in receipt
    assert "A person reads your words." not in receipt


def test_the_notice_can_be_read_again_beside_the_age_and_does_not_push_the_button_away(
    stranger: Client,
) -> None:
    ask()
    page = stranger.get(f"{BASE}answer/your-age/").text
    notice = page.partition("<details")[2].partition("</details>")[0]
    assert "Two people read your words before anybody else can." in notice
    assert page.count("Two people read your words") == 1


def test_a_link_past_the_front_page_tells_once_what_happens_with_their_words(
    stranger: Client,
) -> None:
    engagement = ask()
    make_question(engagement, "What else?")
    first, second = (f"{BASE}answer/question-{one.pk}/" for one in engagement.questions.all())
    asked, told = "What would make the park better?</", "Two people read your words before"
    page = stranger.get(first).text
    assert page.index(told) < page.index(asked)
    assert "<details" not in page.partition(asked)[0]
    assert told in stranger.get(f"{BASE}answer/start/", follow=True).text, "a link to the start too"
    assert told in stranger.get(second).text, "whichever question the link leads to"
    stranger.post(first, {f"answer_{engagement.questions.first().pk}": "Lights"})
    assert told not in stranger.get(second).text
    assert told not in stranger.get(first).text


def test_who_comes_from_the_front_page_has_read_it_there(stranger: Client) -> None:
    engagement = ask()
    here = f"{BASE}answer/question-{engagement.questions.get().pk}/"
    for front in (f"http://testserver{BASE}", f"http://testserver{BASE}?in=so"):
        assert "Two people read" not in stranger.get(here, headers={"referer": front}).text
    assert "Two people read" in stranger.get(here, headers={"referer": "http://elsewhere/"}).text


def test_grown_ups_are_not_told_what_is_for_children(stranger: Client) -> None:
    engagement = ask(is_for_under_18=False)
    here = f"{BASE}answer/question-{engagement.questions.get().pk}/"
    assert "Two people read" not in stranger.get(here).text
