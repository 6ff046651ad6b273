"""Votes on statements, and the first statements that the team writes."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy

from goldenthread.errors import ConflictError, InputError
from goldenthread.records.engagement import Capacity, Channel
from goldenthread_web.engagement.changes.contributions import (
    describe_contribution,
    store_contributions,
)
from goldenthread_web.engagement.changes.release import Verdict, put_into, record_decision
from goldenthread_web.engagement.models import (
    Contribution,
    Engagement,
    EngagementResponse,
    Question,
    ReleaseDecision,
    Vote,
)
from goldenthread_web.engagement.queries.contributions import to_vote_on
from goldenthread_web.engagement.queries.statements import LONGEST_STATEMENT, votable
from goldenthread_web.people.audit import RESIDENT, record_event
from goldenthread_web.people.models import Person

Status = Contribution.Status
THE_TEAM = "the team"
NOT_HERE = gettext_lazy("Nobody can vote on this statement any more. We keep your other votes.")
WITHDRAWN = "The team withdrew this statement. Its votes are kept."


@transaction.atomic
def cast_vote(
    *, response: EngagementResponse, statement_id: int, value: int, now: datetime
) -> Vote:
    """Return the vote, stored; a vote on the same statement before is replaced.

    Raises:
        ConflictError: nobody may vote on this statement here, or the response is removed.
    """
    # Whoever votes twice at once waits here: the later vote then replaces the earlier.
    voter = EngagementResponse.objects.select_for_update().get(pk=response.pk)
    asked = Question.objects.filter(engagement=response.engagement_id, retired_at=None)
    here = votable(asked.values_list("pk", flat=True)).filter(pk=statement_id)
    if voter.removed_at is not None or not here.exists():
        raise ConflictError(str(NOT_HERE))
    vote, is_new = Vote.objects.update_or_create(
        response=voter, statement_id=statement_id, defaults={"value": value, "voted_at": now}
    )
    record_event(by=RESIDENT, action="engagement.vote-cast", subject=voter, is_new=is_new)
    return vote


@transaction.atomic
def add_team_statements(
    *,
    by: Person,
    question: Question,
    texts: Sequence[str],
    now: datetime,
    is_held: bool = False,
) -> list[Contribution]:
    """Return the statements, stored as written by the team.

    What looks like personal data or is flagged is held for a moderator; all
    else is the council's own wording, as that of a question is, and shown at once.
    `is_held`: they came with a file, so all are held.

    Raises:
        InputError: one is too long, or there already.
    """
    _check_new(question, texts)
    response = _response_of_team(question.engagement, by, now)
    described = [
        describe_contribution(
            response=response, question=question, received=text, noted_by=THE_TEAM
        )
        for text in texts
    ]
    for one in described:
        one.contribution.part = Contribution.Part.STATEMENT
        if not (one.findings or one.flags or is_held):
            one.contribution.status, one.contribution.decided_at = Status.RELEASED, now
    stored = store_contributions(described)
    ReleaseDecision.objects.bulk_create(
        ReleaseDecision(contribution=one, outcome=ReleaseDecision.Outcome.RELEASE, by=by, at=now)
        for one in stored
        if one.status == Status.RELEASED
    )
    record_event(
        by=by, action="engagement.statements-added", subject=question, statements=len(stored)
    )
    return stored


def _check_new(question: Question, texts: Sequence[str]) -> None:
    known = set(to_vote_on(question.engagement).filter(question=question, text__in=texts)
                .values_list("text", flat=True))  # fmt: skip
    for text in texts:
        if len(text) > LONGEST_STATEMENT:
            raise InputError(f"A statement has {LONGEST_STATEMENT} characters at most: “{text}”")
        if text in known:
            raise InputError(f"This statement is there already: “{text}”")


def _response_of_team(engagement: Engagement, by: Person, now: datetime) -> EngagementResponse:
    response, _ = EngagementResponse.objects.get_or_create(
        engagement=engagement,
        is_from_team=True,
        defaults={
            "channel": Channel.OTHER.value,
            "capacity": Capacity.COUNCIL_STAFF.value,
            "received_at": now,
            "language": "en",
            "may_publish_words": True,
            "entered_by": by,
            "is_invented": engagement.is_invented,
        },
    )
    return response


@transaction.atomic
def withdraw_team_statement(*, by: Person, statement: Contribution, now: datetime) -> Contribution:
    """Return the statement, put to nobody any more; its votes stay for the record.

    Raises:
        ConflictError: a resident wrote it: a moderator decides about those.
    """
    if not statement.response.is_from_team:
        raise ConflictError("A resident wrote this statement. A moderator decides about it.")
    verdict = Verdict(ReleaseDecision.Outcome.WITHHOLD, WITHDRAWN)
    record_decision(by=by, contribution=statement, verdict=verdict, now=now)
    put_into(statement, status=Status.WITHHELD, withheld_reason=WITHDRAWN, now=now)
    record_event(by=by, action="engagement.statement-withdrawn", subject=statement)
    return statement
