"""Answering and passing the check before opening."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.models import Engagement, OpeningCheck
from goldenthread_web.engagement.queries.opening import (
    FIELDS,
    items_of,
    missing_in,
    opening_check_of,
    suggested_extent,
)
from goldenthread_web.people.audit import By, person_of, record_event


@transaction.atomic
def save_opening_check(*, by: By, engagement: Engagement, **answers: Any) -> OpeningCheck:
    """Return the check with these answers; the event names the fields, never the words.

    Before publishing, an answer that changes asks for the check to be passed again.
    """
    if unknown := answers.keys() - set(FIELDS):
        raise ValueError(f"the check does not ask for {', '.join(sorted(unknown))}")
    check, _ = OpeningCheck.objects.select_for_update().get_or_create(
        engagement=engagement, defaults={"extent": suggested_extent(engagement)}
    )
    engagement.opening_check = check
    changed = [name for name, answer in answers.items() if getattr(check, name) != answer]
    if not changed:
        return check
    for name in changed:
        setattr(check, name, answers[name])
    check.saved_by, check.saved_at = person_of(by), timezone.now()
    if not engagement.is_published:
        check.passed_by = check.passed_at = None
    check.save()
    record_event(
        by=by,
        action="engagement.opening-check-changed",
        subject=engagement,
        fields=", ".join(changed)[:80],
        after_publishing=engagement.is_published,
    )
    return check


@transaction.atomic
def pass_opening_check(*, by: By, engagement: Engagement) -> OpeningCheck:
    """Return the check, passed by this person now; passing twice keeps the first.

    Raises:
        ConflictError: something is not answered yet.
    """
    check = opening_check_of(engagement)
    if missing := missing_in(items_of(engagement, check)):
        raise ConflictError(f"Not yet. {'. '.join(missing)}.")
    if check.passed_at is None:
        check.passed_by, check.passed_at = person_of(by), timezone.now()
        check.save()
        record_event(
            by=by,
            action="engagement.opening-check-passed",
            subject=engagement,
            extent=str(check.extent),
        )
    return check
