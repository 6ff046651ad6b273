"""Counting the answers of every kind in the database, in a fixed number of queries."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import TruncMonth

from goldenthread.reports.results.scales import summarise_numbers
from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    Contribution,
    DateAnswer,
    FileAnswer,
    NumberAnswer,
    PlaceAnswer,
    Question,
    Vote,
)
from goldenthread_web.engagement.queries.contributions import THAT_ARE_PUBLIC
from goldenthread_web.engagement.queries.files import THAT_ARE_SEEN
from goldenthread_web.reports.queries.closed_questions import count_answers
from goldenthread_web.reports.queries.results.counts import Base, Cell, QuestionCounts
from goldenthread_web.reports.queries.results.scope import Scope

Kind = Question.Kind
OPTIONS = (Kind.ONE_CHOICE, Kind.SEVERAL_CHOICES)
NOT_SEEN = ("removed", "safeguarding")


def count_questions(questions: Sequence[Question], scope: Scope) -> tuple[QuestionCounts, ...]:
    """Return the answers to these questions, at most three queries for each kind there is."""
    counters = (
        (OPTIONS, count_options),
        ((Kind.MATRIX, Kind.RANKING), _count_rows),
        ((Kind.RATING,), _count_ratings),
        ((Kind.NUMBER,), _count_numbers),
        ((Kind.DATE,), _count_months),
        ((Kind.AREA, Kind.PLACE), _count_places),
        ((Kind.STATEMENTS,), _count_votes),
        ((Kind.OPEN,), _count_words),
        ((Kind.FILE,), _count_files),
    )
    found: dict[int, QuestionCounts] = {}
    for kinds, count in counters:
        asked = [one.pk for one in questions if one.kind in kinds]
        if asked:
            found |= {one.question: one for one in count(asked, scope)}
    return tuple(found[one.pk] for one in questions if one.pk in found)


def count_options(asked: list[int], scope: Scope) -> Iterable[QuestionCounts]:
    """Yield options by capacity, as “What we heard” counts them: the two must never differ."""
    answers = scope.within(ChoiceAnswer.objects.filter(question__in=asked))
    bases: defaultdict[int, list[Base]] = defaultdict(list)
    cells: defaultdict[int, list[Cell]] = defaultdict(list)
    for (question, capacity), one in count_answers(scope.engagement, answers).items():
        bases[question].append(Base(capacity, one.people, one.responses))
        cells[question] += [
            Cell(0, str(option), people, capacity) for option, people in one.options.items()
        ]
    for question, found in bases.items():
        yield QuestionCounts(question, tuple(found), tuple(cells[question]))


def option_counts(question: Question, scope: Scope) -> QuestionCounts:
    """Return options of one question from its index alone, not split by capacity."""
    answers = scope.within(ChoiceAnswer.objects.filter(question=question))
    ticked = list(answers.values_list("option").annotate(n=scope.sum_of_people()))
    cells = tuple(Cell(0, str(option), people) for option, people in ticked)
    if question.kind == Kind.ONE_CHOICE and not scope.has_groups:
        total = sum(cell.people for cell in cells)
        return QuestionCounts(question.pk, (Base("", total, total),), cells)
    return QuestionCounts(question.pk, tuple(_bases(answers)[question.pk]), cells)


def _bases(answers: "QuerySet[Any]") -> "defaultdict[int, list[Base]]":
    """Return who answered, each response once: grouped by its size, so SQL can add up."""
    people: Counter[int] = Counter()
    responses: Counter[int] = Counter()
    sizes = answers.values_list("question", "response__people_count")
    for question, size, count in sizes.annotate(n=Count("response", distinct=True)):
        people[question] += size * count
        responses[question] += count
    found: defaultdict[int, list[Base]] = defaultdict(list)
    for question, count in people.items():
        found[question].append(Base("", count, responses[question]))
    return found


def _gather(
    rows: Iterable[tuple[int, int | None, object, int]], bases: "defaultdict[int, list[Base]]"
) -> Iterable[QuestionCounts]:
    """Yield what rows of (question, row, column, people) say."""
    cells: defaultdict[int, list[Cell]] = defaultdict(list)
    for question, row, column, people in rows:
        cells[question].append(Cell(row or 0, "" if column is None else str(column), people))
    for question, found in cells.items():
        yield QuestionCounts(question, tuple(bases[question]), tuple(found))


def _count_rows(asked: list[int], scope: Scope) -> Iterable[QuestionCounts]:
    answers = scope.within(ChoiceAnswer.objects.filter(question__in=asked))
    rows = answers.values_list("question", "row", "rank", "option").annotate(
        n=Sum("response__people_count")
    )
    flat = ((question, row or rank, option, n) for question, row, rank, option, n in rows)
    return _gather(flat, _bases(answers))


def _count_ratings(asked: list[int], scope: Scope) -> Iterable[QuestionCounts]:
    answers = scope.within(NumberAnswer.objects.filter(question__in=asked))
    rows = answers.values_list("question", "value").annotate(n=Sum("response__people_count"))
    return _gather(((q, 0, int(value), n) for q, value, n in rows), _bases(answers))


def _count_numbers(asked: list[int], scope: Scope) -> Iterable[QuestionCounts]:
    answers = scope.within(NumberAnswer.objects.filter(question__in=asked))
    rows = answers.values_list("question", "value").annotate(n=Sum("response__people_count"))
    values: defaultdict[int, list[tuple[float, int]]] = defaultdict(list)
    for question, value, people in rows:
        values[question].append((float(value), people))
    bases = _bases(answers)
    for question, found in values.items():
        told = summarise_numbers("", found)
        cells = tuple(Cell(0, f"{one.lower}:{one.upper}", one.people) for one in told.bins)
        summary = (told.mean, told.lower, told.upper, *told.quartiles)
        yield QuestionCounts(question, tuple(bases[question]), cells, summary)


def _count_months(asked: list[int], scope: Scope) -> Iterable[QuestionCounts]:
    answers = scope.within(DateAnswer.objects.filter(question__in=asked))
    months = answers.annotate(month=TruncMonth("value")).values_list("question", "month")
    rows = months.annotate(n=Sum("response__people_count")).order_by("month")
    return _gather(((q, 0, month.isoformat(), n) for q, month, n in rows), _bases(answers))


def _count_places(asked: list[int], scope: Scope) -> Iterable[QuestionCounts]:
    answers = scope.within(PlaceAnswer.objects.filter(question__in=asked))
    rows = answers.values_list("question", "area").annotate(n=Sum("response__people_count"))
    return _gather(((q, 0, area, n) for q, area, n in rows), _bases(answers))


def _count_votes(asked: list[int], scope: Scope) -> Iterable[QuestionCounts]:
    """Yield votes by statement; each voter is one of the people who answered."""
    votes = Vote.objects.filter(
        Q(response_import=None) | Q(response_import__state="complete"),
        statement__question__in=asked,
    )
    votes_by_question: QuerySet[Any, Any] = scope.within(
        votes.annotate(question=F("statement__question"))
    )
    rows = votes_by_question.values_list("question", "statement", "value").annotate(n=Count("*"))
    return _gather(rows, _bases(votes_by_question))


def _count_words(asked: list[int], scope: Scope) -> Iterable[QuestionCounts]:
    """Yield how many contributions there are, and how many of them are released."""
    said = scope.within(
        Contribution.objects.filter(question__in=asked, part="answer").exclude(status__in=NOT_SEEN)
    )
    bases = _bases(said)
    rows = said.values_list("question").annotate(
        n=Count("*"), released=Count("pk", filter=THAT_ARE_PUBLIC)
    )
    for question, count, released in rows:
        yield QuestionCounts(question, tuple(bases[question]), (), (count, released))


def _count_files(asked: list[int], scope: Scope) -> Iterable[QuestionCounts]:
    sent = scope.within(FileAnswer.objects.filter(question__in=asked))
    bases = _bases(sent)
    rows = sent.values_list("question").annotate(
        n=Count("*"), seen=Count("pk", filter=THAT_ARE_SEEN)
    )
    for question, count, seen in rows:
        yield QuestionCounts(question, tuple(bases[question]), (), (count, seen))
