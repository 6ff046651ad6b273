"""Bringing in a voice with its transcript, and translations beside the original."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.files.base import File
from django.db import transaction

from goldenthread.errors import ConflictError, InputError
from goldenthread.records.engagement import Channel
from goldenthread_web.engagement.changes.contributions import (
    describe_contribution,
    plain_words,
    store_contributions,
)
from goldenthread_web.engagement.keys import receipt_code, receipt_digest, sending_key
from goldenthread_web.engagement.models import (
    Contribution,
    ContributionTranslation,
    Engagement,
    EngagementResponse,
    Question,
    Recording,
)
from goldenthread_web.engagement.queries.answering import sent
from goldenthread_web.engagement.queries.release import needs_two_people
from goldenthread_web.people.audit import record_event
from goldenthread_web.people.models import Person

CHANNELS = {
    Recording.Kind.TELEPHONE: Channel.TELEPHONE.value,
    Recording.Kind.VOICE_NOTE: Channel.OTHER.value,
}
ROOM_FOR_NOTED_BY = 60


@dataclass(frozen=True, slots=True)
class Voice:
    """What was said aloud, who wrote it down, and what is known of who said it."""

    kind: Recording.Kind
    question: Question | None
    transcript: str
    transcribed_by: str
    said_on: date
    capacity: str
    language: str = ""
    is_machine_transcript: bool = False
    is_young_person: bool = False
    may_publish_words: bool = False


@transaction.atomic
def add_voice(
    *,
    by: Person,
    engagement: Engagement,
    token: str,
    voice: Voice,
    sound: tuple[str, File[bytes]] | None,
    now: datetime,
) -> EngagementResponse:
    """Return the response with its transcript, held; `sound` is an ending and a file, if kept.

    Raises:
        InputError: the transcript has no words.
    """
    if before := sent(engagement, token):
        return before
    response = EngagementResponse.objects.create(
        engagement=engagement,
        channel=CHANNELS[voice.kind],
        received_at=now,
        said_on=voice.said_on,
        form_version=engagement.form_version,
        language=voice.language,
        capacity=voice.capacity,
        is_young_person=voice.is_young_person or engagement.is_for_under_18,
        may_publish_words=voice.may_publish_words,
        assisted_by_role=plain_words(voice.transcribed_by)[:80],
        entered_by=by,
        is_invented=engagement.is_invented,
        sending_key=sending_key(engagement, token),
        receipt_digest=receipt_digest(receipt_code(engagement, token)),
    )
    described = describe_contribution(
        response=response,
        question=voice.question,
        received=voice.transcript,
        noted_by=plain_words(voice.transcribed_by)[:ROOM_FOR_NOTED_BY],
    )
    (contribution,) = store_contributions([described])
    _store_recording(by, contribution, voice, sound, now)
    record_event(
        by=by,
        action="engagement.voice-added",
        subject=response,
        kind=voice.kind.value,
        has_sound=sound is not None,
    )
    return response


def _store_recording(
    by: Person,
    contribution: Contribution,
    voice: Voice,
    sound: tuple[str, File[bytes]] | None,
    now: datetime,
) -> None:
    recording = Recording(
        contribution=contribution,
        kind=voice.kind,
        transcribed_by=plain_words(voice.transcribed_by),
        is_machine_transcript=voice.is_machine_transcript,
        recorded_by=by,
        recorded_at=now,
    )
    if sound is not None:
        recording.ending, content = sound
        recording.file.save("", content, save=False)
    recording.save()


@dataclass(frozen=True, slots=True)
class TranslatedWords:
    """What was said, in another language, and who put it so."""

    language: str
    text: str
    translated_by: str
    is_machine_made: bool = False


@transaction.atomic
def keep_translation(
    *, by: Person, contribution: Contribution, words: TranslatedWords, now: datetime
) -> ContributionTranslation:
    """Return the translation; one in the same language is replaced, and waits for release again.

    Raises:
        InputError: it has no words, or is in the language of the original.
    """
    text = plain_words(words.text)
    if not text:
        raise InputError("Write the translation.")
    if contribution.language and words.language == contribution.language:
        raise InputError("This is the language in which it was said.")
    kept, _ = ContributionTranslation.objects.update_or_create(
        contribution=contribution,
        language=words.language,
        defaults={
            "text": text,
            "translated_by": plain_words(words.translated_by),
            "is_machine_made": words.is_machine_made,
            "made_by": by,
            "made_at": now,
            "released_by": None,
            "released_at": None,
        },
    )
    record_event(
        by=by,
        action="engagement.translation-kept",
        subject=contribution,
        language=words.language,
        is_machine_made=words.is_machine_made,
    )
    return kept


@transaction.atomic
def release_translation(
    *, by: Person, translation: ContributionTranslation, is_checked: bool, now: datetime
) -> ContributionTranslation:
    """Return the translation, public wherever the original is.

    Raises:
        ConflictError: the original is not public; something was taken out of it and nobody
            checked for that here; or two people are needed and this is the one who wrote it.
    """
    original = translation.contribution
    if not original.is_public:
        raise ConflictError("Release the original first. A translation is never public without it.")
    if original.status == Contribution.Status.REDACTED and not is_checked:
        raise ConflictError(
            "Something was taken out of the original. Check that it does not stand in the "
            "translation, and say so."
        )
    if needs_two_people(original) and translation.made_by_id == by.pk:
        raise ConflictError("Two people are needed for these words. Another one must release it.")
    translation.released_by, translation.released_at = by, now
    translation.save(update_fields=["released_by", "released_at"])
    record_event(
        by=by,
        action="engagement.translation-released",
        subject=original,
        language=translation.language,
    )
    return translation
