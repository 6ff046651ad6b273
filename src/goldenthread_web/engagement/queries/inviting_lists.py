"""Lists of organisations and people who may be written to."""

from datetime import timedelta

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from goldenthread_web.engagement.models import InvitationList, Invitee

# How long somebody who asked has time to confirm, or an officer to let them in.
WAITING_TIME = timedelta(days=30)
_IS_ON_IT = Q(left_at=None) & (Q(asked_at=None) | Q(confirmed_at__isnull=False))
_WAITS = Q(asked_at__isnull=False, confirmed_at=None)


def lists() -> QuerySet[InvitationList]:
    """Return every list with how many are on it, and how many wait to be let in."""
    on_it = Q(invitees__left_at=None) & (
        Q(invitees__asked_at=None) | Q(invitees__confirmed_at__isnull=False)
    )
    waits = Q(invitees__asked_at__isnull=False, invitees__confirmed_at=None)
    return InvitationList.objects.annotate(
        people=Count("invitees", filter=on_it), waiting=Count("invitees", filter=waits)
    ).order_by("name")


def open_lists() -> QuerySet[InvitationList]:
    """Return the lists that anybody can ask to be on."""
    return InvitationList.objects.filter(is_open_to_join=True).order_by("name")


def fetch_list(list_id: int) -> InvitationList:
    """Return a list with its counts, or answer that there is none."""
    if (found := lists().filter(pk=list_id).first()) is None:
        raise Http404
    return found


def fetch_invitee(list_id: int, invitee_id: int) -> Invitee:
    """Return somebody on this list, or answer that there is nobody."""
    found = Invitee.objects.select_related("invitation_list")
    if (invitee := found.filter(invitation_list=list_id, pk=invitee_id).first()) is None:
        raise Http404
    return invitee


def invitee_with(invitee_id: int) -> Invitee | None:
    """Return the person of a link that we signed, if they are still kept."""
    return Invitee.objects.select_related("invitation_list").filter(pk=invitee_id).first()


def may_be_written_to(invitation_list: InvitationList) -> QuerySet[Invitee]:
    """Return who is on the list: not those who left, nor those who have not confirmed."""
    return Invitee.objects.filter(_IS_ON_IT, invitation_list=invitation_list)


def invitees_of(
    invitation_list: InvitationList, *, words: str = "", which: str = ""
) -> QuerySet[Invitee]:
    """Return who is kept for the list and matches, those who left and who wait too.

    `which` is "waiting", "left", or "" for those who may be written to.
    """
    wanted = {"waiting": _WAITS, "left": Q(left_at__isnull=False) & ~_WAITS}.get(which, _IS_ON_IT)
    found = Invitee.objects.filter(wanted, invitation_list=invitation_list)
    for word in words.split()[:5]:
        found = found.filter(
            Q(name__icontains=word)
            | Q(organisation_name__icontains=word)
            | Q(email__icontains=word)
            | Q(postal_address__icontains=word)
        )
    return found.order_by("organisation_name", "name", "id")
