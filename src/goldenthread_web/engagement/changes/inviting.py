"""Inviting: one code each, used once, taken back where needed."""

from collections.abc import Iterator
from datetime import date
from secrets import token_hex

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from goldenthread.engagement import one_line
from goldenthread.errors import ConflictError, InputError
from goldenthread_web.engagement.keys import invitation_code, invitation_digest
from goldenthread_web.engagement.models import (
    Engagement,
    Invitation,
    InvitationList,
    Invitee,
    Message,
)
from goldenthread_web.engagement.models.inviting import NOT_SENT
from goldenthread_web.engagement.queries.inviting import still_open, why_refused
from goldenthread_web.engagement.queries.inviting_lists import may_be_written_to
from goldenthread_web.people.audit import By, person_of, record_event

SEED_BYTES = 16
MOST_CODES = 5_000
BATCH = 250


def invite_list(*, by: By, engagement: Engagement, invitation_list: InvitationList) -> int:
    """Return how many on the list are invited now who were not before, over any list."""
    known = Invitation.objects.filter(engagement=engagement).exclude(invitee=None)
    addresses = set(known.exclude(invitee__email="").values_list("invitee__email", flat=True))
    wanted = may_be_written_to(invitation_list).exclude(
        pk__in=known.values_list("invitee", flat=True)
    )
    new = [one for one in wanted.order_by("id") if not one.email or one.email not in addresses]
    count = sum(
        _store(Invitation(invitee=one, **_minted(by, engagement)) for one in part)
        for part in _parts(new)
    )
    if count:
        record_event(
            by=by,
            action="engagement.list-invited",
            subject=engagement,
            invitation_list=invitation_list.pk,
            count=count,
        )
    return count


def add_batch(*, by: By, engagement: Engagement, name: str, count: int) -> int:
    """Return how many codes were made that belong to nobody by name, to be handed out.

    Raises:
        ConflictError: the engagement has a batch of this name.
        InputError: none, or more than 5,000 at once.
    """
    if not 1 <= count <= MOST_CODES:
        raise InputError(f"Choose a number of codes from 1 to {MOST_CODES:,}.")
    batch = one_line(name)
    if not batch:
        raise InputError("Give the codes a name, such as “Library counters”.")
    if Invitation.objects.filter(engagement=engagement, invitee=None, batch=batch).exists():
        raise ConflictError(f"There are codes named “{batch}” already. Choose another name.")
    for part in _parts([None] * count):
        _store(Invitation(batch=batch, **_minted(by, engagement)) for _ in part)
    record_event(by=by, action="engagement.codes-made", subject=engagement, count=count)
    return count


def _parts(all_of_them: list[Invitee] | list[None]) -> Iterator[list[Invitee] | list[None]]:
    for start in range(0, len(all_of_them), BATCH):
        yield all_of_them[start : start + BATCH]


@transaction.atomic
def _store(invitations: Iterator[Invitation]) -> int:
    """Who was invited meanwhile, by a second click, stays as they are."""
    new = list(invitations)
    Invitation.objects.bulk_create(new, ignore_conflicts=True)
    return Invitation.objects.filter(seed__in=[one.seed for one in new]).count()


def _minted(by: By, engagement: Engagement) -> dict[str, object]:
    seed = token_hex(SEED_BYTES)
    digest = invitation_digest(invitation_code(engagement, seed))
    return {
        "engagement": engagement,
        "seed": seed,
        "code_digest": digest,
        "made_by": person_of(by),
    }


def mark_used(*, invitation: Invitation, today: date) -> None:
    """Use the code up, for today: of two who send at once, one is told that it was used.

    Call it in the transaction that stores the response. No event is written, and no
    time: either would lead to the response.

    Raises:
        ConflictError: it was used or withdrawn, by now or before.
    """
    found = still_open(Invitation.objects.filter(pk=invitation.pk))
    if found.update(used_on=today):
        invitation.used_on = today
        return
    raise ConflictError(why_refused(Invitation.objects.filter(pk=invitation.pk).first()))


@transaction.atomic
def withdraw(*, by: By, engagement: Engagement, invitations: QuerySet[Invitation]) -> int:
    """Return how many unused codes work no more; mail that was not sent of them is dropped."""
    ids = list(still_open(invitations).values_list("pk", flat=True))
    found = still_open(Invitation.objects.filter(pk__in=ids))
    count = found.update(withdrawn_at=timezone.now())
    Message.objects.filter(invitation__in=ids, state__in=NOT_SENT).delete()
    if count:
        record_event(by=by, action="engagement.codes-withdrawn", subject=engagement, count=count)
    return count
