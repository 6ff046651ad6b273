"""Putting unsent answers away under a code, and taking them up again in another browser."""

from datetime import datetime

from django.db import transaction

from goldenthread_web.engagement.answering_keys import resume_code, resume_digest
from goldenthread_web.engagement.changes.answering_drafts import drop_answers
from goldenthread_web.engagement.keys import draft_digest
from goldenthread_web.engagement.models import Engagement, UnsentResponse
from goldenthread_web.engagement.queries.coming_back import put_away


@transaction.atomic
def put_answers_away(*, engagement: Engagement, token: str, now: datetime) -> None:
    """Keep the answers of this token until the engagement closes, under its code.

    An earlier code of the same answers does not work any more. No event: they are no
    record yet.
    """
    mine = UnsentResponse.objects.filter(key_digest=draft_digest(engagement, token))
    digest = resume_digest(engagement, resume_code(engagement, token))
    mine.update(resume_digest=digest, updated_at=now)


@transaction.atomic
def take_up(
    *, engagement: Engagement, code: str, token: str, replaced: str = "", now: datetime
) -> UnsentResponse | None:
    """Return the answers under this code, now under a new token; nothing if there are none.

    The browser where they were begun has them no more. `replaced` is the token of
    other answers in this browser, which are deleted unless they have a code of their own.

    Raises:
        ReceiptCodeError: the code was not typed as it was given.
    """
    found = put_away(engagement, code, now=now, is_locked=True)
    if found is None:
        return None
    others = UnsentResponse.objects.filter(
        key_digest=draft_digest(engagement, replaced), resume_digest=None
    )
    if replaced and others.exclude(pk=found.pk).exists():
        drop_answers(engagement=engagement, token=replaced)
    found.key_digest = draft_digest(engagement, token)
    found.updated_at = now
    found.save(update_fields=["key_digest", "updated_at"])
    return found
