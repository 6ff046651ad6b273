"""Messages: made once for each person, claimed before they are sent, sent once."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from goldenthread.errors import InputError
from goldenthread_web.engagement.inviting_words import NEEDED, unknown_fields
from goldenthread_web.engagement.models import Engagement, Message, MessageWording
from goldenthread_web.engagement.queries.inviting_messages import (
    Step,
    failed_messages,
    messages_of,
    new_contacts,
    new_recipients,
    recipients,
    wording_of,
)
from goldenthread_web.people.audit import By, person_of, record_event

BATCH = 250
LONGEST_ERROR = 300


def make_messages(*, engagement: Engagement, step: Step) -> int:
    """Return how many wait now: one for each person who has none of this round yet."""
    rows = [Message(engagement=engagement, kind=step.kind, number=step.number, invitation=one)
            for one in new_recipients(engagement, step)]  # fmt: skip
    rows += [Message(engagement=engagement, kind=step.kind, number=step.number, contact=one)
             for one in new_contacts(engagement, step)]  # fmt: skip
    for start in range(0, len(rows), BATCH):
        with transaction.atomic():
            Message.objects.bulk_create(rows[start : start + BATCH], ignore_conflicts=True)
    return messages_of(engagement, step).filter(state=Message.State.WAITING).count()


@transaction.atomic
def claim_message(*, message: Message, step: Step, now: datetime) -> bool:
    """Return whether this message is ours to send now.

    Whoever answered, left or was withdrawn since it was made gets none: it is dropped.
    """
    if message.invitation_id is not None:
        wanted = recipients(message.engagement, step).filter(pk=message.invitation_id)
        if not wanted.exists():
            Message.objects.filter(pk=message.pk, state=Message.State.WAITING).delete()
            return False
    waiting = Message.objects.filter(pk=message.pk, state=Message.State.WAITING)
    return bool(waiting.update(state=Message.State.SENDING, begun_at=now, error=""))


@transaction.atomic
def mark_sent(*, message: Message, now: datetime) -> None:
    """Note that the mail server took it."""
    Message.objects.filter(pk=message.pk).update(state=Message.State.SENT, sent_at=now, error="")


@transaction.atomic
def mark_failed(*, message: Message, reason: str) -> None:
    """Note that it was not sent, and why."""
    Message.objects.filter(pk=message.pk, state=Message.State.SENDING).update(
        state=Message.State.FAILED, error=reason[:LONGEST_ERROR]
    )


@transaction.atomic
def put_back(*, message: Message) -> None:
    """Let a message wait again that never reached the mail server."""
    Message.objects.filter(pk=message.pk, state=Message.State.SENDING).update(
        state=Message.State.WAITING, begun_at=None
    )


@transaction.atomic
def try_again(*, by: By, engagement: Engagement, ids: list[int]) -> int:
    """Return how many messages that failed wait again."""
    found = failed_messages(engagement, now=timezone.now()).filter(pk__in=ids)
    count = Message.objects.filter(pk__in=list(found.values_list("pk", flat=True))).update(
        state=Message.State.WAITING, error="", begun_at=None
    )
    if count:
        record_event(by=by, action="engagement.messages-again", subject=engagement, count=count)
    return count


@transaction.atomic
def record_round(*, by: By, engagement: Engagement, step: Step, sent: int, failed: int) -> None:
    """Note that a round of mail was sent, in numbers."""
    record_event(
        by=by,
        action="engagement.messages-sent",
        subject=engagement,
        round=step.name,
        sent=sent,
        failed=failed,
    )


@transaction.atomic
def save_wording(
    *, by: By, engagement: Engagement, kind: str, language: str, subject: str, body: str
) -> MessageWording:
    """Return the words of a message in one language, as they are from now on.

    Raises:
        InputError: something in braces is unknown, or what the message needs is missing.
    """
    if unknown := unknown_fields(subject + body):
        raise InputError(f"{{{unknown[0]}}} is not known here. Use only the words in braces below.")
    needed = NEEDED[MessageWording.Kind(kind)]
    if needed and not any(f"{{{one}}}" in body for one in needed):
        raise InputError(f"The message needs {{{needed[0]}}}: without it, it leads nowhere.")
    wording = wording_of(engagement, kind, language) or MessageWording(
        engagement=engagement, kind=kind, language=language
    )
    wording.subject, wording.body = subject, body
    wording.changed_by, wording.changed_at = person_of(by), timezone.now()
    wording.save()
    record_event(
        by=by, action="engagement.message-worded", subject=engagement, kind=kind, language=language
    )
    return wording


@transaction.atomic
def reset_wording(*, by: By, engagement: Engagement, kind: str, language: str) -> None:
    """Use the words that come with the program again."""
    wording = wording_of(engagement, kind, language)
    if wording is not None:
        wording.delete()
        record_event(
            by=by, action="engagement.message-reset", subject=engagement, kind=kind,
            language=language,
        )  # fmt: skip
