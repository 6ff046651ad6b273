"""Keeping lists of organisations and people: adding, asking to be on one, leaving."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from goldenthread.errors import ConflictError, InputError
from goldenthread_web.engagement.models import Invitation, InvitationList, Invitee, Message
from goldenthread_web.engagement.models.inviting import NOT_SENT
from goldenthread_web.engagement.queries.inviting_lists import WAITING_TIME
from goldenthread_web.engagement.queries.inviting_reading import NewInvitee, RejectedInvitee
from goldenthread_web.people.audit import RESIDENT, By, person_of, record_event

REMOVED = "Removed from a list"
ASK_AGAIN_AFTER = timedelta(hours=1)
BATCH = 250
_FACTS = ("name", "organisation_name", "email", "postal_address", "language")


@transaction.atomic
def save_list(*, by: By, invitation_list: InvitationList) -> InvitationList:
    """Return the list, new or changed."""
    is_new = invitation_list.pk is None
    if is_new:
        invitation_list.made_by = person_of(by)
    invitation_list.save()
    action = "engagement.list-added" if is_new else "engagement.list-changed"
    record_event(by=by, action=action, subject=invitation_list)
    return invitation_list


@transaction.atomic
def remove_list(*, by: By, invitation_list: InvitationList) -> None:
    """Remove a list and everybody on it; how many were invited and answered stays."""
    count = invitation_list.invitees.count()
    record_event(by=by, action="engagement.list-removed", subject=invitation_list, people=count)
    _let_go(Invitation.objects.filter(invitee__invitation_list=invitation_list))
    invitation_list.delete()


@transaction.atomic
def add_invitee(*, by: By, invitee: Invitee) -> Invitee:
    """Return somebody put on a list by hand.

    Raises:
        ConflictError: they are on it already, or have left it.
    """
    if (known := _known(invitee.invitation_list, [invitee.email]).get(invitee.email)) is not None:
        raise ConflictError(_why_not_again(known))
    invitee.added_by = person_of(by)
    invitee.save()
    record_event(by=by, action="engagement.invitee-added", subject=invitee)
    return invitee


def _why_not_again(known: Invitee) -> str:
    if known.left_at is not None:
        return "They have left this list. Only they can come back to it."
    return "This e-mail address is on the list already."


def _known(invitation_list: InvitationList, emails: Iterable[str]) -> dict[str, Invitee]:
    wanted = [email for email in emails if email]
    found = Invitee.objects.filter(invitation_list=invitation_list, email__in=wanted)
    return {one.email: one for one in found}


@transaction.atomic
def change_invitee(*, by: By, invitee: Invitee) -> Invitee:
    """Return somebody on a list with what was changed; the event names no name."""
    invitee.save(update_fields=_FACTS)
    record_event(by=by, action="engagement.invitee-changed", subject=invitee)
    return invitee


@transaction.atomic
def remove_invitee(*, by: By, invitee: Invitee) -> None:
    """Remove somebody from a list: nothing of them is kept, their unused codes work no more."""
    record_event(by=by, action="engagement.invitee-removed", subject=invitee)
    _let_go(Invitation.objects.filter(invitee=invitee))
    invitee.delete()


def _let_go(invitations: QuerySet[Invitation]) -> None:
    """Keep the numbers and forget whose they were."""
    ids = list(invitations.values_list("pk", flat=True))
    Message.objects.filter(invitation__in=ids).exclude(state=Message.State.SENT).delete()
    kept = Invitation.objects.filter(pk__in=ids)
    kept.filter(used_on=None, withdrawn_at=None).update(withdrawn_at=timezone.now())
    kept.update(invitee=None, batch=REMOVED)


@dataclass(slots=True)
class BroughtIn:
    """What came of a file: how many are new, how many were there, which rows were not taken."""

    added: int = 0
    known: int = 0
    rejected: list[RejectedInvitee] = field(default_factory=list)


def bring_in(
    *, by: By, invitation_list: InvitationList, rows: Iterable[NewInvitee | RejectedInvitee]
) -> BroughtIn:
    """Put the rows on the list, a short transaction at a time; bringing in twice adds once."""
    came = BroughtIn()
    source = iter(rows)
    seen: dict[str, int] = {}
    while part := list(islice(source, BATCH)):
        _bring_in_part(by, invitation_list, part, seen, came)
    came.rejected.sort(key=lambda row: row.row_number)
    record_event(
        by=by,
        action="engagement.invitees-brought-in",
        subject=invitation_list,
        added=came.added,
        known=came.known,
        rejected=len(came.rejected),
    )
    return came


@transaction.atomic
def _bring_in_part(
    by: By,
    invitation_list: InvitationList,
    part: list[NewInvitee | RejectedInvitee],
    seen: dict[str, int],
    came: BroughtIn,
) -> None:
    wanted = [row for row in part if isinstance(row, NewInvitee)]
    came.rejected += [row for row in part if isinstance(row, RejectedInvitee)]
    known = _known(invitation_list, [row.email for row in wanted])
    posted = set(
        Invitee.objects.filter(
            invitation_list=invitation_list,
            postal_address__in=[row.postal_address for row in wanted if not row.email],
        ).values_list("name", "organisation_name", "postal_address")
    )
    new = []
    for row in wanted:
        key = row.email or "\x00".join((row.name, row.organisation_name, row.postal_address))
        there = known.get(row.email)
        if key in seen:
            reason = f"The same stands in row {seen[key]} already."
            came.rejected.append(RejectedInvitee(row.row_number, reason))
        elif there is not None and there.left_at is not None:
            came.rejected.append(RejectedInvitee(row.row_number, _why_not_again(there)))
        elif there is not None or (row.name, row.organisation_name, row.postal_address) in posted:
            came.known += 1
        else:
            facts = {name: getattr(row, name) for name in _FACTS}
            new.append(Invitee(invitation_list=invitation_list, added_by=person_of(by), **facts))
        seen.setdefault(key, row.row_number)
    came.added += len(Invitee.objects.bulk_create(new))


@transaction.atomic
def ask_to_hear(
    *, invitation_list: InvitationList, facts: dict[str, str], now: datetime
) -> Invitee | None:
    """Return who must confirm that they asked; nobody if they are on it, or asked just now.

    What is already known of an address is changed by nothing that a stranger types.

    Raises:
        InputError: nobody can ask to be on this list.
    """
    if not invitation_list.is_open_to_join:
        raise InputError("Nobody can be added to this list from here.")
    known = _known(invitation_list, [facts["email"]]).get(facts["email"])
    if known is None:
        invitee = Invitee.objects.create(invitation_list=invitation_list, asked_at=now, **facts)
        record_event(by=RESIDENT, action="engagement.asked-to-hear", subject=invitee)
        return invitee
    is_on_it = known.left_at is None and (known.confirmed_at or known.asked_at is None)
    if is_on_it or (known.asked_at is not None and now - known.asked_at < ASK_AGAIN_AFTER):
        return None
    known.asked_at, known.confirmed_at = now, None
    known.save(update_fields=["asked_at", "confirmed_at"])
    return known


@transaction.atomic
def confirm_invitee(*, by: By, invitee: Invitee, now: datetime) -> Invitee:
    """Return the invitee, on the list now: they said so, or an officer has let them in."""
    if invitee.asked_at is None or invitee.confirmed_at is not None:
        return invitee
    invitee.confirmed_at, invitee.left_at = now, None
    invitee.save(update_fields=["confirmed_at", "left_at"])
    record_event(by=by, action="engagement.invitee-confirmed", subject=invitee)
    return invitee


@transaction.atomic
def leave_lists(*, invitee: Invitee, now: datetime) -> int:
    """Return how many lists the person has left now: every one with their e-mail address.

    Only the address stays, so that nobody can add them again by mistake.
    """
    same = Invitee.objects.filter(pk=invitee.pk)
    if invitee.email:
        same |= Invitee.objects.filter(email=invitee.email)
    ids = list(same.filter(left_at=None).values_list("pk", flat=True))
    Message.objects.filter(invitation__invitee__in=ids, state__in=NOT_SENT).delete()
    gone = Invitee.objects.filter(pk__in=ids)
    gone.update(left_at=now, name="", organisation_name="", asked_at=None, confirmed_at=None)
    gone.exclude(email="").update(postal_address="")
    for one in gone:
        record_event(by=RESIDENT, action="engagement.list-left", subject=one)
    return len(ids)


@transaction.atomic
def forget_who_never_confirmed(*, now: datetime) -> int:
    """Return how many asked to hear from us, did not confirm in time, and are forgotten."""
    late = Invitee.objects.filter(asked_at__lt=now - WAITING_TIME, confirmed_at=None)
    came_back = late.filter(left_at__isnull=False)
    came_back.update(asked_at=None)
    count, _ = late.filter(left_at=None).delete()
    return count
