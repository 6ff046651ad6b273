"""Unsent answers that somebody put away under a code."""

from datetime import datetime

from django.utils import timezone

from goldenthread_web.engagement.answering_keys import resume_code, resume_digest
from goldenthread_web.engagement.models import Engagement, UnsentResponse
from goldenthread_web.engagement.queries.answering import DRAFT_LIFETIME


def put_away(
    engagement: Engagement, code: str, *, now: datetime, is_locked: bool = False
) -> UnsentResponse | None:
    """Return the answers under this code while somebody can still go on with them.

    Raises:
        ReceiptCodeError: the code was not typed as it was given.
    """
    found = UnsentResponse.objects.filter(
        engagement=engagement, resume_digest=resume_digest(engagement, code)
    )
    kept = (found.select_for_update() if is_locked else found).first()
    if kept is None or engagement.is_open(timezone.localdate(now)):
        return kept
    return kept if kept.updated_at >= now - DRAFT_LIFETIME else None


def code_of_draft(engagement: Engagement, token: str, kept: UnsentResponse) -> str:
    """Return the code of these answers if this browser asked for it; "" else."""
    code = resume_code(engagement, token)
    return code if kept.resume_digest == resume_digest(engagement, code) else ""


def went_elsewhere(engagement: Engagement, token: str) -> bool:
    """Return whether another browser took up the answers that were put away under this token."""
    digest = resume_digest(engagement, resume_code(engagement, token))
    return UnsentResponse.objects.filter(resume_digest=digest).exists()
