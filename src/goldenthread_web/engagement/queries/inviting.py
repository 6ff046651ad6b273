"""Invitations: which code belongs to which, and how many were used."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext

from goldenthread.engagement import ReceiptCodeError
from goldenthread.errors import InputError
from goldenthread_web.engagement.keys import invitation_code, invitation_digest
from goldenthread_web.engagement.models import Engagement, Invitation, Message

# Of fewer codes, how many were used would tell who did.
FEWEST_CODES_SHOWN = 5
LIST, BATCH = "list", "batch"


def code_of(invitation: Invitation) -> str:
    """Return the code as it is printed; it is stored nowhere."""
    return invitation_code(invitation.engagement, invitation.seed)


def find_invitation(engagement: Engagement, code: str) -> Invitation | None:
    """Return the invitation to this engagement with this code, used or withdrawn ones too.

    Nothing if the code was mistyped or belongs to another engagement. `why_refused`
    says whether it can be used.
    """
    found = _with_code(code)
    return found if found is not None and found.engagement_id == engagement.pk else None


def invitation_of(code: str) -> Invitation | None:
    """Return the invitation with this code, to whichever engagement the public can see."""
    found = _with_code(code)
    return found if found is not None and found.engagement.is_published else None


def _with_code(code: str) -> Invitation | None:
    try:
        digest = invitation_digest(code)
    except ReceiptCodeError:
        return None
    return Invitation.objects.select_related("engagement").filter(code_digest=digest).first()


def why_refused(invitation: Invitation | None) -> str:
    """Return a sentence for the person who holds the code, or "" if it can be used."""
    if invitation is None:
        return gettext(
            "We do not know this code. Compare it with your letter or mail, sign by sign. "
            "If it still does not work, ask whoever sent it to you."
        )
    if invitation.used_on is not None:
        return gettext(
            "Answers were already sent with this code. Each code works once. If it was not you, "
            "tell whoever sent you the code."
        )
    if invitation.withdrawn_at is not None:
        return gettext(
            "This code was taken back and does not work any more. Ask whoever sent it to you "
            "for another one."
        )
    return ""


@dataclass(frozen=True, slots=True)
class InvitedGroup:
    """Everybody invited through one list, or all codes of one batch.

    `used` is None where there are too few codes to say how many were used.
    """

    kind: str
    key: str
    name: str
    invited: int
    used: int | None
    reminded: int
    written_to: int
    withdrawn: int

    @property
    def is_list(self) -> bool:
        return self.kind == LIST

    @property
    def share(self) -> float | None:
        """The share of those invited whose code was used, 0 to 1."""
        return self.used / self.invited if self.used is not None and self.invited else None

    @property
    def value(self) -> str:
        """How an address or form names this group."""
        return f"{self.kind}-{self.key}"


def groups_of(engagement: Engagement) -> list[InvitedGroup]:
    """Return who was invited, by list and by batch, in one query each."""
    sent = Message.objects.filter(invitation=OuterRef("pk"), state=Message.State.SENT)
    found = Invitation.objects.filter(engagement=engagement).annotate(
        was_reminded=Exists(sent.filter(kind=Message.Kind.REMINDER)),
        was_written_to=Exists(sent.filter(kind=Message.Kind.INVITATION)),
    )
    rows = (
        found.values("invitee__invitation_list", "invitee__invitation_list__name", "batch")
        .annotate(
            invited=Count("id"),
            used=Count("id", filter=Q(used_on__isnull=False)),
            reminded=Count("id", filter=Q(was_reminded=True)),
            written_to=Count("id", filter=Q(was_written_to=True) | Q(printed_at__isnull=False)),
            withdrawn=Count("id", filter=Q(withdrawn_at__isnull=False)),
        )
        .order_by("invitee__invitation_list__name", "batch")
    )
    return [_group(*row) for row in rows.values_list(*_COLUMNS)]


_COLUMNS = (
    "invitee__invitation_list", "invitee__invitation_list__name", "batch",
    "invited", "used", "reminded", "written_to", "withdrawn",
)  # fmt: skip


def _group(list_id: int | None, list_name: str | None, batch: str, *numbers: int) -> InvitedGroup:
    invited, used, reminded, written_to, withdrawn = numbers
    is_list = list_id is not None
    is_told = is_list or invited >= FEWEST_CODES_SHOWN
    return InvitedGroup(
        kind=LIST if is_list else BATCH,
        key=str(list_id) if is_list else batch,
        name=list_name or batch,
        invited=invited,
        used=used if is_told else None,
        reminded=reminded,
        written_to=written_to,
        # Of few codes, how many could still be taken back would tell it too.
        withdrawn=withdrawn if is_told else 0,
    )


def invited_of(engagement: Engagement, group: str) -> QuerySet[Invitation]:
    """Return the invitations of one group, named as `InvitedGroup.value` names it.

    InputError if the engagement has no such group.
    """
    kind, _, key = group.partition("-")
    found = Invitation.objects.filter(engagement=engagement).select_related("engagement", "invitee")
    if kind == LIST and key.isdecimal():
        found = found.filter(invitee__invitation_list=int(key))
    else:
        found = found.filter(invitee=None, batch=key if kind == BATCH else "")
    if not found.exists():
        raise InputError(
            "Nobody was invited in this group. Choose one from the page of invitations."
        )
    return found.order_by("id")


def still_open(found: QuerySet[Invitation]) -> QuerySet[Invitation]:
    """Return those of the invitations whose code can still be used."""
    return found.filter(used_on=None, withdrawn_at=None)


def to_hand_out(engagement: Engagement, group: str) -> QuerySet[Invitation]:
    """Return the invitations of a group whose codes are worth handing out.

    Those that are not used; of few codes all, as what is left out would tell who answered.
    """
    found = invited_of(engagement, group).filter(withdrawn_at=None)
    is_few = group.startswith(BATCH) and found.count() < FEWEST_CODES_SHOWN
    return found if is_few else found.filter(used_on=None)


def has_answered(invitation: Invitation, *, today: date) -> bool:
    """Return whether the code was used before today.

    Today's come tomorrow: somebody who looks twice in a day learns of nobody at
    which time they answered, and so not which response is theirs.
    """
    return invitation.used_on is not None and invitation.used_on < today
