"""Voices: heard by who sees held words, never public; transcripts and translations are labelled."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.web.builders import make_engagement, make_question, make_response, today

from goldenthread.errors import ConflictError
from goldenthread_web.engagement import entry_tokens
from goldenthread_web.engagement.changes.removal import forget
from goldenthread_web.engagement.changes.voices import (
    TranslatedWords,
    keep_translation,
    release_translation,
)
from goldenthread_web.engagement.models import (
    Contribution,
    ContributionTranslation,
    Engagement,
    EngagementResponse,
    Recording,
)
from goldenthread_web.people.models import AuditEvent, Person

pytestmark = pytest.mark.django_db
TOKEN = re.compile(r'name="token" value="([^"]+)"')
SOUND = b"OggS\x00\x02 and what follows"


def at(engagement: Engagement, name: str, *args: object) -> str:
    return reverse(f"engagement:{name}", args=[engagement.slug, *args])


def add(
    client: Client, engagement: Engagement, content: bytes | None = SOUND, **fields: str
) -> Any:
    page = client.get(at(engagement, "add-voice"))
    sent: dict[str, Any] = {
        "token": TOKEN.findall(page.text)[0],
        "kind": "telephone interview",
        "transcript": "The lift is broken every week",
        "transcribed_by": "interviewer for the council",
        "said_on": today().isoformat(),
        "language": "en",
        "capacity": "resident",
        "may_publish": "words",
        "agreed": "on",
        **fields,
    }
    if content is not None:
        sent["sound"] = SimpleUploadedFile("call.ogg", content, content_type="audio/ogg")
    return client.post(at(engagement, "add-voice"), sent)


def test_a_voice_is_stored_with_its_transcript_held_and_a_receipt(
    officer: Client, engagement: Engagement, engagement_officer: Person, settings: Any
) -> None:
    assert add(officer, engagement).headers["Location"] == at(engagement, "entered")
    recording = Recording.objects.get()
    contribution = recording.contribution
    assert (contribution.status, contribution.text) == ("held", "The lift is broken every week")
    assert contribution.provenance == "Transcript made by interviewer for the council"
    assert contribution.response.entered_by == engagement_officer
    assert contribution.response.receipt_digest
    assert (recording.ending, recording.kind) == ("ogg", "telephone interview")
    assert "call" not in str(recording.file.name)
    assert (Path(settings.MEDIA_ROOT) / str(recording.file.name)).read_bytes() == SOUND


def test_a_page_that_stood_open_overnight_says_so_and_keeps_the_transcript(
    officer: Client, engagement: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(entry_tokens, "LONGEST", -1)
    page = add(officer, engagement)
    assert "open for more than a day" in page.text
    assert "The lift is broken every week" in page.text
    assert not Recording.objects.exists()


@pytest.mark.parametrize(
    "content",
    [
        b"<html><script>alert(1)</script></html>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"></svg>',
        b"%PDF-1.7",
    ],
)
def test_what_is_no_sound_is_refused_whatever_its_name_says(
    officer: Client, engagement: Engagement, content: bytes
) -> None:
    page = add(officer, engagement, content)
    assert "none of Ogg, MP3, M4A, WAV or WebM" in page.text
    assert "The lift is broken every week" in page.text
    assert not EngagementResponse.objects.exists()


def test_a_sound_that_is_too_large_is_refused(
    officer: Client, engagement: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goldenthread_web.engagement.forms.voices.LARGEST_SOUND", 10)
    assert "more than 40 MB" in add(officer, engagement).text


@pytest.mark.parametrize("is_young", [False, True])
def test_the_day_stands_beside_the_words_of_grown_people_only(
    *, is_young: bool, officer: Client, engagement: Engagement
) -> None:
    add(officer, engagement, **({"is_young_person": "on"} if is_young else {}))
    page = officer.get(at(engagement, "voices")).text
    assert "The lift is broken" in page
    assert (f"Telephone interview, {today().day} " in page) is not is_young


def test_who_sees_held_words_listens_and_each_time_is_logged(
    officer: Client, engagement: Engagement
) -> None:
    add(officer, engagement)
    recording = Recording.objects.get()
    before = AuditEvent.objects.filter(action="engagement.held-words-opened").count()
    answer = officer.get(at(engagement, "voice-sound", recording.pk))
    assert b"".join(answer.streaming_content) == SOUND
    assert answer.headers["Content-Type"] == "audio/ogg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "no-store" in answer.headers["Cache-Control"]
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    after = AuditEvent.objects.filter(action="engagement.held-words-opened").count()
    assert after == before + 1
    page = officer.get(at(engagement, "voices"))
    assert "media-src 'self'" in page.headers["Content-Security-Policy"]
    assert "Transcript made by" in page.text


def test_nobody_else_hears_it(
    officer: Client,
    engagement: Engagement,
    engagement_officer: Person,
    stranger: Client,
    facilitator: Person,
    signed_in,
) -> None:
    add(officer, engagement)
    recording = Recording.objects.get()
    Contribution.objects.update(status="released", decided_at=timezone.now())
    sound = at(engagement, "voice-sound", recording.pk)
    assert stranger.get(sound).status_code == 302
    engagement.members.create(person=facilitator)
    assert signed_in(facilitator).get(sound).status_code == 403
    other = make_engagement(engagement_officer)
    assert officer.get(at(other, "voice-sound", recording.pk)).status_code == 404
    assert stranger.get(f"/files/{recording.file.name}").status_code == 404
    Contribution.objects.update(status="safeguarding")
    assert officer.get(sound).status_code == 404


def test_a_transcript_says_in_public_who_made_it(
    officer: Client, engagement: Engagement, stranger: Client
) -> None:
    add(officer, engagement, None, is_machine_transcript="on")
    Contribution.objects.update(status="released", decided_at=timezone.now())
    page = stranger.get(reverse("thread:words", args=[Contribution.objects.get().reference]))
    assert "Transcript made by a machine, checked by interviewer for the council" in page.text


def said_in_bengali(engagement: Engagement, **fields: Any) -> Contribution:
    response = make_response(engagement, "আরও গাছ চাই", language="bn", **fields)
    return response.contributions.get()


def in_english(by: Person, contribution: Contribution) -> ContributionTranslation:
    words = TranslatedWords("en", "We want more trees, says Jo", "council translator")
    return keep_translation(by=by, contribution=contribution, words=words, now=timezone.now())


def words_page(client: Client, contribution: Contribution) -> str:
    return client.get(reverse("thread:words", args=[contribution.reference])).text


def test_a_translation_is_public_once_a_moderator_released_it_beside_the_original(
    engagement: Engagement,
    engagement_officer: Person,
    officer: Client,
    moderator: Person,
    signed_in,
    stranger: Client,
) -> None:
    said = said_in_bengali(engagement, status="released")
    Contribution.objects.update(decided_at=timezone.now())
    engagement.members.create(person=moderator)
    sent = {"language": "en", "text": "We want more trees", "translated_by": "translator"}
    here = at(engagement, "translations", said.reference)
    assert officer.post(here, sent).status_code == 302
    assert "We want more trees" not in words_page(stranger, said)
    release = at(engagement, "release-translation", said.reference, "en")
    assert officer.post(release).status_code == 403
    assert "Release this translation" in signed_in(moderator).get(here).text
    signed_in(moderator).post(release)
    page = words_page(stranger, said)
    assert "আরও গাছ চাই" in page
    assert "We want more trees" in page
    assert "Translation made by translator" in page
    officer.post(here, {**sent, "text": "More trees please"})
    assert "More trees please" not in words_page(stranger, said), "changed: it waits again"


def test_what_is_taken_out_of_the_original_takes_the_translation_back(
    engagement: Engagement, engagement_officer: Person, moderator: Person, stranger: Client
) -> None:
    said = said_in_bengali(engagement, status="released")
    Contribution.objects.update(decided_at=timezone.now())
    said.refresh_from_db()
    made = in_english(engagement_officer, said)
    release_translation(by=moderator, translation=made, is_checked=False, now=timezone.now())
    assert "says Jo" in words_page(stranger, said)
    Contribution.objects.update(status="released with redactions", decided_at=timezone.now())
    assert "says Jo" not in words_page(stranger, said)
    made.refresh_from_db()
    made.contribution.refresh_from_db()
    with pytest.raises(ConflictError, match="taken out of the original"):
        release_translation(by=moderator, translation=made, is_checked=False, now=timezone.now())
    release_translation(by=moderator, translation=made, is_checked=True, now=timezone.now())
    assert "says Jo" in words_page(stranger, said)


def test_a_translation_of_held_words_cannot_be_released_and_a_childs_needs_another_person(
    engagement: Engagement, moderator: Person, engagement_officer: Person
) -> None:
    held = in_english(moderator, said_in_bengali(engagement))
    with pytest.raises(ConflictError, match="Release the original first"):
        release_translation(by=moderator, translation=held, is_checked=True, now=timezone.now())
    child = said_in_bengali(engagement, status="released", is_young_person=True)
    made = in_english(moderator, child)
    with pytest.raises(ConflictError, match="Another one must release it"):
        release_translation(by=moderator, translation=made, is_checked=True, now=timezone.now())


def test_erasure_takes_the_sound_the_transcript_and_the_translation(
    officer: Client,
    engagement: Engagement,
    information_governance_officer: Person,
    settings: Any,
    django_capture_on_commit_callbacks,
) -> None:
    add(officer, engagement, language="bn")
    recording = Recording.objects.get()
    path = Path(settings.MEDIA_ROOT) / str(recording.file.name)
    in_english(information_governance_officer, recording.contribution)
    assert path.exists()
    with django_capture_on_commit_callbacks(execute=True):
        forget(
            by=information_governance_officer,
            response=recording.contribution.response,
            reason="They asked",
            now=timezone.now(),
        )
    assert not path.exists()
    assert not Recording.objects.exists()
    assert not ContributionTranslation.objects.exists()
    assert Contribution.objects.get().text == ""


def test_the_words_of_another_exercise_cannot_be_translated_from_here(
    officer: Client, engagement: Engagement
) -> None:
    make_question(engagement)
    elsewhere = said_in_bengali(make_engagement())
    assert officer.get(at(engagement, "translations", elsewhere.reference)).status_code == 404
