"""Signed and spoken versions: given, described, confirmed for other words, taken away."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from functools import partial
from typing import Any, BinaryIO, cast

from django.core.files.base import File
from django.db import transaction
from django.db.models import QuerySet

from goldenthread.engagement import one_line
from goldenthread.engagement.clip_files import ClipFile, blank_out
from goldenthread.errors import ConflictError
from goldenthread_web.engagement.models import Clip, Engagement, Question
from goldenthread_web.engagement.queries.clips import Spot, Words, spot_of, words_of
from goldenthread_web.people.audit import By, person_of, record_event


@dataclass(frozen=True, slots=True)
class ClipFacts:
    """What an officer says about a clip: who made and checked it, and its words."""

    made_by: str
    checked_by: str
    checked_on: date
    is_machine_made: bool = False
    says_more: bool = False
    captions: str = ""
    transcript: str = ""


@dataclass(frozen=True, slots=True)
class Version:
    """Which version it is: where it belongs, signed or spoken, and in which language."""

    spot: Spot
    kind: str
    language: str


def add_clip(
    *,
    by: By,
    engagement: Engagement,
    version: Version,
    sent: tuple[ClipFile, File[bytes]],
    facts: ClipFacts,
) -> Clip:
    """Return the clip, in place of the one that was there before.

    What is written beside picture and sound is blanked. The file is stored before
    the change begins, because a film takes longer than a change may.
    """
    looked_into, file = sent
    blank_out(cast("BinaryIO", file), looked_into.blanks)
    clip = Clip(
        engagement=engagement,
        part=version.spot.part,
        question_id=version.spot.question,
        kind=version.kind,
        language=version.language,
        ending=looked_into.ending,
        has_film=looked_into.has_film,
        has_sound=looked_into.has_sound,
        size=file.size,
        added_by=person_of(by),
        **_plain(facts),
    )
    clip.file.save("", file, save=False)
    try:
        _put_in_place(by, clip)
    except Exception:
        clip.file.storage.delete(str(clip.file.name))
        raise
    return clip


def _plain(facts: ClipFacts) -> dict[str, Any]:
    """Return the facts as they are stored."""
    return {
        **asdict(facts),
        "made_by": one_line(facts.made_by)[:160],
        "checked_by": one_line(facts.checked_by)[:160],
    }


@transaction.atomic
def _put_in_place(by: By, clip: Clip) -> None:
    engagement = Engagement.objects.select_for_update().get(pk=clip.engagement_id)
    before = Clip.objects.filter(
        engagement=engagement,
        part=clip.part,
        question=clip.question_id,
        kind=clip.kind,
        language=clip.language,
    )
    _delete_with_files(before)
    clip.words_digest = words_of(engagement, [clip]).digest(spot_of(clip), clip.language)
    clip.save(force_insert=True)
    record_event(
        by=by,
        action="engagement.clip-added",
        subject=engagement,
        clip=clip.pk,
        kind=clip.kind,
        language=clip.language,
    )


@transaction.atomic
def describe_clip(*, by: By, clip: Clip, facts: ClipFacts) -> Clip:
    """Return the clip with other words about it; film and sound stay."""
    for name, value in _plain(facts).items():
        setattr(clip, name, value)
    clip.save(update_fields=list(asdict(facts)))
    record_event(by=by, action="engagement.clip-described", subject=clip.engagement, clip=clip.pk)
    return clip


@transaction.atomic
def confirm_clip(*, by: By, clip: Clip, seen: str) -> Clip:
    """Return the clip, shown again: somebody found that it says what stands there now.

    `seen` is the digest of the words that they compared it with.

    Raises:
        ConflictError: the words changed again while they looked.
    """
    now = words_of(clip.engagement, [clip]).digest(spot_of(clip), clip.language)
    if seen != now:
        raise ConflictError("The words changed while you looked. Compare it with them again.")
    clip.words_digest = now
    clip.save(update_fields=["words_digest"])
    record_event(by=by, action="engagement.clip-confirmed", subject=clip.engagement, clip=clip.pk)
    return clip


@transaction.atomic
def remove_clip(*, by: By, clip: Clip) -> None:
    """Take a clip away, and its file once no copy of the form shows it."""
    record_event(by=by, action="engagement.clip-removed", subject=clip.engagement, clip=clip.pk)
    _delete_with_files(Clip.objects.filter(pk=clip.pk))


def forget_clips(*, question: Question) -> None:
    """Delete the clips of a question that is about to be deleted."""
    _delete_with_files(Clip.objects.filter(question=question))


def _delete_with_files(clips: QuerySet[Clip]) -> None:
    """Delete rows now, and each file once that is certain and no other row names it."""
    files = [(one.file.storage, str(one.file.name)) for one in clips]
    clips.delete()
    for storage, name in files:
        transaction.on_commit(partial(_delete_if_unused, storage, name))


def _delete_if_unused(storage: Any, name: str) -> None:
    if not Clip.objects.filter(file=name).exists():
        storage.delete(name)


def copy_clips(*, by: By, earlier: Engagement, copies: Mapping[int, Question]) -> int:
    """Return how many clips of copied questions were taken over: those whose words still stand.

    `copies` are the new questions by the number of the earlier one.
    """
    clips = list(Clip.objects.filter(engagement=earlier, question__in=copies))
    if not clips:
        return 0
    words = words_of(earlier, clips)
    engagement = next(iter(copies.values())).engagement
    here = Words(engagement, [one.pk for one in copies.values()])
    taken = [_copied(one, copies, by) for one in clips if words.is_current(one)]
    # In a language that is not offered here other words may stand: then it stays behind.
    return len(Clip.objects.bulk_create(one for one in taken if here.is_current(one)))


def _copied(clip: Clip, copies: Mapping[int, Question], by: By) -> Clip:
    question = copies[clip.question_id or 0]
    clip.pk, clip.engagement, clip.question = None, question.engagement, question
    clip.added_by = person_of(by)
    clip._state.adding = True  # noqa: SLF001 - Django's own way to copy a row
    return clip
