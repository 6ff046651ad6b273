"""Which language a page speaks: what was chosen, for everybody's pages, and English in the office."""

import re
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import get_language
from tests.web.builders import make_engagement, make_question
from tests.web.resident_pages import Borough

from goldenthread_web.page.languages import SPOKEN
from goldenthread_web.page.middleware import IN_ENGLISH

pytestmark = pytest.mark.django_db
# Made of the plan's words, of figures, or of long texts: they say in which language they are.
IN_ENGLISH_ONLY = {
    "engagement:released-files",
    "page:accessibility",
    "plans:came-of",
    "plans:current",
    "plans:edition",
    "plans:why",
    "reports:public",
    "reports:public-compare",
    "reports:public-results",
    "thread:theme",
    "thread:words",
}


def test_a_language_is_chosen_once_for_all_pages(stranger: Client) -> None:
    chosen = stranger.get("/?in=bn")
    assert '<html lang="bn" dir="ltr"' in chosen.text
    cookie = chosen.cookies["language"]
    assert (cookie.value, cookie["path"], cookie["max-age"]) == ("bn", "/", "")
    assert cookie["httponly"]
    for path in ("/", "/engagements/", "/receipt/", "/programme/", "/nothing-like-it/", "/i/"):
        assert '<html lang="bn"' in stranger.get(path).text, path
    assert '<html lang="en-GB"' in stranger.get("/receipt/?in=en").text
    assert '<html lang="en-GB"' in stranger.get("/").text


def test_what_is_chosen_in_a_survey_stays_when_it_is_left_and_the_other_way_round(
    stranger: Client,
) -> None:
    asked = make_question(make_engagement(slug="streets", languages=["en", "ar"]))
    page = f"/engagements/streets/answer/question-{asked.pk}/"
    stranger.post(page, {f"answer_{asked.pk}": "Trees", "speak": "ar"})
    assert '<html lang="ar" dir="rtl"' in stranger.get("/").text
    stranger.get("/engagements/?in=so")
    assert '<html lang="so" dir="ltr"' in stranger.get(page).text
    assert "Trees" in stranger.get(page).text


def test_every_page_for_residents_speaks_the_chosen_language(policy_officer) -> None:
    borough = Borough(policy_officer)
    for visit in borough.visits("ar"):
        page = visit.answer.content.decode()
        assert '<html lang="ar" dir="rtl"' in page, visit.name
        is_english = '<main id="main" class="govuk-main-wrapper' in page and (
            'tabindex="-1" lang="en-GB" dir="ltr">' in page
        )
        is_told = "هذه الصفحة بالإنجليزية فقط." in page
        assert is_english == is_told, visit.name
        if is_english:
            assert visit.name in IN_ENGLISH_ONLY
        assert "مسودة" in page, f"{visit.name} is not marked as a draft"
    assert get_language() == "en-gb"


def test_a_page_that_differs_by_language_says_so_to_caches(stranger: Client) -> None:
    assert "Cookie" in stranger.get("/").headers["Vary"]


def test_an_unknown_language_is_left_alone(stranger: Client) -> None:
    for asked in ("xx", "fr", "en-gb", "../ar", ""):
        answer = stranger.get("/", {"in": asked})
        assert '<html lang="en-GB"' in answer.text
        assert "language" not in answer.cookies
    stranger.cookies["language"] = "<script>"
    assert '<html lang="en-GB"' in stranger.get("/").text


def test_the_office_and_programs_are_spoken_to_in_english(
    stranger: Client, administrator, signed_in
) -> None:
    officer = signed_in(administrator)
    for client in (stranger, officer):
        client.cookies["language"] = "ar"
    assert '<html lang="en-GB"' in officer.get("/office/").text
    assert "العربية" not in officer.get("/office/").text
    assert '<html lang="en-GB"' in stranger.get("/accounts/login/").text
    assert '<html lang="en-GB"' in stranger.get("/api/").text
    assert '<html lang="en-GB"' in officer.get("/office/nothing-like-it/").text
    assert reverse("thread:api").startswith(IN_ENGLISH)
    assert reverse("account_login").startswith(IN_ENGLISH)


def test_each_language_is_offered_by_its_own_name(stranger: Client) -> None:
    page = stranger.get("/?in=ar").text
    assert '<li aria-current="true">العربية</li>' in page
    for one in SPOKEN.values():
        if one.code != "ar":
            link = f'href="?in={one.code}" hreflang="{one.html_lang}" lang="{one.html_lang}" '
            assert f'{link}dir="{one.direction}">{one.own_name}</a>' in page


def test_what_was_looked_for_stays_when_the_language_is_changed(stranger: Client) -> None:
    page = stranger.get("/engagements/?words=trees&which=open").text
    assert 'href="?words=trees&amp;which=open&amp;in=bn"' in page


@pytest.mark.parametrize(
    ("language", "month"), [("ar", "نوفمبر"), ("bn", "নভেম্বর"), ("so", "Nofeembar")]
)
def test_dates_are_told_in_the_language(stranger: Client, language: str, month: str) -> None:
    make_engagement(slug="streets", closes_on=date(2040, 11, 26))
    assert f"26 {month} 2040" in stranger.get(f"/engagements/streets/?in={language}").text


def test_pages_in_english_tell_dates_in_english(policy_officer) -> None:
    Borough(policy_officer)
    page = Client().get("/plan/?in=ar").text
    assert re.search(r"published on \d+ [A-Z][a-z]+ \d{4}", page)


@pytest.mark.parametrize("address", ["/receipt/", "/i/"])
def test_an_example_of_a_code_stands_in_one_piece(stranger: Client, address: str) -> None:
    for language in ("en", "ar"):
        page = stranger.get(f"{address}?in={language}").text
        assert '<bdi class="code">7K3QF-9X2MD-T4WHB</bdi>' in page


def test_a_hint_that_begins_with_a_latin_name_runs_as_the_page_does(stranger: Client) -> None:
    """In Arabic the hint begins with "PDF": its direction cannot be told from its first letter."""
    asked = make_question(make_engagement(slug="square"), "A picture?", kind="file")
    page = stranger.get(f"/engagements/square/answer/question-{asked.pk}/?in=ar").text
    (hint,) = re.findall(
        rf'<div class="govuk-hint" id="id_answer_{asked.pk}_helptext"([^>]*)>', page
    )
    assert hint == ""
    assert ' dir="rtl"' in page
