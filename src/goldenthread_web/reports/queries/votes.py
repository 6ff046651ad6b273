"""Votes on statements, added up in the database."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from goldenthread.records.reports import StatementVotes, VotedStatement
from goldenthread.reports.votes import most_agreed, most_divided
from goldenthread_web.engagement.models import Contribution, Engagement, Vote
from goldenthread_web.engagement.queries.contributions import released
from goldenthread_web.engagement.queries.exercises import counted_responses, there_by
from goldenthread_web.engagement.wording import released_text
from goldenthread_web.reports.queries.remembered import Memory


@dataclass(frozen=True, slots=True)
class CountedVotes:
    """How many people voted, and how, by the id of the statement."""

    voters: int = 0
    statements: dict[int, VotedStatement] = field(default_factory=dict)


def statement_votes(engagement: Engagement, memory: Memory) -> StatementVotes | None:
    """Return how people voted on released statements, or None where nobody did."""
    counted = memory.counted("votes", lambda: count_votes(engagement, until=memory.until))
    if not counted.statements:
        return None
    public = set(_released_of(engagement).values_list("pk", flat=True).order_by())
    statements = {pk: one for pk, one in counted.statements.items() if pk in public}
    agreed = most_agreed(list(statements.values()))
    divided = most_divided(list(statements.values()))
    listed = {int(one.reference) for one in (*agreed, *divided)}
    words = {one.pk: one for one in _released_of(engagement).filter(pk__in=listed)}
    return StatementVotes(
        statements=len(statements),
        voters=counted.voters,
        votes=sum(one.votes for one in statements.values()),
        most_agreed=_with_words(agreed, words),
        most_divided=_with_words(divided, words),
    )


def count_votes(engagement: Engagement, *, until: datetime | None = None) -> CountedVotes:
    """Return the votes of an engagement added up, in two queries; of who was there by `until`."""
    statements = _by_statement(_counted_votes(engagement).filter(there_by(until, "response__")))
    voted = Vote.objects.filter(response=OuterRef("pk"))
    there = counted_responses(engagement).filter(there_by(until), Exists(voted))
    voters = there.count() if statements else 0
    return CountedVotes(voters, statements)


def _with_words(
    ranked: tuple[VotedStatement, ...], words: dict[int, Contribution]
) -> tuple[VotedStatement, ...]:
    said = [(one, words[int(one.reference)]) for one in ranked]
    return tuple(
        replace(one, words=released_text(found), reference=found.reference) for one, found in said
    )


def _released_of(engagement: Engagement) -> QuerySet[Contribution]:
    found = released().filter(response__engagement=engagement)
    return found.filter(Exists(Vote.objects.filter(statement=OuterRef("pk"))))


def _counted_votes(engagement: Engagement) -> QuerySet[Vote]:
    """Return the votes of responses that count, of no unfinished import."""
    return Vote.objects.filter(
        Q(response_import=None) | Q(response_import__state="complete"),
        Q(response__response_import=None) | Q(response__response_import__state="complete"),
        response__engagement=engagement,
        response__removed_at=None,
    ).order_by()


def _by_statement(votes: QuerySet[Vote]) -> dict[int, VotedStatement]:
    """Return the counts of each statement, known by its id until its words are read."""
    found: defaultdict[int, dict[int, int]] = defaultdict(dict)
    for statement, value, count in votes.values_list("statement", "value").annotate(n=Count("id")):
        found[statement][value] = count
    return {
        pk: VotedStatement(
            words="",
            agree=counts.get(Vote.Value.AGREE, 0),
            disagree=counts.get(Vote.Value.DISAGREE, 0),
            passed=counts.get(Vote.Value.PASS, 0),
            reference=str(pk),
        )
        for pk, counts in found.items()
    }
