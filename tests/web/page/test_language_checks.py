"""The draft mark goes once a named speaker has read the words, and comes back with new words."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.builders import today

from goldenthread.errors import InputError
from goldenthread_web.page import queries
from goldenthread_web.page.changes import record_interface_check, take_interface_check_back
from goldenthread_web.page.languages import SPOKEN, TRANSLATED
from goldenthread_web.page.models import InterfaceCheck
from goldenthread_web.people.audit import SHELL
from goldenthread_web.people.models import AuditEvent
from goldenthread_web.people.roles import Role

pytestmark = pytest.mark.django_db
BENGALI = SPOKEN["bn"]
LIST = "/office/pages-in-languages/"


def is_draft(client: Client) -> bool:
    return "এটি একটি খসড়া" in client.get("/receipt/?in=bn").text


def test_an_officer_says_who_checked_and_the_mark_is_gone(
    stranger: Client, engagement_officer, signed_in
) -> None:
    assert is_draft(stranger)
    officer = signed_in(engagement_officer)
    told = {"checked_by": " Rahima  Khatun ", "checked_on": today(), "has_read_all": "on"}
    page = officer.post(f"{LIST}bn/", told, follow=True).text
    assert "Bengali is not marked as a draft any more." in page
    assert "Rahima Khatun" in page
    assert not is_draft(stranger)
    assert "এই অনুবাদ যাচাই করেছেন Rahima Khatun।" in stranger.get("/receipt/").text
    assert "Rahima" not in stranger.get("/receipt/?in=so").text
    event = AuditEvent.objects.get(action="page.language-checked")
    assert event.person == engagement_officer
    assert event.facts == {"language": "bn", "checked_by": "Rahima Khatun"}


def test_new_words_make_it_a_draft_again(stranger: Client, monkeypatch) -> None:
    record_interface_check(by=SHELL, language=BENGALI, checked_by="Rahima", checked_on=today())
    assert not is_draft(stranger)
    monkeypatch.setattr(queries, "digest_of_words", lambda language: "of other words")
    assert is_draft(stranger)
    [state] = [one for one in queries.languages_of_interface() if one.language == BENGALI]
    assert state.check is not None
    assert not state.is_current


def test_a_check_is_taken_back_with_a_reason(stranger: Client, administrator, signed_in) -> None:
    record_interface_check(by=SHELL, language=BENGALI, checked_by="Rahima", checked_on=today())
    page = signed_in(administrator).post(
        f"{LIST}bn/draft-again/", {"why": "A button was wrong"}, follow=True
    )
    assert "Bengali is marked as a draft again." in page.text
    assert is_draft(stranger)
    event = AuditEvent.objects.get(action="page.language-check-taken-back")
    assert event.why == "A button was wrong"
    with pytest.raises(InputError):
        take_interface_check_back(by=SHELL, language=BENGALI, why="Again")


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"checked_by": "", "has_read_all": "on"}, "This field is required."),
        ({"checked_by": "Rahima"}, "Tick the box if they speak it and have read all the words."),
        (
            {"checked_by": "Rahima", "has_read_all": "on", "checked_on": timedelta(days=1)},
            "This day is still to come.",
        ),
    ],
)
def test_half_a_check_is_none(administrator, signed_in, told: dict, sentence: str) -> None:
    ahead = told.get("checked_on", timedelta())
    posted = {**told, "checked_on": timezone.localdate() + ahead}
    assert sentence in signed_in(administrator).post(f"{LIST}bn/", posted).text
    assert not InterfaceCheck.objects.exists()


def test_nobody_is_named_by_nothing() -> None:
    with pytest.raises(InputError):
        record_interface_check(by=SHELL, language=BENGALI, checked_by="  ", checked_on=today())


def test_there_is_no_such_language(administrator, signed_in) -> None:
    client = signed_in(administrator)
    assert client.get(f"{LIST}en/").status_code == 404
    assert client.get(f"{LIST}xx/draft-again/").status_code == 404


def test_the_office_lists_each_language_with_a_constant_number_of_queries(
    administrator, signed_in, django_assert_max_num_queries
) -> None:
    record_interface_check(by=SHELL, language=BENGALI, checked_by="Rahima", checked_on=today())
    client = signed_in(administrator)
    with django_assert_max_num_queries(6):
        page = client.get(LIST).text
    for one in TRANSLATED:
        assert one.own_name in page
    assert page.count("Nobody has checked it.") == len(TRANSLATED) - 1


@pytest.mark.parametrize("role", [Role.ANALYST, Role.MODERATOR, Role.PARTNER_LEAD])
def test_others_cannot_take_the_mark_away(role: Role, person_with, signed_in) -> None:
    told = {"checked_by": "Rahima", "checked_on": today(), "has_read_all": "on"}
    assert signed_in(person_with(role)).post(f"{LIST}bn/", told).status_code == 403
    assert not InterfaceCheck.objects.exists()


def test_english_pages_ask_for_no_check(stranger: Client, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(0):
        stranger.get("/receipt/")
    with django_assert_max_num_queries(1):
        stranger.get("/receipt/?in=bn")
