"""Deciding about pictures and files: release with a description, withhold with a reason."""

from datetime import datetime

from django.db import transaction

from goldenthread.errors import ConflictError, InputError
from goldenthread_web.engagement.models import FileAnswer
from goldenthread_web.engagement.queries.files import is_proposed, needs_two_people
from goldenthread_web.people.audit import record_event
from goldenthread_web.people.models import Person

Status = FileAnswer.Status
COUNTED_ONLY = (
    "This person asked us not to show their answers to others, so this file cannot be released. "
    "Withhold it, with that as the reason."
)
GONE = "This file was removed while you looked at it. Nothing was changed."
OWN_PROPOSAL = "You proposed this yourself. Another moderator must look at it too."


@transaction.atomic
def release_file(
    *, by: Person, answer: FileAnswer, alternative_text: str, now: datetime
) -> FileAnswer:
    """Return the file, released; a young person's waits for a second person first.

    Raises:
        InputError: it has no description.
        ConflictError: it may not be shown, or the same person proposed it.
    """
    current = _locked(answer)
    described = alternative_text.strip()
    if not described:
        raise InputError("Say what the picture shows, for people who cannot see it.")
    if not current.response.may_publish_words:
        raise ConflictError(COUNTED_ONLY)
    is_second = is_proposed(current)
    if is_second and current.decided_by_id == by.pk:
        raise ConflictError(OWN_PROPOSAL)
    waits = needs_two_people(current) and not is_second
    return _decide(
        by=by,
        answer=current,
        status=Status.HELD if waits else Status.RELEASED,
        told={"alternative_text": described[:300], "reason": ""},
        now=now,
    )


@transaction.atomic
def withhold_file(*, by: Person, answer: FileAnswer, reason: str, now: datetime) -> FileAnswer:
    """Return the file, withheld: one person is enough to keep something back.

    Raises:
        InputError: there is no reason.
    """
    current = _locked(answer)
    if not reason.strip():
        raise InputError("Say why it is withheld.")
    told = {"reason": reason.strip()[:200]}
    return _decide(by=by, answer=current, status=Status.WITHHELD, told=told, now=now)


def _locked(answer: FileAnswer) -> FileAnswer:
    rows = FileAnswer.objects.select_for_update(of=("self",)).select_related("response__engagement")
    current = rows.filter(pk=answer.pk, response__removed_at=None).first()
    if current is None:
        raise ConflictError(GONE)
    return current


def _decide(
    *, by: Person, answer: FileAnswer, status: str, told: dict[str, str], now: datetime
) -> FileAnswer:
    answer.status = status
    for name, value in told.items():
        setattr(answer, name, value)
    answer.decided_by, answer.decided_at = by, now
    answer.save()
    record_event(
        by=by,
        action="engagement.file-decided",
        subject=answer.response,
        file=answer.pk,
        status="proposed" if status == Status.HELD else str(status),
    )
    return answer
