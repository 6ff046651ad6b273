"""Files of printed letters: for who had them made only."""

from django.db.models import Q, QuerySet
from django.http import Http404

from goldenthread_web.engagement.models import Engagement, Invitation, LetterFile
from goldenthread_web.engagement.queries.inviting import to_hand_out
from goldenthread_web.people.models import Person


def letters_of(person: Person, engagement: Engagement) -> QuerySet[LetterFile]:
    """Return the files that this person had made here, the last one first."""
    return LetterFile.objects.filter(engagement=engagement, made_by=person)


def fetch_letters(person: Person, engagement: Engagement, letters_id: int) -> LetterFile:
    """Return a file that this person had made, or answer that there is none."""
    if (found := letters_of(person, engagement).filter(pk=letters_id).first()) is None:
        raise Http404
    return found


def letters_to_print(engagement: Engagement, group: str) -> QuerySet[Invitation]:
    """Return the invitations of a group that a letter can be made for.

    Of a list, those with a postal address who may be written to; of a batch, all.
    """
    reachable = Q(invitee=None) | (
        Q(invitee__left_at=None)
        & (Q(invitee__asked_at=None) | Q(invitee__confirmed_at__isnull=False))
        & ~Q(invitee__postal_address="")
    )
    return to_hand_out(engagement, group).filter(reachable)
