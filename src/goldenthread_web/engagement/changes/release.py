"""Deciding what may be read: release, redact, withhold, take back, ask for a second person."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from goldenthread.disclosure import merge_redactions
from goldenthread.errors import ConflictError, InputError
from goldenthread.records.disclosure import FindingKind
from goldenthread.records.disclosure import Redaction as Span
from goldenthread_web.engagement.models import Contribution, RaisedFlag, Redaction, ReleaseDecision
from goldenthread_web.engagement.queries.release import (
    can_be_decided,
    needs_two_people,
    state_token,
    waiting_proposal,
)
from goldenthread_web.people.audit import record_event
from goldenthread_web.people.models import Person

Outcome = ReleaseDecision.Outcome
Status = Contribution.Status
STATUS_AFTER: dict[str, Contribution.Status] = {
    Outcome.RELEASE: Status.RELEASED,
    Outcome.REDACT: Status.REDACTED,
    Outcome.WITHHOLD: Status.WITHHELD,
    Outcome.HOLD: Status.HELD,
}
ASKED_BY_PERSON = "a moderator asked for a second person"
GONE = (
    "These words are not in the queue any more: they were removed, or passed to the "
    "safeguarding lead, while you had them open. Nothing was changed by you."
)
CHANGED = (
    "Somebody else decided about these words while you had them open. What they decided is "
    "shown below, and what you chose or typed is still here. Look again, then decide."
)
OWN_PROPOSAL = (
    "You proposed this yourself. Another moderator must make the same decision; "
    "until then the words stay held."
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What somebody decided: an outcome, why, and which code points are taken out."""

    outcome: str
    reason: str = ""
    spans: tuple[Span, ...] = ()

    def is_same_as(self, proposal: ReleaseDecision) -> bool:
        return (
            self.outcome == proposal.outcome
            and self.reason == proposal.reason
            and self.spans_as_stored() == [list(span) for span in proposal.spans]
        )

    def spans_as_stored(self) -> list[list[int | str]]:
        return [[span.start, span.end, span.kind.value] for span in self.spans]


def verdict_of(proposal: ReleaseDecision) -> Verdict:
    """Return the decision as one that another person can make too."""
    spans = tuple(Span(start, end, FindingKind(kind)) for start, end, kind in proposal.spans)
    return Verdict(outcome=proposal.outcome, reason=proposal.reason, spans=spans)


def lock_unchanged(contribution: Contribution, seen: str) -> Contribution:
    """Return the contribution, locked, if nobody decided since the page was shown.

    PostgreSQL locks the row; on SQLite the transaction is the only one that writes.

    Raises:
        ConflictError: somebody did, or the words are gone.
    """
    rows = Contribution.objects.select_for_update(of=("self",)).select_related("response")
    current = rows.filter(pk=contribution.pk).first()
    if current is None or not can_be_decided(current):
        raise ConflictError(GONE)
    if state_token(current) != seen:
        raise ConflictError(CHANGED)
    return current


def checked(verdict: Verdict, text: str) -> Verdict:
    """Return the verdict with its spans in order and apart.

    Raises:
        InputError: a span lies outside the text, or the outcome lacks what it needs.
    """
    if verdict.outcome not in STATUS_AFTER:
        raise InputError(f"There is no such decision as “{verdict.outcome}”.")
    if verdict.outcome == Outcome.WITHHOLD and not verdict.reason:
        raise InputError("Say why the words are withheld.")
    if (verdict.outcome == Outcome.REDACT) is not bool(verdict.spans):
        raise InputError("Mark what is taken out, or release the words as they are.")
    return Verdict(verdict.outcome, verdict.reason, merge_redactions(text, verdict.spans))


@transaction.atomic
def decide(
    *, by: Person, contribution: Contribution, seen: str, verdict: Verdict, now: datetime
) -> ReleaseDecision:
    """Return the decision as recorded; where two people are needed the first one waits.

    `seen` is the `state_token` that the person's page was made from.

    Raises:
        ConflictError: somebody decided meanwhile, or a person would be their own second.
        InputError: the verdict does not fit the words.
    """
    current = lock_unchanged(contribution, seen)
    verdict = checked(verdict, current.text)
    proposal = waiting_proposal(current)
    is_confirmed = proposal is not None and verdict.is_same_as(proposal)
    if proposal is not None and is_confirmed and proposal.by_id == by.pk:
        raise ConflictError(OWN_PROPOSAL)
    is_second_needed = needs_two_people(current) and verdict.outcome != Outcome.HOLD
    made = record_decision(
        by=by,
        contribution=current,
        verdict=verdict,
        now=now,
        waits_for_second=is_second_needed and not is_confirmed,
    )
    _apply(made, current)
    _record(made, current, is_second=is_confirmed)
    return made


def record_decision(
    *,
    by: Person,
    contribution: Contribution,
    verdict: Verdict,
    now: datetime,
    waits_for_second: bool = False,
) -> ReleaseDecision:
    """Return the row of one decision; a proposal that still waited is answered by it."""
    contribution.decisions.filter(waits_for_second=True).update(waits_for_second=False)
    return ReleaseDecision.objects.create(
        contribution=contribution,
        outcome=verdict.outcome,
        reason=verdict.reason,
        spans=verdict.spans_as_stored(),
        by=by,
        at=now,
        waits_for_second=waits_for_second,
    )


def _apply(made: ReleaseDecision, contribution: Contribution) -> None:
    status = Status.HELD if made.waits_for_second else STATUS_AFTER[made.outcome]
    reason = made.reason if status == Status.WITHHELD else ""
    put_into(contribution, status=status, withheld_reason=reason, now=made.at)
    if status == Status.REDACTED:
        Redaction.objects.bulk_create(
            Redaction(
                contribution=contribution,
                start=start,
                end=end,
                kind=kind,
                made_by=made.by,
                made_at=made.at,
            )
            for start, end, kind in made.spans
        )


def put_into(
    contribution: Contribution, *, status: str, now: datetime, withheld_reason: str = ""
) -> None:
    """Put the contribution into a status, with no redactions left of an earlier one.

    Raises:
        ConflictError: it is not in the status in which it was read.
    """
    contribution.redactions.all().delete()
    unchanged = Contribution.objects.filter(pk=contribution.pk, status=contribution.status)
    changed = unchanged.update(
        status=status,
        withheld_reason=withheld_reason,
        decided_at=None if status == Status.HELD else now,
    )
    if not changed:
        raise ConflictError(CHANGED)
    contribution.status = Status(status)


def _record(made: ReleaseDecision, contribution: Contribution, *, is_second: bool) -> None:
    record_event(
        by=made.by,  # type: ignore[arg-type]
        action="engagement.release-proposed" if made.waits_for_second else "engagement.decided",
        subject=contribution,
        why=made.reason,
        outcome=made.outcome,
        status=contribution.status,
        redactions=len(made.spans),
        is_second_person=is_second,
    )


@transaction.atomic
def ask_for_second_person(*, by: Person, contribution: Contribution, seen: str) -> RaisedFlag:
    """Return the flag that a person raised: from now on two people decide about these words."""
    current = lock_unchanged(contribution, seen)
    if current.is_public:
        raise ConflictError("These words are public. Take them back first.")
    return raise_flag(by=by, contribution=current, kind=ASKED_BY_PERSON)


def raise_flag(*, by: Person, contribution: Contribution, kind: str) -> RaisedFlag:
    """Return the flag; the contribution needs a second person from now on."""
    flag = RaisedFlag.objects.create(contribution=contribution, kind=kind, raised_by=by)
    Contribution.objects.filter(pk=contribution.pk).update(
        is_flagged=True, needs_second_person=True
    )
    record_event(by=by, action="engagement.flag-raised", subject=contribution, kind=kind)
    return flag
