"""The last day: who opened the first page before it ended can still send what they write there."""

from datetime import date

from django.core import signing

from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.queries.answering import DRAFT_LIFETIME

OPENED = "opened"


def mark_opened(engagement: Engagement, *, today: date) -> str:
    """Return what the page carries on the last day, and on no other; nobody can make one later."""
    return signing.dumps(engagement.pk, salt=OPENED) if engagement.closes_on == today else ""


def was_opened(engagement: Engagement, mark: str) -> bool:
    """Return whether this mark was made here, a day ago at most."""
    try:
        made_for = signing.loads(mark, salt=OPENED, max_age=DRAFT_LIFETIME)
    except signing.BadSignature:
        return False
    return bool(made_for == engagement.pk)
