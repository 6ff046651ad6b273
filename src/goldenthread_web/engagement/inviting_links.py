"""Links in a mail that only the person who got it holds: to confirm, and to leave.

They are signed with the words key: changing the secret key, which signs people
out, must not break the way out of a list.
"""

from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.urls import reverse

from goldenthread_web.engagement.models import Invitee
from goldenthread_web.engagement.queries.inviting_lists import invitee_with

CONFIRM_WITHIN = timedelta(days=14)
_LEAVE, _CONFIRM = "engagement.leave-list", "engagement.confirm-asking"


def leave_address(site: str, invitee: Invitee) -> str:
    """Return the whole address of the page on which they can leave; it works for ever."""
    token = signing.dumps(invitee.pk, key=settings.WORDS_KEY, salt=_LEAVE)
    return site + reverse("engagement:leave-list", args=[token])


def who_leaves(token: str) -> Invitee | None:
    """Return whose link this is, if it is one of ours and they are still kept."""
    try:
        number = signing.loads(token, key=settings.WORDS_KEY, salt=_LEAVE)
    except signing.BadSignature:
        return None
    return invitee_with(number)


def confirm_address(site: str, invitee: Invitee) -> str:
    """Return the whole address of the page on which they say that they asked."""
    told = [invitee.pk, _asked_second(invitee)]
    token = signing.dumps(told, key=settings.WORDS_KEY, salt=_CONFIRM)
    return site + reverse("engagement:confirm-asking", args=[token])


def who_confirms(token: str) -> Invitee | None:
    """Return who asked, if the link is ours, of their last time of asking, and not too old."""
    try:
        number, second = signing.loads(
            token, key=settings.WORDS_KEY, salt=_CONFIRM, max_age=CONFIRM_WITHIN
        )
    except (signing.BadSignature, TypeError, ValueError):
        return None
    invitee = invitee_with(number)
    return invitee if invitee is not None and _asked_second(invitee) == second else None


def _asked_second(invitee: Invitee) -> int:
    return int(invitee.asked_at.timestamp()) if invitee.asked_at else 0
