"""Signed and spoken versions: given by officers, for everybody, as long as the words stand."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.clip_making import NOTED, PLACE, m4a, mp3, mp4, silent_film, wav, webm
from tests.web.builders import make_engagement, make_question, today
from tests.web.engagement.clip_steps import CAPTIONS, at, given, send

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.changes.clips import confirm_clip
from goldenthread_web.engagement.models import Clip, Engagement, Question
from goldenthread_web.people.audit import SHELL
from goldenthread_web.people.models import AuditEvent, Person

pytestmark = pytest.mark.django_db
SAYS_MORE = {"says": "more"}


@pytest.fixture
def question(engagement: Engagement) -> Question:
    return make_question(engagement, "What is good here?", help_text="Think of your street.")


def test_a_film_is_kept_without_what_the_camera_noted_and_without_its_name(
    officer: Client, engagement: Engagement, question: Question, settings: Any,
    engagement_officer: Person,
) -> None:  # fmt: skip
    clip = given(officer, engagement, mp4(), f"question-{question.pk}")
    assert (clip.kind, clip.language, clip.question, clip.part) == (
        "signed", "bfi", question, "question",
    )  # fmt: skip
    assert (clip.ending, clip.has_film, clip.has_sound) == ("mp4", True, True)
    assert "Jo" not in str(clip.file.name)
    kept = (Path(settings.MEDIA_ROOT) / str(clip.file.name)).read_bytes()
    assert len(kept) == len(mp4()) == clip.size
    assert NOTED not in kept
    assert PLACE not in kept
    assert b"pictures and sound" in kept
    assert clip.added_by == engagement_officer
    event = AuditEvent.objects.get(action="engagement.clip-added")
    assert event.facts == {"clip": clip.pk, "kind": "signed", "language": "bfi"}


@pytest.mark.parametrize(
    ("content", "content_type", "said"),
    [
        (mp4(), "video/mp4", {}),
        (webm(), "video/webm", {}),
        (m4a(), "audio/mp4", {"version": "spoken:en"}),
        (webm((2, b"A_OPUS")), "audio/webm", {"version": "spoken:syl"}),
        (mp3(), "audio/mpeg", {"version": "spoken:bn"}),
        (wav(), "audio/wav", {"version": "spoken:so"}),
    ],
)
def test_everybody_gets_it_with_the_kind_that_its_bytes_tell(
    officer: Client, stranger: Client, engagement: Engagement, content: bytes, content_type: str,
    said: dict[str, str],
) -> None:  # fmt: skip
    clip = given(officer, engagement, content, **said)
    answer = stranger.get(at(engagement, "clip", clip.pk))
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == content_type
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Disposition"] == f'inline; filename="{clip.pk}.{clip.ending}"'
    assert len(b"".join(answer.streaming_content)) == len(content)


POLYGLOT = mp4(content=b"<html><script>alert(1)</script>")


@pytest.mark.parametrize(
    ("content", "refusal"),
    [
        (b"<!doctype html><script>alert(1)</script>", "none of MP4"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "none of MP4"),
        (b"\0\0\0\x18ftypisom\0\0\0\0isommp42" + b"\x7f\xff\xff\xff" + b"mdat", "cut short"),
        (mp4(brand=b"qt  "), "QuickTime"),
        (mp4((b"vide", b"hvc1")), "H.265"),
        (mp4()[:-20], "cut short"),
        (b"", "empty"),
        (wav(), "Nobody can watch a sound"),
    ],
)
def test_what_is_no_film_is_refused_whatever_its_name_says(
    officer: Client, engagement: Engagement, content: bytes, refusal: str, settings: Any
) -> None:
    page = send(officer, engagement, content)
    assert refusal in page.text
    assert "Deaf Plus interpreters" in page.text
    assert not Clip.objects.exists()
    assert list(Path(settings.MEDIA_ROOT).rglob("clips/*")) == []


def test_a_film_with_a_page_hidden_in_it_is_never_taken_for_one(
    officer: Client, stranger: Client, engagement: Engagement
) -> None:
    clip = given(officer, engagement, POLYGLOT)
    answer = stranger.get(at(engagement, "clip", clip.pk), HTTP_ACCEPT="text/html")
    assert answer.headers["Content-Type"] == "video/mp4"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_file_that_is_too_large_is_refused_with_what_to_do(
    officer: Client, engagement: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goldenthread_web.engagement.forms.clips.LARGEST_CLIP", 100)
    assert "Save it smaller" in send(officer, engagement, mp4()).text


def test_a_body_that_claims_two_gigabytes_is_refused_before_it_is_read(
    officer: Client, engagement: Engagement
) -> None:
    answer = officer.post(
        at(engagement, "add-clip", "introduction"),
        b"begun",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH="2000000000",
    )
    assert answer.status_code == 413


def test_a_film_without_sound_speaks_no_language(officer: Client, engagement: Engagement) -> None:
    page = send(officer, engagement, silent_film(), version="spoken:en")
    assert "nothing is spoken in it" in page.text


@pytest.mark.parametrize(
    ("content", "said", "asked_for"),
    [
        (mp4(), {}, "need captions"),
        (silent_film(), {}, "Write a transcript"),
        (mp3(), {"version": "spoken:en"}, "Write a transcript"),
        (mp4(), {"transcript": "What is good here?"}, "need captions"),
    ],
)
def test_what_says_more_than_the_page_needs_its_words(
    officer: Client, engagement: Engagement, content: bytes, said: dict[str, Any], asked_for: str
) -> None:
    page = send(officer, engagement, content, **SAYS_MORE, **said)
    assert asked_for in page.text
    assert "Choose the file again" in page.text
    assert not Clip.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (mp4(), {"captions": SimpleUploadedFile("words.vtt", CAPTIONS)}),
        (silent_film(), {"transcript": "What is good here? And what is not?"}),
        (mp3(), {"version": "spoken:en", "transcript": "What is good here? And what is not?"}),
    ],
)
def test_with_its_words_it_is_taken(
    officer: Client, engagement: Engagement, content: bytes, said: dict[str, Any]
) -> None:
    if "captions" in said:
        said["captions"].seek(0)
    assert given(officer, engagement, content, **SAYS_MORE, **said).says_more


def test_captions_are_given_as_we_wrote_them(
    officer: Client, stranger: Client, engagement: Engagement
) -> None:
    clip = given(officer, engagement, mp4(), captions=SimpleUploadedFile("words.vtt", CAPTIONS))
    answer = stranger.get(at(engagement, "clip-captions", clip.pk))
    assert answer.headers["Content-Type"] == "text/vtt; charset=utf-8"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.text == "WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nWhat is good here?\n"
    without = given(officer, engagement, mp4())
    assert stranger.get(at(engagement, "clip-captions", without.pk)).status_code == 404


@pytest.mark.parametrize("captions", [b"\xff\xfe\x00", b"WEBVTT\n\nno times\n", b"<html>"])
def test_captions_that_cannot_be_read_are_refused(
    officer: Client, engagement: Engagement, captions: bytes
) -> None:
    sent = SimpleUploadedFile("words.vtt", captions)
    page = send(officer, engagement, mp4(), captions=sent)
    assert page.status_code == 200
    assert page.context["form"].errors["captions"]


def test_it_was_checked_by_somebody_and_not_tomorrow(
    officer: Client, engagement: Engagement
) -> None:
    later = (today() + timedelta(days=1)).isoformat()
    page = send(officer, engagement, mp4(), checked_on=later, checked_by="", made_by="")
    assert "still to come" in page.text
    assert "Say who checked it" in page.text
    assert "Say who made it" in page.text


def test_nobody_gets_a_version_of_what_is_not_public(
    officer: Client, stranger: Client, engagement: Engagement, question: Question
) -> None:
    clip = given(officer, engagement, mp4(), f"question-{question.pk}")
    address = at(engagement, "clip", clip.pk)
    assert stranger.get(address).status_code == 200
    Question.objects.update(retired_at=clip.added_at)
    assert stranger.get(address).status_code == 404
    Question.objects.update(retired_at=None)
    Engagement.objects.update(is_published=False)
    assert stranger.get(address).status_code == 404
    own = officer.get(at(engagement, "own-clip", clip.pk))
    assert own.status_code == 200
    assert "no-store" in own.headers["Cache-Control"]


def test_a_clip_of_another_exercise_is_not_given_here(
    officer: Client, stranger: Client, engagement: Engagement, engagement_officer: Person
) -> None:
    clip = given(officer, engagement, mp4())
    other = make_engagement(engagement_officer)
    for client, name in ((stranger, "clip"), (officer, "own-clip"), (officer, "own-clip-page")):
        assert client.get(at(other, name, clip.pk)).status_code == 404
    for name in ("confirm-clip", "remove-clip"):
        assert officer.post(at(other, name, clip.pk)).status_code == 404
    theirs = make_question(other)
    assert officer.get(at(engagement, "add-clip", f"question-{theirs.pk}")).status_code == 404


@pytest.mark.parametrize(
    "part", ["question", "question-", "question-x", "question-0", "question-" + "9" * 40, "title"]
)
def test_there_is_no_version_of_what_is_not_there(
    officer: Client, engagement: Engagement, part: str
) -> None:
    assert officer.get(at(engagement, "add-clip", part)).status_code == 404


def test_on_a_sensitive_exercise_no_copy_stays_on_the_phone(
    officer: Client, stranger: Client, engagement: Engagement
) -> None:
    clip = given(officer, engagement, mp4())
    Engagement.objects.update(is_sensitive=True)
    answer = stranger.get(at(engagement, "clip", clip.pk))
    assert answer.headers["Cache-Control"] == "private, no-store"


def test_a_lost_file_is_not_found(
    officer: Client, stranger: Client, engagement: Engagement
) -> None:
    clip = given(officer, engagement, mp4())
    clip.file.storage.delete(str(clip.file.name))
    assert stranger.get(at(engagement, "clip", clip.pk)).status_code == 404


def test_another_one_replaces_it_under_another_address(
    officer: Client, engagement: Engagement, django_capture_on_commit_callbacks
) -> None:
    first = given(officer, engagement, mp4())
    with django_capture_on_commit_callbacks(execute=True):
        second = given(officer, engagement, silent_film())
    assert list(Clip.objects.all()) == [second]
    assert second.pk != first.pk
    assert not first.file.storage.exists(str(first.file.name))
    given(officer, engagement, mp3(), version="spoken:en")
    assert Clip.objects.count() == 2


def test_what_is_said_about_it_can_be_changed(officer: Client, engagement: Engagement) -> None:
    clip = given(officer, engagement, mp4(), captions=SimpleUploadedFile("a.vtt", CAPTIONS))
    page = at(engagement, "own-clip-page", clip.pk)
    told = {
        "says": "more", "made_by": "Others", "checked_by": "Somebody",
        "checked_on": today().isoformat(),
    }  # fmt: skip
    assert officer.post(page, told).status_code == 302
    clip.refresh_from_db()
    assert (clip.made_by, clip.says_more, bool(clip.captions)) == ("Others", True, True)
    assert "need captions" in officer.post(page, {**told, "drop_captions": "yes"}).text
    assert officer.post(page, {**told, "says": "same", "drop_captions": "yes"}).status_code == 302
    clip.refresh_from_db()
    assert clip.captions == ""
    assert "media-src 'self'" in officer.get(page).headers["Content-Security-Policy"]


def test_removing_takes_the_file_too(
    officer: Client, stranger: Client, engagement: Engagement, django_capture_on_commit_callbacks
) -> None:
    clip = given(officer, engagement, mp4())
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(at(engagement, "remove-clip", clip.pk))
    assert not Clip.objects.exists()
    assert not clip.file.storage.exists(str(clip.file.name))
    assert stranger.get(at(engagement, "clip", clip.pk)).status_code == 404


def test_other_words_take_it_away_until_somebody_confirms_it(
    officer: Client, stranger: Client, engagement: Engagement, question: Question
) -> None:
    clip = given(officer, engagement, mp4(), f"question-{question.pk}")
    address, page = at(engagement, "clip", clip.pk), at(engagement, "own-clip-page", clip.pk)
    assert "Made for earlier words" not in officer.get(at(engagement, "clips")).text
    Question.objects.update(help_text="Think of your estate.")
    assert stranger.get(address).status_code == 404
    assert "Made for earlier words" in officer.get(at(engagement, "clips")).text
    shown = officer.get(page)
    assert "Made for earlier words" in shown.text
    assert "Think of your estate." in shown.text
    confirm = at(engagement, "confirm-clip", clip.pk)
    seen = shown.context["digest"]
    Question.objects.update(help_text="Think of your block.")
    assert "changed while you looked" in officer.post(confirm, {"seen": seen}, follow=True).text
    assert stranger.get(address).status_code == 404
    officer.post(confirm, {"seen": officer.get(page).context["digest"]})
    assert stranger.get(address).status_code == 200
    assert AuditEvent.objects.filter(action="engagement.clip-confirmed").count() == 1


def test_a_change_is_confirmed_only_for_the_words_that_were_seen(
    officer: Client, engagement: Engagement
) -> None:
    given(officer, engagement, mp4())
    with pytest.raises(ConflictError):
        confirm_clip(by=SHELL, clip=Clip.objects.get(), seen="")


@pytest.mark.parametrize("role_client", ["stranger", "moderator", "analyst"])
def test_nobody_else_looks_after_them(
    request: pytest.FixtureRequest, officer: Client, engagement: Engagement, role_client: str,
    signed_in,
) -> None:  # fmt: skip
    clip = given(officer, engagement, mp4())
    client = request.getfixturevalue(role_client)
    if isinstance(client, Person):
        engagement.members.create(person=client)
        client = signed_in(client)
    for name, args in (
        ("clips", ()), ("add-clip", ("introduction",)), ("own-clip-page", (clip.pk,)),
        ("own-clip", (clip.pk,)), ("own-clip-captions", (clip.pk,)),
    ):  # fmt: skip
        assert client.get(at(engagement, name, *args)).status_code in {302, 403}
    for name in ("confirm-clip", "remove-clip"):
        assert client.post(at(engagement, name, clip.pk)).status_code in {302, 403}
    assert Clip.objects.count() == 1


def test_the_list_asks_as_often_for_many_as_for_few(
    officer: Client, engagement: Engagement, question: Question, django_assert_max_num_queries
) -> None:
    for number in range(5):
        other = make_question(engagement, f"Another {number}?")
        given(officer, engagement, mp4(), f"question-{other.pk}")
    with django_assert_max_num_queries(18):
        officer.get(at(engagement, "clips"))
