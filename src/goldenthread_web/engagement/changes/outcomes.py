"""We asked, you said, we did: writing it, publishing it, taking it back."""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.models import Engagement, EngagementOutcome
from goldenthread_web.engagement.queries.outcomes import outcome_of
from goldenthread_web.people.audit import By, person_of, record_event


@transaction.atomic
def save_outcome(*, by: By, engagement: Engagement, **facts: Any) -> EngagementOutcome:
    """Return what came of the engagement, as it is now; what is public stays public.

    The event names the fields that changed, and whether residents read them at once.
    """
    outcome = outcome_of(engagement) or EngagementOutcome(engagement=engagement)
    changed = [name for name, fact in facts.items() if getattr(outcome, name) != fact]
    if not changed:
        return outcome
    for name in changed:
        setattr(outcome, name, facts[name])
    outcome.saved_by, outcome.saved_at = person_of(by), timezone.now()
    outcome.save()
    record_event(
        by=by,
        action="engagement.outcome-changed",
        subject=engagement,
        fields=", ".join(changed)[:80],
        is_public=outcome.published_at is not None,
    )
    return outcome


@transaction.atomic
def publish_outcome(*, by: By, engagement: Engagement, today: date) -> EngagementOutcome:
    """Let everybody read what came of it.

    Raises:
        ConflictError: nothing is written, it is public already, the engagement is not
            public or still open, or the decision lies in the future.
    """
    outcome = outcome_of(engagement)
    if outcome is None:
        raise ConflictError("Write what came of it first.")
    if outcome.published_at is not None:
        raise ConflictError("This is public already.")
    if not engagement.is_published or engagement.closes_on >= today:
        raise ConflictError(
            "People can still answer, or cannot see this engagement at all. "
            "Say what came of it when it has closed."
        )
    if outcome.decided_on > today:
        raise ConflictError("The decision lies in the future. Publish this when it is made.")
    outcome.published_at = timezone.now()
    outcome.save(update_fields=["published_at"])
    record_event(by=by, action="engagement.outcome-published", subject=engagement)
    return outcome


@transaction.atomic
def take_back_outcome(*, by: By, engagement: Engagement, why: str) -> EngagementOutcome:
    """Take it from the public again; what is written stays. ConflictError if it is not public."""
    outcome = outcome_of(engagement)
    if outcome is None or outcome.published_at is None:
        raise ConflictError("This is not public, so there is nothing to take back.")
    outcome.published_at = None
    outcome.save(update_fields=["published_at"])
    record_event(by=by, action="engagement.outcome-taken-back", subject=engagement, why=why)
    return outcome
