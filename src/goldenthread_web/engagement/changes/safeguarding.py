"""Passing words to the safeguarding lead, and what the lead does with them."""

from datetime import datetime, timedelta

from django.db import transaction

from goldenthread.errors import ConflictError, InputError
from goldenthread_web.engagement.changes.looking import log_look
from goldenthread_web.engagement.changes.release import (
    Verdict,
    lock_unchanged,
    put_into,
    raise_flag,
    record_decision,
)
from goldenthread_web.engagement.models import Contribution, ReleaseDecision, SafeguardingCase
from goldenthread_web.engagement.queries.safeguarding import lead_of
from goldenthread_web.people.audit import record_event
from goldenthread_web.people.models import Person

TIME_TO_LOOK = timedelta(hours=24)
CAME_BACK = "came back from the safeguarding lead"
NOBODY_NAMED = (
    "This exercise has no safeguarding lead yet, so nothing was passed on. "
    "An engagement officer of the exercise must name one. "
    "If somebody is in danger now, call 999."
)


@transaction.atomic
def pass_to_lead(
    *, by: Person, contribution: Contribution, seen: str, worry: str, now: datetime
) -> SafeguardingCase:
    """Return the case: from now on nobody but the named lead sees these words.

    One person alone may pass words on, flagged or not: nobody should have to wait.

    Raises:
        ConflictError: the exercise has no lead, or somebody decided meanwhile.
    """
    current = lock_unchanged(contribution, seen)
    lead = lead_of(current.response.engagement)
    if lead is None:
        raise ConflictError(NOBODY_NAMED)
    record_decision(
        by=by, contribution=current, verdict=Verdict(ReleaseDecision.Outcome.SAFEGUARDING), now=now
    )
    put_into(current, status=Contribution.Status.SAFEGUARDING, now=now)
    case = SafeguardingCase.objects.create(
        contribution=current,
        lead=lead,
        passed_by=by,
        passed_at=now,
        worry=worry,
        look_by=now + TIME_TO_LOOK,
    )
    record_event(by=by, action="engagement.safeguarding-passed", subject=case)
    return case


@transaction.atomic
def open_case(*, by: Person, case: SafeguardingCase, now: datetime) -> None:
    """Log that the lead reads the words; the first time stops the clock."""
    log_look(
        by=by, engagement=case.contribution.response.engagement, contribution=case.contribution
    )
    if case.opened_at is None and case.closed_at is None:
        case.opened_at = now
        case.save(update_fields=["opened_at"])
        record_event(by=by, action="engagement.safeguarding-opened", subject=case)


@transaction.atomic
def close_case(
    *, by: Person, case: SafeguardingCase, what_was_done: str, verdict: Verdict, now: datetime
) -> SafeguardingCase:
    """Return the case, closed: the words go back to held, for two people, or are withheld.

    Raises:
        ConflictError: it is closed already.
        InputError: the words may be held or withheld from here, nothing else.
    """
    if verdict.outcome not in {ReleaseDecision.Outcome.HOLD, ReleaseDecision.Outcome.WITHHOLD}:
        raise InputError("The lead returns words to the queue or withholds them.")
    locked = SafeguardingCase.objects.select_for_update(of=("self",)).get(pk=case.pk)
    contribution = locked.contribution
    if locked.closed_at or contribution.status != Contribution.Status.SAFEGUARDING:
        raise ConflictError("This case is closed already.")
    record_decision(by=by, contribution=contribution, verdict=verdict, now=now)
    is_back = verdict.outcome == ReleaseDecision.Outcome.HOLD
    status = Contribution.Status.HELD if is_back else Contribution.Status.WITHHELD
    put_into(contribution, status=status, withheld_reason=verdict.reason, now=now)
    raise_flag(by=by, contribution=contribution, kind=CAME_BACK)
    locked.closed_at, locked.what_was_done = now, what_was_done
    locked.save(update_fields=["closed_at", "what_was_done"])
    record_event(by=by, action="engagement.safeguarding-closed", subject=locked, status=status)
    return locked
