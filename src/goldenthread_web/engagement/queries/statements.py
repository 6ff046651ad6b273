"""Statements to vote on: which there are, and which somebody is asked about next."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from goldenthread.engagement.routing import choose_statements
from goldenthread_web.engagement.models import Contribution, EngagementResponse, Question, Vote
from goldenthread_web.engagement.queries.answering_draft import Draft, field_of
from goldenthread_web.engagement.queries.contributions import released
from goldenthread_web.engagement.wording import released_text

LONGEST_STATEMENT = 140
BATCH = 5
Kind = Question.Kind


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement as others read it: released words, and never who said them."""

    pk: int
    words: str
    is_from_team: bool


def votable(questions: Iterable[int]) -> QuerySet[Contribution]:
    """Return the statements of these questions that anybody may vote on now."""
    return released().filter(question__in=list(questions), question__kind=Kind.STATEMENTS)


def with_statements(questions: Sequence[Question]) -> set[int]:
    """Return which of these questions have something to vote on."""
    asked = [one.pk for one in questions]
    found = votable(asked).select_related(None).prefetch_related(None).order_by()
    return (
        {pk for pk in found.values_list("question", flat=True).distinct() if pk} if asked else set()
    )


def read_statements(ids: Iterable[int], questions: Iterable[int]) -> dict[int, Statement]:
    """Return those of these statements that can be voted on, by id, in the order asked for."""
    wanted = list(ids)
    found = {one.pk: one for one in votable(questions).filter(pk__in=wanted)}
    return {
        pk: Statement(pk, released_text(found[pk]), found[pk].response.is_from_team)
        for pk in wanted
        if pk in found
    }


def vote_counts(questions: Iterable[int]) -> dict[int, int]:
    """Return how many votes each statement has that can be voted on, in one query."""
    found = votable(questions).select_related(None).prefetch_related(None).order_by()
    return dict(found.annotate(n=Count("votes")).values_list("pk", "n"))


def put_to(
    questions: Sequence[Question], draft: Draft, *, seed: str, typed: Mapping[str, object] | None
) -> dict[int, list[Statement]]:
    """Return the statements that stand on a page, by question.

    What was put to this person before stays: a page that comes back after an
    error, or later, asks the same. Otherwise it is what few have voted on.
    """
    found = {}
    for question in questions:
        if question.kind == Kind.STATEMENTS:
            shown = _posted(question, typed) or draft.shown_statements(question)
            put = read_statements(shown, [question.pk]) if shown else {}
            if not put:
                chosen = choose_statements(vote_counts([question.pk]), seed=seed, limit=BATCH)
                put = read_statements(chosen, [question.pk])
            found[question.pk] = list(put.values())
    return found


def _posted(question: Question, typed: Mapping[str, object] | None) -> list[int]:
    if typed is None:
        return []
    return Draft({"shown": str(typed.get(field_of(question, "shown"), ""))}).numbers_in("shown")


@dataclass(frozen=True, slots=True)
class Voting:
    """Where a person stands with the statements of an engagement."""

    next: Statement | None
    given: Vote | None
    votes: list[tuple[Statement, Vote]]
    left: int


def voting_of(
    response: EngagementResponse, questions: Sequence[int], *, asked_for: int | None = None
) -> Voting:
    """Return the statement to vote on next, or the one asked for, and the votes so far."""
    cast = {one.statement_id: one for one in Vote.objects.filter(response=response).order_by("pk")}
    counts = vote_counts(questions)
    chosen = choose_statements(counts, voted=cast.keys(), seed=str(response.number), limit=1)
    if asked_for in counts:
        chosen = (asked_for,)
    read = read_statements([*cast, *chosen], questions)
    following = read.get(chosen[0]) if chosen else None
    return Voting(
        next=following,
        given=cast.get(following.pk) if following else None,
        votes=[(read[pk], vote) for pk, vote in cast.items() if pk in read],
        left=len(counts.keys() - cast.keys()),
    )


def voted_questions(response: EngagementResponse) -> set[int]:
    """Return the questions in which this person voted."""
    found = Vote.objects.filter(response=response).order_by()
    return {pk for pk in found.values_list("statement__question", flat=True).distinct() if pk}


def statements_with_votes(
    found: QuerySet[Contribution], question: Question
) -> QuerySet[Contribution]:
    """Return the statements of a question among those that a person may see, with their votes."""
    return found.filter(question=question).annotate(vote_count=Count("votes")).order_by("-pk")
