"""Tying what came of an engagement to the lines of a plan that came of it."""

from django.db import transaction

from goldenthread.errors import ConflictError, InputError
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.queries.outcomes import outcome_of
from goldenthread_web.people.audit import By, person_of, record_event
from goldenthread_web.plans.models import Element, OutcomeElement
from goldenthread_web.plans.queries.outcomes import published_lines


@transaction.atomic
def link_outcome(
    *, by: By, engagement: Engagement, element: Element, reason: str
) -> OutcomeElement:
    """Return the tie: this line came of the engagement. It is public as soon as the outcome is.

    Raises:
        ConflictError: nothing is written of what came of it, the line is in no plan that
            people can read, or is named already.
        InputError: no reason is given.
    """
    outcome = outcome_of(engagement)
    if outcome is None:
        raise ConflictError("Write what came of it first.")
    if not reason.strip():
        raise InputError("Say how it came of what people said.")
    if not published_lines().filter(element=element).exists():
        raise ConflictError("This line is not in the newest edition of a plan.")
    if OutcomeElement.objects.filter(outcome=outcome, element=element).exists():
        raise ConflictError("This line is named already.")
    link = OutcomeElement.objects.create(
        outcome=outcome, element=element, reason=reason.strip(), by=person_of(by)
    )
    record_event(by=by, action="plans.outcome-linked", subject=engagement, element=element.pk)
    return link


@transaction.atomic
def unlink_outcome(*, by: By, engagement: Engagement, link: OutcomeElement) -> None:
    """Take the tie away: people do not read it any more."""
    record_event(
        by=by, action="plans.outcome-unlinked", subject=engagement, element=link.element_id
    )
    link.delete()
