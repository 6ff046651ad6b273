"""What residents find: signed and spoken versions beside the words, in the languages that help."""

import gzip

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from tests.clip_making import mp3, mp4, silent_film
from tests.web.builders import make_engagement, make_question
from tests.web.engagement.clip_steps import CAPTIONS, at, given
from tests.web.resident_pages import own_words, scripts_in

from goldenthread_web.engagement.changes.library import copy_form
from goldenthread_web.engagement.changes.translating import Maker, write_translations
from goldenthread_web.engagement.models import EASY_READ, Clip, Engagement, Question, Section
from goldenthread_web.people.audit import SHELL
from goldenthread_web.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def question(engagement: Engagement) -> Question:
    return make_question(engagement, "What is good here?", help_text="Think of your street.")


def answering_page(question: Question, language: str = "") -> str:
    address = at(question.engagement, "answer", f"question-{question.pk}")
    return f"{address}?in={language}" if language else address


def test_residents_find_it_beside_the_question_and_it_is_not_loaded_before_they_ask(
    officer: Client, stranger: Client, engagement: Engagement, question: Question
) -> None:
    captions = SimpleUploadedFile("words.vtt", CAPTIONS)
    clip = given(officer, engagement, mp4(), f"question-{question.pk}", captions=captions)
    page = stranger.get(answering_page(question))
    assert "Watch in British Sign Language" in page.text
    assert '<video class="clip__film" controls preload="none" playsinline poster=' in page.text
    source, track = at(engagement, "clip", clip.pk), at(engagement, "clip-captions", clip.pk)
    assert f'<source src="{source}" type="video/mp4">' in page.text
    assert f'<track kind="captions" src="{track}" srclang="en-GB"' in page.text
    assert "autoplay" not in page.text
    assert scripts_in(page.text) == ["aloud.js"], "what reads it aloud, and nothing else"
    assert "It says the same as the words here." in page.text
    assert "Made by Deaf Plus interpreters. Checked by A Deaf resident." in page.text
    assert "What is good here?</p>" in page.text, "the words of the captions"
    assert "media-src 'self'" in page.headers["Content-Security-Policy"]


def test_where_there_is_none_the_page_may_play_nothing(
    stranger: Client, engagement: Engagement, question: Question
) -> None:
    for address in (answering_page(question), at(engagement, "engagement")):
        page = stranger.get(address)
        assert "media-src" not in page.headers["Content-Security-Policy"]
        assert "govuk-details clip" not in page.text


def test_the_public_page_shows_each_beside_its_words(
    officer: Client, stranger: Client, engagement: Engagement, question: Question
) -> None:
    given(officer, engagement, mp4())
    given(officer, engagement, mp4(), "other-ways")
    given(officer, engagement, mp3(), "privacy", version="spoken:en", is_machine_made="on")
    page = stranger.get(at(engagement, "engagement"))
    assert page.text.count("<video") == 2
    assert page.text.count("<audio") == 1
    assert "A computer made it." in page.text
    assert "You can watch each question" not in page.text
    given(officer, engagement, silent_film(), f"question-{question.pk}")
    page = stranger.get(at(engagement, "engagement"))
    assert "You can watch each question in British Sign Language." in page.text
    assert "media-src 'self'" in page.headers["Content-Security-Policy"]
    Engagement.objects.update(other_ways="Come to the library.")
    page = stranger.get(at(engagement, "engagement"))
    assert page.text.count("<video") == 1


def test_each_reader_gets_the_languages_that_help_them(
    officer: Client, stranger: Client, engagement: Engagement, question: Question
) -> None:
    Engagement.objects.update(languages=["en", "ar"])
    part = f"question-{question.pk}"
    given(officer, engagement, mp4(), part)
    clips = {
        code: given(officer, engagement, mp3(), part, version=f"spoken:{code}")
        for code in ("en", "ar", "syl")
    }
    sources = {code: at(engagement, "clip", clip.pk) for code, clip in clips.items()}
    for page_language, wanted in (("en", {"en", "syl"}), ("ar", {"ar", "syl"})):
        page = stranger.get(answering_page(question, page_language)).text
        assert {code for code, source in sources.items() if f'"{source}"' in page} == wanted
        assert page.count("<video") == 1
        assert '<bdi lang="syl">ꠍꠤꠟꠐꠤ</bdi>' in page


def test_where_their_language_is_not_spoken_they_hear_that_of_the_form(
    officer: Client, stranger: Client, engagement: Engagement, question: Question
) -> None:
    Engagement.objects.update(languages=["en", "ar", "pl"])
    part = f"question-{question.pk}"
    english = given(officer, engagement, mp3(), part, version="spoken:en")
    given(officer, engagement, mp3(), part, version="spoken:pl")
    page = stranger.get(answering_page(question, "ar")).text
    assert page.count("<audio") == 1
    assert f'"{at(engagement, "clip", english.pk)}"' in page
    assert '<bdi lang="en-GB">English</bdi>' in page


def test_a_version_in_a_language_is_tied_to_the_words_in_that_language(
    officer: Client, stranger: Client, engagement: Engagement, question: Question
) -> None:
    Engagement.objects.update(languages=["en", "ar"])
    engagement.refresh_from_db()
    place = f"question.{question.pk}.text"
    write_translations(
        made=Maker(SHELL), engagement=engagement, language="ar", texts={place: "ما الجيد هنا؟"}
    )
    part = f"question-{question.pk}"
    english = given(officer, engagement, mp3(), part, version="spoken:en")
    arabic = given(officer, engagement, mp3(), part, version="spoken:ar")
    assert stranger.get(at(engagement, "clip", arabic.pk)).status_code == 200
    write_translations(
        made=Maker(SHELL), engagement=engagement, language="ar", texts={place: "ما هو الجيد هنا؟"}
    )
    assert stranger.get(at(engagement, "clip", arabic.pk)).status_code == 404
    assert stranger.get(at(engagement, "clip", english.pk)).status_code == 200


def test_options_and_rows_are_words_too_and_what_came_with_a_file_is_not(
    officer: Client, stranger: Client, engagement: Engagement
) -> None:
    question = make_question(engagement, "How good is it here?", "Good", "Poor")
    clip = given(officer, engagement, mp4(), f"question-{question.pk}")
    address = at(engagement, "clip", clip.pk)
    question.options.create(text="So-so", position=9, is_from_file=True)
    assert stranger.get(address).status_code == 200
    question.options.filter(text="Poor").update(text="Bad")
    assert stranger.get(address).status_code == 404


def test_what_stands_above_a_section_is_said_with_its_first_question(
    officer: Client, stranger: Client, engagement: Engagement
) -> None:
    section = Section.objects.create(engagement=engagement, title="Getting about", position=1)
    first = make_question(engagement, "Do you cycle?", "Yes", "No", section=section)
    second = make_question(engagement, "Do you walk?", "Yes", "No", section=section)
    given(officer, engagement, mp4(), f"question-{first.pk}")
    given(officer, engagement, mp4(), f"question-{second.pk}")
    addresses = [at(engagement, "clip", clip.pk) for clip in Clip.objects.order_by("pk")]
    form = officer.get(at(engagement, "add-clip", f"question-{first.pk}")).text
    assert "Getting about" in form
    assert "Getting about" not in officer.get(
        at(engagement, "add-clip", f"question-{second.pk}")
    ).text.partition("<form")[2]  # fmt: skip
    section.title = "Moving around"
    section.save()
    assert [stranger.get(one).status_code for one in addresses] == [404, 200]
    first.retired_at = timezone.now()
    first.save()
    assert [stranger.get(one).status_code for one in addresses] == [404, 404], "it is first now"


def test_the_preview_shows_them_before_it_is_published(
    officer: Client, engagement: Engagement, question: Question
) -> None:
    Engagement.objects.update(is_published=False)
    first = given(officer, engagement, mp4())
    second = given(officer, engagement, mp4(), f"question-{question.pk}")
    whole = officer.get(at(engagement, "preview"))
    assert f'<source src="{at(engagement, "own-clip", first.pk)}"' in whole.text
    framed = officer.get(at(engagement, "preview-page", f"question-{question.pk}"))
    assert f'<source src="{at(engagement, "own-clip", second.pk)}"' in framed.text
    for page in (whole, framed):
        assert "media-src 'self'" in page.headers["Content-Security-Policy"]


def test_versions_of_many_questions_cost_a_page_no_query_once_they_are_known(
    officer: Client, stranger: Client, engagement: Engagement
) -> None:
    section = Section.objects.create(engagement=engagement, title="Parks", position=1)
    page = at(engagement, "answer", f"section-{section.pk}")
    asked = [make_question(engagement, f"What about {n}?", section=section) for n in range(6)]
    stranger.get(page)
    with CaptureQueriesContext(connection) as without:
        stranger.get(page)
    for question in asked:
        given(officer, engagement, mp4(), f"question-{question.pk}")
    stranger.get(page)
    with CaptureQueriesContext(connection) as with_them:
        shown = stranger.get(page)
    assert shown.text.count("<video") == 6
    assert len(with_them) == len(without)
    assert len(gzip.compress(shown.content)) < 20_000


LONG = "এই প্রশ্নে আমরা জানতে চাই আপনার এলাকায় কী ভালো। " * 90


def test_many_long_transcripts_stand_on_pages_of_their_own_so_that_the_page_stays_light(
    officer: Client, stranger: Client, engagement: Engagement
) -> None:
    section = Section.objects.create(engagement=engagement, title="Parks", position=1)
    page = at(engagement, "answer", f"section-{section.pk}")
    asked = [make_question(engagement, f"What about {n}?", section=section) for n in range(8)]
    given(officer, engagement, mp4(), f"question-{asked[0].pk}", transcript="Short words.")
    assert "<p>Short words.</p>" in stranger.get(page).text
    for question in asked[1:]:
        given(officer, engagement, mp4(), f"question-{question.pk}", transcript=LONG)
    shown = stranger.get(page)
    assert len(shown.content) < 40_000
    assert shown.text.count(f"{LONG[:20]}") == 0
    assert "<p>Short words.</p>" not in shown.text, "all in one way, so that nobody is puzzled"
    for clip in Clip.objects.all():
        address = at(engagement, "clip-words", clip.pk)
        link = f'href="{address}" target="_blank" rel="noopener">Read what it says (opens in a new'
        assert link in shown.text, "what is typed on the page stays there"
        own = stranger.get(address)
        assert clip.transcript[:40] in own.text
        assert clip.question is not None
        assert clip.question.text in own.text


def test_no_words_no_page_of_words(
    officer: Client, stranger: Client, engagement: Engagement, question: Question
) -> None:
    clip = given(officer, engagement, mp4())
    assert stranger.get(at(engagement, "clip-words", clip.pk)).status_code == 404
    assert "/words/" not in stranger.get(at(engagement, "engagement")).text
    said = given(officer, engagement, mp4(), "other-ways", transcript="Come and see us.")
    assert "Come and see us." in stranger.get(at(engagement, "clip-words", said.pk)).text
    Engagement.objects.update(is_published=False)
    assert stranger.get(at(engagement, "clip-words", said.pk)).status_code == 404


def test_the_builder_and_the_list_of_tasks_lead_there_and_tell_of_changed_words(
    officer: Client, engagement: Engagement, question: Question
) -> None:
    tasks, builder = at(engagement, "set-up"), at(engagement, "questions")
    assert "None yet" in officer.get(tasks).text
    given(officer, engagement, mp4(), f"question-{question.pk}")
    assert "None yet" not in officer.get(tasks).text
    page = officer.get(builder).text
    assert f"{at(engagement, 'clips')}#question-{question.pk}" in page
    assert "words that changed since" not in page
    Question.objects.update(text="What is best here?")
    assert "1 signed or spoken version</strong> of words that changed since" in (
        officer.get(builder).text
    )


def test_a_copied_form_brings_those_whose_words_still_stand(
    officer: Client, stranger: Client, engagement: Engagement, question: Question,
    engagement_officer: Person, django_capture_on_commit_callbacks,
) -> None:  # fmt: skip
    changed = make_question(engagement, "What is bad here?")
    first = given(officer, engagement, mp4(), f"question-{question.pk}")
    given(officer, engagement, mp4(), f"question-{changed.pk}")
    given(officer, engagement, mp4())
    Question.objects.filter(pk=changed.pk).update(text="What is worst here?")
    other = make_engagement(engagement_officer)
    copy_form(by=engagement_officer, engagement=other, earlier=engagement)
    [copied] = Clip.objects.filter(engagement=other)
    assert (copied.question.text, copied.made_by) == (question.text, first.made_by)
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(at(engagement, "remove-clip", first.pk))
    answer = stranger.get(at(other, "clip", copied.pk))
    assert len(b"".join(answer.streaming_content)) == len(mp4())
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(at(other, "remove-clip", copied.pk))
    assert not first.file.storage.exists(str(first.file.name))


def test_a_deleted_question_takes_its_versions_and_their_files_along(
    officer: Client, engagement: Engagement, question: Question,
    django_capture_on_commit_callbacks,
) -> None:  # fmt: skip
    clip = given(officer, engagement, mp4(), f"question-{question.pk}")
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(at(engagement, "delete-question", question.pk))
    assert not Question.objects.filter(pk=question.pk).exists()
    assert not clip.file.storage.exists(str(clip.file.name))


def test_who_may_not_answer_now_sees_the_other_ways_signed(
    officer: Client, stranger: Client, engagement: Engagement, question: Question
) -> None:
    given(officer, engagement, mp4(), "other-ways")
    Engagement.objects.update(answering_rule="one-time codes")
    page = stranger.get(at(engagement, "once"))
    assert "You need a code to answer" in page.text
    assert page.text.count("<video") == 1
    assert "media-src 'self'" in page.headers["Content-Security-Policy"]


def test_who_chose_easy_read_hears_it_and_plain_english_where_it_is_not_spoken(
    officer: Client, stranger: Client, engagement: Engagement, question: Question
) -> None:
    Engagement.objects.update(languages=["en", EASY_READ])
    part = f"question-{question.pk}"
    plain = given(officer, engagement, mp3(), part, version="spoken:en")
    page = answering_page(question, EASY_READ)
    assert f'"{at(engagement, "clip", plain.pk)}"' in stranger.get(page).text
    easy = given(officer, engagement, mp3(), part, version=f"spoken:{EASY_READ}")
    shown = stranger.get(page).text
    assert f'"{at(engagement, "clip", easy.pk)}"' in shown
    assert f'"{at(engagement, "clip", plain.pk)}"' not in shown
    assert (
        f'"{at(engagement, "clip", easy.pk)}"'
        not in stranger.get(answering_page(question, "en")).text
    )


@pytest.mark.parametrize("language", ["ar", "bn", "so"])
def test_the_entry_speaks_the_readers_language(
    officer: Client, stranger: Client, engagement: Engagement, question: Question, language: str
) -> None:
    captions = SimpleUploadedFile("words.vtt", CAPTIONS)
    part = f"question-{question.pk}"
    given(officer, engagement, mp4(), part, captions=captions, is_machine_made="on")
    given(officer, engagement, mp3(), part, version="spoken:syl")
    page = stranger.get(answering_page(question, language))
    told = {text for lang, text in own_words(page) if lang == language}
    assert any("Deaf Plus interpreters" in text for text in told)
    english = ("Watch in", "Listen", "It says", "A computer", "Made by", "Read what", "Save it")
    assert [text for text in told if any(one in text for one in english)] == []
