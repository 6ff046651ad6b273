"""Counts turned into what the library draws: labels in place of ids, lines in order."""

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from goldenthread.indicators.areas import outline_of
from goldenthread.records.indicators import AreaOutline
from goldenthread.records.reports import (
    OTHER_ANSWERS,
    CapacityTally,
    ClosedQuestion,
    QuestionKind,
    VotedStatement,
)
from goldenthread.records.results import (
    Answered,
    Bin,
    Line,
    ListedAnswers,
    Matrix,
    Numbers,
    RankedOption,
    Rankings,
    Ratings,
    Statements,
)
from goldenthread.reports.counting import NOT_BY_CAPACITY, count_tallies
from goldenthread.reports.wording import say_month
from goldenthread_web.engagement.models import Engagement, Question, Vote
from goldenthread_web.engagement.queries.contributions import released
from goldenthread_web.engagement.wording import released_text
from goldenthread_web.indicators.models import Area
from goldenthread_web.reports.queries.closed_questions import OTHER
from goldenthread_web.reports.queries.results.counts import Cell, QuestionCounts

Kind = Question.Kind
NO_AREA = "No area known"
MOST_YEARS_OF_MONTHS = 3
OUT_OF_USE = " (not asked any more)"


@dataclass(frozen=True, slots=True)
class Labels:
    """What ids in counts stand for, beyond a question's own options and rows."""

    areas: Mapping[int, str]
    statements: Mapping[int, str]
    outlines: Mapping[int, tuple[AreaOutline, ...]]  # by area set


def labels_for(questions: Sequence[Question], counts: Sequence[QuestionCounts]) -> Labels:
    """Return names of areas, words of released statements and outlines, in two queries at most."""
    places = {one.pk for one in questions if one.kind in {Kind.AREA, Kind.PLACE}}
    stated = {one.pk for one in questions if one.kind == Kind.STATEMENTS}
    sets = {one.area_set_id for one in questions if one.pk in places and one.area_set_id}
    known = {
        int(c.column) for one in counts if one.question in places for c in one.cells if c.column
    }
    areas = (
        list(Area.objects.filter(area_set__in=sets) | Area.objects.filter(pk__in=known))
        if places
        else []
    )
    outlines: defaultdict[int, list[AreaOutline]] = defaultdict(list)
    for area in areas:
        outlines[area.area_set_id].append(outline_of(area.outline, code=area.code, name=area.name))
    voted = {cell.row for one in counts if one.question in stated for cell in one.cells}
    words = {one.pk: released_text(one) for one in released().filter(pk__in=voted)} if voted else {}
    return Labels(
        {area.pk: area.name for area in areas},
        words,
        {pk: tuple(found) for pk, found in outlines.items()},
    )


def answered(question: Question, counts: QuestionCounts, labels: Labels) -> Answered | None:
    """Return what was answered, or None for words, files and questions counted by option."""
    makers: dict[str, Callable[[Question, QuestionCounts], Answered | None]] = {
        Kind.RATING: _ratings,
        Kind.RANKING: _rankings,
        Kind.MATRIX: _matrix,
        Kind.NUMBER: _numbers,
        Kind.DATE: _dates,
    }
    make = makers.get(question.kind)
    if make is not None:
        return make(question, counts)
    if question.kind in {Kind.AREA, Kind.PLACE}:
        return _areas(question, counts, labels)
    is_stated = question.kind == Kind.STATEMENTS
    return _statements(question, counts, labels) if is_stated else None


def closed_question(question: Question, counts: QuestionCounts, *, people: int) -> ClosedQuestion:
    """Return a question counted by option, as “What we heard” shows it."""
    ticked = {int(cell.column) for cell in counts.cells}
    options = {
        option.pk: _name(option.text, is_retired=option.retired_at is not None)
        for option in question.options.all()
        if option.pk in ticked or not (option.is_from_file or option.retired_at)
    }
    if OTHER in ticked:
        options[OTHER] = OTHER_ANSWERS
    by_capacity: defaultdict[str, list[Cell]] = defaultdict(list)
    for cell in counts.cells:
        by_capacity[cell.capacity].append(cell)
    tallies = [
        CapacityTally(
            base.capacity.capitalize(),
            base.people,
            base.responses,
            tuple(
                (options[int(cell.column)], cell.people)
                for cell in by_capacity[base.capacity]
                if int(cell.column) in options
            ),
        )
        for base in counts.bases
    ]
    found = count_tallies(
        question.text,
        tallies,
        options=list(options.values()),
        kind=QuestionKind(question.kind),
        not_answered=max(0, people - counts.people),
    )
    return found if len(tallies) > 1 else _without_capacities(found)


def _without_capacities(counted: ClosedQuestion) -> ClosedQuestion:
    notes = tuple(note for note in counted.notes if note != NOT_BY_CAPACITY)
    return ClosedQuestion(
        counted.question, counted.kind, counted.base, counted.responses, counted.not_answered,
        counted.options, counted.by_capacity, notes,
    )  # fmt: skip


def _name(text: str, *, is_retired: bool) -> str:
    return f"{text}{OUT_OF_USE}" if is_retired else text


def _ratings(question: Question, counts: QuestionCounts) -> Ratings:
    given = {int(cell.column): cell.people for cell in counts.cells}
    known = [*given, *(end for end in (question.lowest, question.highest) if end is not None)]
    points = range(min(known), max(known) + 1) if known else range(0)
    return Ratings(
        question.text,
        tuple((value, given.get(value, 0)) for value in points),
        question.lowest_label,
        question.highest_label,
    )


def _rankings(question: Question, counts: QuestionCounts) -> Rankings:
    people = {(int(cell.column), cell.row): cell.people for cell in counts.cells}
    ticked = {option for option, _ in people}
    options = [one for one in question.options.all() if one.pk in ticked or not one.retired_at]
    places = max((rank for _, rank in people), default=0)
    return Rankings(
        question.text,
        counts.people,
        tuple(
            RankedOption(
                _name(one.text, is_retired=one.retired_at is not None),
                tuple(people.get((one.pk, rank), 0) for rank in range(1, places + 1)),
            )
            for one in options
        ),
    )


def _matrix(question: Question, counts: QuestionCounts) -> Matrix:
    people = {(cell.row, int(cell.column)): cell.people for cell in counts.cells}
    options = list(question.options.all())
    rows = tuple(
        (
            _name(row.text, is_retired=row.retired_at is not None),
            tuple(people.get((row.pk, option.pk), 0) for option in options),
        )
        for row in question.rows.all()
    )
    return Matrix(question.text, tuple(option.text for option in options), rows)


def _numbers(question: Question, counts: QuestionCounts) -> Numbers | None:
    if not counts.cells:
        return None
    mean, lower, upper, first, middle, third = counts.summary
    bins = []
    for cell in counts.cells:
        begins, _, ends = cell.column.partition(":")
        bins.append(Bin(float(begins), float(ends), cell.people))
    return Numbers(
        question.text,
        base=counts.people,
        mean=mean,
        lower=lower,
        upper=upper,
        quartiles=(first, middle, third),
        bins=tuple(bins),
    )


def _dates(question: Question, counts: QuestionCounts) -> ListedAnswers:
    """Return people by month; by year where the answers lie further apart, as of when one moved."""
    people: Counter[str] = Counter()
    for cell in counts.cells:
        people[cell.column] += cell.people
    years = {int(month[:4]) for month in people}
    if years and max(years) - min(years) < MOST_YEARS_OF_MONTHS:
        lines = tuple(Line(say_month(month), n) for month, n in sorted(people.items()))
        return ListedAnswers(question.text, "Month", lines)
    by_year: Counter[str] = Counter()
    for month, n in people.items():
        by_year[month[:4]] += n
    return ListedAnswers(
        question.text, "Year", tuple(Line(year, n) for year, n in sorted(by_year.items()))
    )


def _areas(question: Question, counts: QuestionCounts, labels: Labels) -> ListedAnswers:
    """Return every area of the set, those without an answer too; each is named once."""
    people: Counter[str] = Counter()
    outlines = labels.outlines.get(question.area_set_id or 0, ())
    for outline in outlines:
        people[outline.name] += 0
    for cell in counts.cells:
        people[labels.areas.get(int(cell.column), NO_AREA) if cell.column else NO_AREA] += (
            cell.people
        )
    ordered = sorted(people.items(), key=lambda pair: (pair[0] == NO_AREA, pair[0]))
    return ListedAnswers(question.text, "Area", tuple(Line(*pair) for pair in ordered))


def _statements(question: Question, counts: QuestionCounts, labels: Labels) -> Statements:
    votes: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for cell in counts.cells:
        votes[cell.row][cell.column] = cell.people
    found = [
        VotedStatement(
            labels.statements[pk],
            agree=cast.get(str(Vote.Value.AGREE.value), 0),
            disagree=cast.get(str(Vote.Value.DISAGREE.value), 0),
            passed=cast.get(str(Vote.Value.PASS.value), 0),
        )
        for pk, cast in votes.items()
        if pk in labels.statements
    ]
    return Statements(question.text, tuple(sorted(found, key=lambda one: -one.votes)))


def questions_of(engagement: Engagement) -> list[Question]:
    """Return the questions in form order with options and rows, retired ones last, in three queries."""
    found = Question.objects.filter(engagement=engagement).prefetch_related("options", "rows")
    ordered = found.select_related("section").order_by("position", "pk")
    return sorted(ordered, key=lambda question: question.retired_at is not None)
