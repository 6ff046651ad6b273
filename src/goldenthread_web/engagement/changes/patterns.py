"""Keeping signs of repeated answering, and what a person concluded. No response is touched."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from goldenthread.errors import InputError
from goldenthread_web.engagement.models import (
    Engagement,
    ResponseInPattern,
    ResponsePattern,
)
from goldenthread_web.engagement.queries.patterns import FoundPattern
from goldenthread_web.people.audit import By, record_event
from goldenthread_web.people.models import Person

Conclusion = ResponsePattern.Conclusion


@transaction.atomic
def keep_patterns(
    *, by: By, engagement: Engagement, found: Sequence[FoundPattern], now: datetime
) -> list[ResponsePattern]:
    """Return the signs that a person has to look at.

    What somebody concluded about stays as it was; responses that came since, with
    the same sign, are a sign of their own. What nobody looked at and is not there
    any more goes: it was a suggestion.
    """
    concluded = ResponsePattern.objects.filter(engagement=engagement).exclude(
        conclusion=Conclusion.NOT_LOOKED_AT
    )
    known: dict[str, set[int]] = {}
    for kind, response in concluded.values_list("kind", "members__response"):
        known.setdefault(kind, set()).add(response)
    ResponsePattern.objects.filter(
        engagement=engagement, conclusion=Conclusion.NOT_LOOKED_AT
    ).delete()
    kept = [
        _keep(engagement, one, new, now)
        for one in found
        if (new := [pk for pk in one.responses if pk not in known.get(one.kind, set())])
    ]
    record_event(
        by=by, action="engagement.patterns-looked-for", subject=engagement, found=len(kept)
    )
    return kept


def _keep(
    engagement: Engagement, found: FoundPattern, responses: Sequence[int], now: datetime
) -> ResponsePattern:
    same = ResponsePattern.objects.filter(engagement=engagement, kind=found.kind, key=found.key)
    pattern = ResponsePattern.objects.create(
        engagement=engagement,
        kind=found.kind,
        key=f"{found.key}/{responses[0]}" if same.exists() else found.key,
        begins_at=found.begins_at,
        ends_at=found.ends_at,
        found_at=now,
    )
    ResponseInPattern.objects.bulk_create(
        ResponseInPattern(pattern=pattern, response_id=pk) for pk in responses
    )
    return pattern


@transaction.atomic
def conclude(
    *, by: Person, pattern: ResponsePattern, conclusion: str, reason: str, now: datetime
) -> ResponsePattern:
    """Return the pattern with what a person concluded, which can be changed later.

    Raises:
        InputError: no conclusion, or no reason.
    """
    if conclusion not in {Conclusion.ORDINARY, Conclusion.SHOWN_APART}:
        raise InputError("Choose what you conclude.")
    if not reason.strip():
        raise InputError("Say why.")
    pattern.conclusion, pattern.reason = conclusion, reason.strip()
    pattern.concluded_by, pattern.concluded_at = by, now
    pattern.save()
    record_event(
        by=by,
        action="engagement.pattern-concluded",
        subject=pattern,
        why=pattern.reason,
        conclusion=conclusion,
        responses=pattern.members.count(),
    )
    return pattern
