"""Pictures and PDF files with an answer: written anew, kept with the draft, gone with it."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from tests.library.engagement.test_sent_files import SECRET, picture
from tests.web.builders import make_engagement, make_question, today
from tests.web.engagement.test_answering_kinds import address, field, send

from goldenthread_web.engagement.changes.answering import forget_what_is_over
from goldenthread_web.engagement.models import (
    Engagement,
    FileAnswer,
    Question,
    Section,
    UnsentResponse,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def engagement() -> Engagement:
    return make_engagement(slug="streets")


@pytest.fixture
def asked(engagement: Engagement) -> Question:
    return make_question(engagement, "A picture?", kind="file")


def upload(client: Client, question: Question, content: bytes, **extra: Any) -> Any:
    sent = SimpleUploadedFile("IMG_20250327 my house.jpg", content, "image/jpeg")
    return client.post(address(question), {field(question): sent, **extra})


def stored(settings: Any) -> list[Path]:
    return sorted(Path(settings.MEDIA_ROOT).rglob("answers/*"))


def test_a_picture_is_kept_without_its_notes_and_held(
    stranger: Client, engagement: Engagement, asked: Question, settings: Any
) -> None:
    assert upload(stranger, asked, picture("JPEG")).status_code == 302
    assert "my house.jpg" in stranger.get(address(asked)).text
    response = send(stranger, engagement)
    answer = FileAnswer.objects.get()
    assert (answer.response, answer.status, answer.ending) == (response, "held", "jpg")
    (file,) = stored(settings)
    with answer.file.open() as opened:
        assert file.read_bytes() == opened.read()
    assert SECRET not in file.read_bytes()
    assert "house" not in answer.file.name
    assert len(answer.digest) == 64
    assert answer.size == file.stat().st_size


def test_a_file_that_cannot_be_taken_comes_back_with_why_and_the_rest_is_kept(
    stranger: Client, engagement: Engagement, settings: Any
) -> None:
    section = Section.objects.create(engagement=engagement, position=1, title="One topic")
    words = make_question(engagement, "Words?", section=section)
    asked = make_question(engagement, "A picture?", kind="file", section=section)
    page = f"/engagements/streets/answer/section-{section.pk}/"
    sent = SimpleUploadedFile("evil.jpg", b"<script>alert(1)</script>")
    refused = stranger.post(page, {field(words): "Typed with care", field(asked): sent}).text
    assert refused.count("this file is something else") == 2
    assert "Typed with care" in refused
    assert stored(settings) == []


def test_a_good_file_is_kept_when_something_else_on_the_page_is_wrong(
    stranger: Client, engagement: Engagement, settings: Any
) -> None:
    section = Section.objects.create(engagement=engagement, position=1, title="One topic")
    number = make_question(engagement, "How many?", kind="number", section=section)
    asked = make_question(engagement, "A picture?", kind="file", section=section)
    page = f"/engagements/streets/answer/section-{section.pk}/"
    sent = SimpleUploadedFile("tree.jpg", picture("JPEG"))
    refused = stranger.post(page, {field(number): "many", field(asked): sent}).text
    assert "We have your file:" in refused
    assert "tree.jpg" in refused
    assert len(stored(settings)) == 1


def test_a_new_file_takes_the_place_of_the_old_one_and_can_be_taken_out(
    stranger: Client, asked: Question, settings: Any, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        upload(stranger, asked, picture("JPEG"))
        upload(stranger, asked, picture("PNG"))
    assert [one.suffix for one in stored(settings)] == [".png"]
    with django_capture_on_commit_callbacks(execute=True):
        stayed = stranger.post(address(asked), {"drop_file": str(asked.pk)})
    assert stayed.url == f"{address(asked)}#question-{asked.pk}"
    assert stored(settings) == []
    assert "We have your file" not in stranger.get(address(asked)).text


def test_files_go_when_the_draft_goes(
    stranger: Client, asked: Question, settings: Any, django_capture_on_commit_callbacks
) -> None:
    upload(stranger, asked, picture("JPEG"))
    with django_capture_on_commit_callbacks(execute=True):
        stranger.post("/engagements/streets/finish/")
    assert stored(settings) == []
    upload(stranger, asked, picture("JPEG"))
    UnsentResponse.objects.update(updated_at=timezone.now() - timedelta(hours=25))
    with django_capture_on_commit_callbacks(execute=True):
        forget_what_is_over(now=timezone.now(), today=today())
    assert stored(settings) == []


def test_a_needed_file_is_needed_once(stranger: Client, asked: Question) -> None:
    Question.objects.update(is_required=True)
    assert "Choose a file." in stranger.post(address(asked), {}).text
    upload(stranger, asked, picture("JPEG"))
    assert stranger.post(address(asked), {}).status_code == 302


def test_pictures_larger_than_a_form_are_let_in_on_these_pages_only(
    stranger: Client, asked: Question
) -> None:
    noise = picture("JPEG") + bytes(4_000_000)
    assert upload(stranger, asked, noise).status_code == 302
    too_large = upload(stranger, asked, picture("JPEG") + bytes(10_000_000))
    assert "10 MB fit" in too_large.text
    assert upload(stranger, asked, bytes(12_000_000)).status_code == 413
    sent = SimpleUploadedFile("x.jpg", bytes(4_000_000))
    assert stranger.post("/engagements/streets/check/", {"file": sent}).status_code == 413


def test_a_refusal_is_told_in_the_language_of_the_page(stranger: Client, asked: Question) -> None:
    heic = b"\x00\x00\x00\x18ftypheic...."
    said = upload(stranger, asked, heic).text
    assert "take a screenshot of it" in said
    stranger.get(address(asked), {"in": "bn"})
    said = upload(stranger, asked, heic).text
    assert "একটি স্ক্রিনশট নিন" in said
    assert "screenshot" not in said
    too_large = upload(stranger, asked, picture("JPEG") + bytes(10_000_000))
    assert "সর্বোচ্চ 10 MB" in too_large.text


def test_a_file_name_cannot_be_forged_into_the_draft(
    stranger: Client, engagement: Engagement, asked: Question
) -> None:
    words = make_question(engagement, "Words?")
    stranger.post(address(words), {field(words): "x"})
    name = field(asked)
    forged = ["answers/../../secret", "jpg", "d", "1", "n"]
    stranger.post(address(asked), {name: forged})
    assert name not in UnsentResponse.objects.get().answers
