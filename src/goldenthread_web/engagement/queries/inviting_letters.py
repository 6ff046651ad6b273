"""Files of printed letters: for who had them made only."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from goldenthread_web.engagement.models import (
    Engagement,
    Invitation,
    LetterFile,
    Message,
    MessageWording,
)
from goldenthread_web.engagement.queries.inviting import invited_of, to_hand_out
from goldenthread_web.engagement.queries.inviting_messages import step_named, why_not_now
from goldenthread_web.people.models import Person

Kind = MessageWording.Kind
# What can be printed: with a code, or without one for whoever has answered or asked to hear.
PRINTED = {
    Kind.LETTER: ("Invitation, with a code", "those with a postal address who have not answered"),
    Kind.THANKS: ("Thanks", "those with a postal address who answered, from the next day on"),
    Kind.OUTCOME: ("What came of it", "those with a postal address who asked to hear from us"),
}


def letters_of(person: Person, engagement: Engagement) -> QuerySet[LetterFile]:
    """Return the files that this person had made here, the last one first."""
    return LetterFile.objects.filter(engagement=engagement, made_by=person)


def fetch_letters(person: Person, engagement: Engagement, letters_id: int) -> LetterFile:
    """Return a file that this person had made, or answer that there is none."""
    if (found := letters_of(person, engagement).filter(pk=letters_id).first()) is None:
        raise Http404
    return found


def why_not_printed(engagement: Engagement, kind: Kind, *, today: date) -> str:
    """Return why letters of this kind cannot be printed today, or ""."""
    return why_not_now(engagement, step_named(kind), today=today) if kind != Kind.LETTER else ""


def letters_to_print(
    engagement: Engagement, group: str, kind: Kind, *, today: date
) -> QuerySet[Invitation]:
    """Return the invitations of a group that a letter of this kind can be made for.

    Of a list, those with a postal address who may be written to, and who have not had
    the same by mail; of a batch, all, for the letter with a code only.
    """
    reachable = Q(invitee=None) | (
        Q(invitee__left_at=None)
        & (Q(invitee__asked_at=None) | Q(invitee__confirmed_at__isnull=False))
        & ~Q(invitee__postal_address="")
    )
    if kind == Kind.LETTER:
        return to_hand_out(engagement, group).filter(reachable)
    had_mail = Message.objects.filter(
        invitation=OuterRef("pk"), kind=kind, state=Message.State.SENT
    )
    found = invited_of(engagement, group).filter(
        ~Exists(had_mail), reachable, invitee__isnull=False, withdrawn_at=None
    )
    if kind == Kind.THANKS:
        # Not of today: that would tell who answers while one looks.
        return found.filter(used_on__lt=today)
    return found.filter(invitee__confirmed_at__isnull=False)
