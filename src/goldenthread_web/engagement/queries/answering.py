"""Reading what somebody is still writing, and what they have sent."""

from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet

from goldenthread_web.engagement.keys import draft_digest, sending_key
from goldenthread_web.engagement.models import Engagement, EngagementResponse, UnsentResponse
from goldenthread_web.engagement.queries.answering_draft import Answer, Draft, field_of
from goldenthread_web.engagement.queries.answering_form import can_be_asked, minutes_to_answer

__all__ = [
    "DRAFT_LIFETIME",
    "RECEIPT_LIFETIME",
    "Answer",
    "Draft",
    "can_be_asked",
    "drafts_that_are_over",
    "field_of",
    "has_answered_once",
    "may_answer",
    "minutes_to_answer",
    "sent",
    "unsent",
]
DRAFT_LIFETIME = timedelta(days=1)
RECEIPT_LIFETIME = timedelta(minutes=30)


def unsent(engagement: Engagement, token: str, *, now: datetime) -> UnsentResponse | None:
    """Return the unsent answers of this token, unless their time is over."""
    found = UnsentResponse.objects.filter(
        engagement=engagement, key_digest=draft_digest(engagement, token)
    ).first()
    if found is None or found.updated_at >= now - DRAFT_LIFETIME:
        return found
    has_code = found.resume_digest is not None
    return found if has_code and engagement.is_open(now.date()) else None


def drafts_that_are_over(*, now: datetime, today: date) -> QuerySet[UnsentResponse]:
    """Return what nobody can come back to: a day old, or with a code after the closing day."""
    closed = Q(engagement__closes_on__lt=today) | Q(engagement__is_published=False)
    return UnsentResponse.objects.filter(updated_at__lt=now - DRAFT_LIFETIME).filter(
        Q(resume_digest=None) | closed
    )


def sent(engagement: Engagement, token: str) -> EngagementResponse | None:
    """Return the response that was sent with this token."""
    return EngagementResponse.objects.filter(sending_key=sending_key(engagement, token)).first()


def has_answered_once(engagement: Engagement, once_digest: str) -> bool:
    """Return whether the browser or person of this digest has answered, and it was not removed."""
    found = EngagementResponse.objects.filter(engagement=engagement, once_digest=once_digest)
    return found.exists()


def may_answer(engagement: Engagement, *, today: date, has_draft: bool) -> bool:
    """Return whether answers are taken: while it is open, and a day longer for those at it."""
    if engagement.is_open(today):
        return True
    last_day = engagement.closes_on + DRAFT_LIFETIME
    return has_draft and engagement.is_published and engagement.opens_on <= today <= last_day
