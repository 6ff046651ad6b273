"""One form in several languages: side by side for officers, switched at any point by residents."""

import csv
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import get_language
from tests.web.builders import make_engagement, make_question, today, words_asked

from goldenthread.errors import ConflictError, InputError
from goldenthread_web.engagement.changes.translating import (
    Maker,
    choose_languages,
    record_check,
    write_translations,
)
from goldenthread_web.engagement.models import (
    EASY_READ,
    Engagement,
    EngagementResponse,
    LanguageCheck,
    Question,
    Section,
    Translation,
    UnsentResponse,
)
from goldenthread_web.engagement.queries.translating import State, rows_of, texts_of
from goldenthread_web.people.audit import SHELL

pytestmark = pytest.mark.django_db
BASE = "/engagements/streets/"
ARABIC = "ما الذي يهمك هنا؟"


@pytest.fixture
def streets(engagement_officer) -> Engagement:
    engagement = make_engagement(
        engagement_officer, slug="streets", languages=["en", "ar", EASY_READ]
    )
    make_question(engagement, "What matters to you here?", help_text="Think of your street.")
    make_question(engagement, "How good is it here?", "Good", "Poor")
    section = Section.objects.create(engagement=engagement, title="Parks", position=1)
    make_question(engagement, "What about parks?", section=section)
    return engagement


@pytest.fixture
def opened(streets: Engagement) -> Question:
    return streets.questions.all()[0]


def page_of(question: Question) -> str:
    return f"{BASE}answer/question-{question.pk}/"


def translate(engagement: Engagement, texts: dict[str, str], **options) -> int:
    options.setdefault("language", "ar")
    made = Maker(SHELL, is_machine=options.pop("is_machine", False))
    return write_translations(made=made, engagement=engagement, texts=texts, **options)


def translate_all(engagement: Engagement, language: str = "ar") -> None:
    texts = {one.place: f"{language} {one.place}" for one in texts_of(engagement)}
    translate(engagement, texts, language=language)


def test_the_page_turns_to_the_chosen_language_and_keeps_what_was_typed(
    stranger: Client, streets: Engagement, opened: Question
) -> None:
    translate(streets, {f"question.{opened.pk}.text": ARABIC})
    field = f"answer_{opened.pk}"
    shown = stranger.post(page_of(opened), {field: "Half a", "speak": "ar"}, follow=True)
    assert '<html lang="ar" dir="rtl"' in shown.text
    assert ARABIC in shown.text
    assert "Half a" in shown.text
    assert UnsentResponse.objects.get().answers[field] == "Half a"
    back = stranger.post(page_of(opened), {field: "Half a thought", "speak": "en"}, follow=True)
    assert '<html lang="en-GB" dir="ltr"' in back.text
    assert "Half a thought" in back.text


def test_what_is_not_translated_stands_in_its_own_language_and_says_so(
    stranger: Client, streets: Engagement, opened: Question
) -> None:
    translate(streets, {f"question.{opened.pk}.text": ARABIC})
    page = stranger.get(f"{page_of(opened)}?in=ar")
    assert '<span lang="en-GB" dir="ltr">Think of your street.</span>' in page.text
    rated = streets.questions.all()[1]
    page = stranger.get(page_of(rated))
    assert 'lang="en-GB" dir="ltr">How good is it here?' in page.text
    assert '<span lang="en-GB" dir="ltr">Good</span>' in page.text


def test_a_translation_of_other_words_is_not_shown_any_more(
    stranger: Client, streets: Engagement, opened: Question
) -> None:
    translate(streets, {f"question.{opened.pk}.text": ARABIC})
    Question.objects.filter(pk=opened.pk).update(text="What does not matter here?")
    page = stranger.get(f"{page_of(opened)}?in=ar")
    assert ARABIC not in page.text
    assert "What does not matter here?" in page.text
    [row] = [one for one in rows_of(streets, "ar") if one.source.place.endswith(f"{opened.pk}.text")
             and one.source.place.startswith("question")]  # fmt: skip
    assert row.state is State.OUT_OF_DATE


def test_a_language_that_is_not_offered_is_not_spoken(
    stranger: Client, streets: Engagement, opened: Question
) -> None:
    assert '<html lang="en-GB"' in stranger.get(f"{page_of(opened)}?in=fr").text
    stranger.cookies["language"] = "pl"
    assert '<html lang="en-GB"' in stranger.get(page_of(opened)).text


def test_the_program_speaks_where_the_form_does_not(
    stranger: Client, streets: Engagement, opened: Question
) -> None:
    page = stranger.get(f"{page_of(opened)}?in=bn").text
    assert '<html lang="bn" dir="ltr"' in page
    assert "এগিয়ে যান" in page
    assert 'lang="en-GB" dir="ltr">What matters to you here?' in page
    assert "প্রশ্নগুলো শুধু এই ভাষায় আছে: English" in page
    assert "খসড়া" in page


def test_the_next_page_of_somebody_else_is_in_english_again(
    stranger: Client, streets: Engagement, opened: Question
) -> None:
    stranger.get(f"{page_of(opened)}?in=ar")
    assert get_language() == "en-gb"
    assert '<html lang="en-GB"' in Client().get(page_of(opened)).text


def test_the_language_of_the_pages_is_the_language_of_the_response_unless_stated(
    stranger: Client, streets: Engagement
) -> None:
    rated = streets.questions.all()[1]
    good = rated.options.get(text="Good").pk
    stranger.get(f"{BASE}?in=ar")
    stranger.post(page_of(rated), {f"answer_{rated.pk}": good})
    stranger.post(f"{BASE}answer/about-you/", {"capacity": "resident", "is_young_person": "no"})
    stranger.post(f"{BASE}answer/staying-in-touch/", {"how_to_reach": ""})
    assert '<html lang="ar" dir="rtl"' in stranger.get(f"{BASE}check/").text
    assert '<html lang="ar" dir="rtl"' in stranger.post(f"{BASE}check/", follow=True).text
    assert EngagementResponse.objects.get().language == "ar"


def test_the_public_page_is_translated_too(stranger: Client, streets: Engagement) -> None:
    translate(streets, {"engagement.title": "شوارعنا"})
    page = stranger.get(f"{BASE}?in=ar")
    assert "شوارعنا" in page.text
    assert '<html lang="ar" dir="rtl"' in page.text
    assert f'lang="en-GB" dir="ltr"><p>{streets.why_asked}' in page.text
    assert Engagement.objects.get().title != "شوارعنا"


def test_drafts_and_machine_made_versions_say_so_until_somebody_checked_all(
    stranger: Client, streets: Engagement, opened: Question
) -> None:
    translate_all(streets, EASY_READ)
    assert "This translation has not been checked" in stranger.get(f"{BASE}?in=en-easy").text
    translate(streets, {"engagement.title": "Streets"}, language=EASY_READ, is_machine=True)
    assert "A computer translated this page" in stranger.get(BASE).text
    record_check(
        by=SHELL, engagement=streets, language=EASY_READ, checked_by="Speak Up group",
        checked_on=today(),
    )  # fmt: skip
    page = stranger.get(BASE).text
    assert "checked by Speak Up group" in page
    assert "not been checked" not in page
    translate(streets, {"engagement.title": "Our streets"}, language=EASY_READ)
    assert "This translation has not been checked" in stranger.get(BASE).text
    assert not LanguageCheck.objects.exists()


def test_nobody_can_say_that_half_a_translation_was_checked(streets: Engagement) -> None:
    with pytest.raises(ConflictError, match="missing or out of date"):
        record_check(
            by=SHELL, engagement=streets, language="ar", checked_by="A group", checked_on=today()
        )


def test_translating_a_live_form_makes_a_version_and_asks_why(
    streets: Engagement, opened: Question
) -> None:
    EngagementResponse.objects.create(engagement=streets, form_version=1, language="ar")
    place = f"question.{opened.pk}.text"
    with pytest.raises(InputError, match="Say why"):
        translate(streets, {place: ARABIC})
    assert not Translation.objects.exists()
    translate(streets, {place: ARABIC}, why="It was missing.")
    streets.refresh_from_db()
    assert streets.form_version == 2
    assert words_asked(opened, 1, "ar").text == "What matters to you here?"
    assert words_asked(opened, 2, "ar").text == ARABIC


def test_an_officer_chooses_languages_and_translates_side_by_side(
    officer: Client, streets: Engagement, opened: Question
) -> None:
    base = f"/office/engagements/{streets.slug}/languages/"
    officer.post(base, {"languages": ["ar", "bn"]})
    streets.refresh_from_db()
    assert streets.languages == ["en", "ar", "bn"]
    page = officer.get(f"{base}bn/")
    assert "Missing" in page.text
    assert 'lang="bn" dir="ltr"' in page.text
    officer.post(f"{base}bn/", {f"text-question-{opened.pk}-text": "কী গুরুত্বপূর্ণ?"})
    assert Translation.objects.get().text == "কী গুরুত্বপূর্ণ?"
    assert "Draft" in officer.get(f"{base}bn/").text
    assert officer.get(f"{base}so/").status_code == 404
    assert "1 of" in officer.get(base).text


def test_the_reason_is_asked_beside_its_field_and_nothing_typed_is_lost(
    officer: Client, streets: Engagement, opened: Question
) -> None:
    EngagementResponse.objects.create(engagement=streets)
    address = f"/office/engagements/{streets.slug}/languages/ar/"
    page = officer.post(address, {f"text-question-{opened.pk}-text": ARABIC, "why": ""})
    assert page.status_code == 200
    assert "Say why you change it" in page.text
    assert ARABIC in page.text


def test_a_translator_gets_a_file_and_it_comes_back(
    officer: Client, streets: Engagement, opened: Question
) -> None:
    base = f"/office/engagements/{streets.slug}/languages/ar/"
    given = b"".join(officer.get(f"{base}texts.csv").streaming_content).decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(given)))
    assert {row["state"] for row in rows} == {"missing"}
    for row in rows:
        row["translation"] = f"ar: {row['source']}"
    Question.objects.filter(pk=opened.pk).update(help_text="Changed meanwhile.")
    written = StringIO()
    writer = csv.DictWriter(written, rows[0].keys())
    writer.writeheader()
    writer.writerows(rows)
    sent = SimpleUploadedFile("texts.csv", written.getvalue().encode())
    done = officer.post(f"{base}bring-in/", {"file": sent}, follow=True)
    assert "Left out, because the text was changed since: 1." in done.text
    assert Translation.objects.count() == len(rows) - 1
    assert Translation.objects.get(place="engagement.title").text == f"ar: {streets.title}"


def test_a_file_without_its_columns_is_refused_beside_the_field(
    officer: Client, streets: Engagement
) -> None:
    address = f"/office/engagements/{streets.slug}/languages/ar/bring-in/"
    page = officer.post(address, {"file": SimpleUploadedFile("a.csv", b"one,two\n1,2\n")})
    assert "no column" in page.text
    assert not Translation.objects.exists()


def test_who_checks_too_early_is_told_beside_what_they_typed(
    officer: Client, streets: Engagement
) -> None:
    address = f"/office/engagements/{streets.slug}/languages/ar/check/"
    page = officer.post(address, {"checked_by": "A group", "checked_on": today().isoformat()})
    assert "texts are missing or out of date" in page.text
    assert 'value="A group"' in page.text
    assert not LanguageCheck.objects.exists()


def test_the_check_has_a_day_that_has_come(officer: Client, streets: Engagement) -> None:
    translate_all(streets)
    address = f"/office/engagements/{streets.slug}/languages/ar/check/"
    tomorrow = today() + timedelta(days=1)
    page = officer.post(address, {"checked_by": "A group", "checked_on": tomorrow.isoformat()})
    assert "has not come yet" in page.text
    officer.post(address, {"checked_by": "A group", "checked_on": today().isoformat()})
    assert LanguageCheck.objects.get().checked_by == "A group"
    assert {row.state for row in rows_of(streets, "ar")} == {State.CHECKED}


def test_languages_are_chosen_without_losing_translations(streets: Engagement) -> None:
    translate(streets, {"engagement.title": "شوارعنا"})
    choose_languages(by=SHELL, engagement=streets, languages=[])
    choose_languages(by=SHELL, engagement=streets, languages=["ar"])
    assert streets.languages == ["en", "ar"]
    assert Translation.objects.get().text == "شوارعنا"


def test_a_translated_page_asks_for_few_more_rows(
    stranger: Client, streets: Engagement, django_assert_max_num_queries
) -> None:
    translate_all(streets)
    stranger.get(f"{BASE}?in=ar")
    with django_assert_max_num_queries(12):
        stranger.get(page_of(streets.questions.all()[0]))
