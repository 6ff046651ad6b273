"""Two things crossed: questions, capacity, channel, area, or responses that stand apart."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    Count,
    Exists,
    F,
    FilteredRelation,
    Manager,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)

from goldenthread.records.results import Crossing
from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    EngagementResponse,
    NumberAnswer,
    PlaceAnswer,
    Question,
    ResponseInPattern,
)
from goldenthread_web.indicators.models import Area
from goldenthread_web.reports.queries.results.scope import Scope

Kind = Question.Kind
ATTRIBUTES = {
    "capacity": "In what capacity",
    "channel": "By which way",
    "area": "Area",
    "language": "Language",
}
APART = "apart"
CROSSED_KINDS = (
    Kind.ONE_CHOICE, Kind.SEVERAL_CHOICES, Kind.RATING, Kind.AREA, Kind.PLACE,
)  # fmt: skip
RELATIONS = {
    Kind.ONE_CHOICE: ("choices", "option"),
    Kind.SEVERAL_CHOICES: ("choices", "option"),
    Kind.RATING: ("numbers", "value"),
    Kind.AREA: ("places", "area"),
    Kind.PLACE: ("places", "area"),
}
Cells = Counter[tuple[Any, Any]]
ANSWERS: dict[str, type[Model]] = {
    "choices": ChoiceAnswer,
    "numbers": NumberAnswer,
    "places": PlaceAnswer,
}
NOT_RECORDED = "Not recorded"
IS_APART, NOT_APART = "Shown apart", "All others"


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a crossing: a question, or what is known of responses by name."""

    name: str
    title: str
    question: Question | None = None

    @property
    def adds_up(self) -> bool:
        return self.question is None or self.question.kind != Kind.SEVERAL_CHOICES


def sides_of(questions: list[Question]) -> list[Side]:
    """Return everything that can stand on a side of a crossing."""
    asked = [Side(str(one.pk), one.text, one) for one in questions if one.kind in CROSSED_KINDS]
    return [*asked, *(Side(name, title) for name, title in ATTRIBUTES.items())]


def cross_apart(question: Question, scope: Scope) -> Crossing:
    """Return options of a question by whether a response is shown apart."""
    apart = Side(APART, "With and without")
    return cross(apart, Side(str(question.pk), question.text, question), scope)


def cross(rows: Side, columns: Side, scope: Scope) -> Crossing:
    """Return people by row and column of all who answered both, in at most six queries.

    Each total counts each response once, also where it stands in several lines.
    """
    cells = _quick_cells(rows, columns, scope)
    if cells is None:
        cells = _count_cells(rows, columns, scope)
    row_labels = _labels_of_lines(rows, {row for row, _ in cells})
    column_labels = _labels_of_lines(columns, {column for _, column in cells})
    row_totals, column_totals, base = _margins(rows, columns, scope, cells)
    return Crossing(
        rows_title=rows.title,
        columns_title=columns.title,
        rows=tuple(row_labels.values()),
        columns=tuple(column_labels.values()),
        cells=tuple(tuple(cells[row, column] for column in column_labels) for row in row_labels),
        row_totals=tuple(row_totals[row] for row in row_labels),
        column_totals=tuple(column_totals[column] for column in column_labels),
        base=base,
        rows_add_up=rows.adds_up,
        columns_add_up=columns.adds_up,
    )


def _margins(
    rows: Side, columns: Side, scope: Scope, cells: Cells
) -> tuple[Counter[Any], Counter[Any], int]:
    """Return the totals of rows and columns and of all, added up where everybody stands once."""
    row_totals: Counter[Any] = Counter()
    column_totals: Counter[Any] = Counter()
    for (row, column), people in cells.items():
        row_totals[row] += people
        column_totals[column] += people
    if not columns.adds_up:
        row_totals = _totals_of_side(scope, rows, columns)
    if not rows.adds_up:
        column_totals = _totals_of_side(scope, columns, rows)
    if rows.adds_up or columns.adds_up:
        base = (row_totals if rows.adds_up else column_totals).total()
    else:
        base = _count_who_answered_both(scope, rows, columns)
    return row_totals, column_totals, base


def _count_cells(rows: Side, columns: Side, scope: Scope) -> Cells:
    cells: Cells = Counter()
    both: QuerySet[Any, Any] = _with_sides(scope.responses(), {"row": rows, "column": columns})
    for row, column, people in both.values_list("row", "column").annotate(n=Sum("people_count")):
        cells[row, column] += people
    return cells


def _quick_cells(rows: Side, columns: Side, scope: Scope) -> Cells | None:
    """Return the cells of two questions from their indexes alone, or None where responses matter.

    Of one of the two a response has one answer at most: it is looked up beside the other.
    """
    if not scope.reads_answers_only or rows.question is None or columns.question is None:
        return None
    kinds = (Kind(rows.question.kind), Kind(columns.question.kind))
    if any(RELATIONS[kind][0] == "places" for kind in kinds):
        return None
    if not columns.adds_up:
        turned = _quick_cells(columns, rows, scope) if rows.adds_up else None
        return (
            Counter({(row, column): n for (column, row), n in turned.items()}) if turned else None
        )
    (model, value), (other, other_value) = _answers_of(rows.question), _answers_of(columns.question)
    given = manager_of(other).filter(question=columns.question, response=OuterRef("response"))
    answers: QuerySet[Any, Any] = scope.within(manager_of(model).filter(question=rows.question))
    crossed = answers.annotate(column=Subquery(given.order_by().values(other_value)[:1]))
    counted = crossed.values_list(value, "column").annotate(n=Count("*"))
    return Counter({(row, column): n for row, column, n in counted if column is not None})


def manager_of(model: type[Model]) -> Manager[Any]:
    """Return the manager of one of the models of answers."""
    return model._default_manager  # noqa: SLF001 - Django's own public name


def _answers_of(question: Question) -> tuple[type[Model], str]:
    relation, value = RELATIONS[Kind(question.kind)]
    return ANSWERS[relation], value


def _with_sides(responses: "QuerySet[Any, Any]", sides: dict[str, Side]) -> "QuerySet[Any, Any]":
    """Return a line for each pair of answers, named by the keys of `sides`."""
    for name, side in sides.items():
        if side.question is not None:
            relation, value = RELATIONS[Kind(side.question.kind)]
            fits = Q(**{f"{relation}__question": side.question})
            responses = responses.annotate(
                **{f"of_{name}": FilteredRelation(relation, condition=fits)}
            )
            responses = responses.filter(**{f"of_{name}__isnull": False})
            responses = responses.annotate(**{name: F(f"of_{name}__{value}")})
        elif side.name == APART:
            member = ResponseInPattern.objects.filter(
                response=OuterRef("pk"), pattern__conclusion="shown apart"
            )
            responses = responses.annotate(**{name: Exists(member)})
        else:
            responses = responses.annotate(**{name: F(side.name)})
    return responses


def _who_answered(
    responses: "QuerySet[EngagementResponse]", side: Side
) -> "QuerySet[EngagementResponse]":
    if side.question is None:
        return responses
    model = ANSWERS[RELATIONS[Kind(side.question.kind)][0]]
    given = manager_of(model).filter(response=OuterRef("pk"), question=side.question)
    return responses.filter(Exists(given))


def _totals_of_side(scope: Scope, side: Side, other: Side) -> Counter[Any]:
    """Return people by line of one side, of those who answered the other too."""
    lines: QuerySet[Any, Any] = _with_sides(_who_answered(scope.responses(), other), {"line": side})
    return Counter(dict(lines.values_list("line").annotate(n=Sum("people_count"))))


def _count_who_answered_both(scope: Scope, rows: Side, columns: Side) -> int:
    both = _who_answered(_who_answered(scope.responses(), rows), columns)
    total: int = both.aggregate(n=Sum("people_count"))["n"] or 0
    return total


def _labels_of_lines(side: Side, found: set[Any]) -> dict[Any, str]:
    """Return the lines that somebody stands in, in the order of the form, and what they are called."""
    if side.name == APART:
        return {one: label for one, label in ((True, IS_APART), (False, NOT_APART)) if one in found}
    if side.question is None:
        named = {one: f"{one[:1].upper()}{one[1:]}" if one else NOT_RECORDED for one in found}
        return dict(sorted(named.items(), key=lambda pair: pair[1]))
    if side.question.kind == Kind.RATING:
        return {value: f"{value:.0f}" for value in sorted(found)}
    if side.question.kind in {Kind.AREA, Kind.PLACE}:
        areas = Area.objects.filter(pk__in=[one for one in found if one]).order_by("name")
        names = dict(areas.values_list("pk", "name"))
        return names | ({None: NOT_RECORDED} if None in found else {})
    return {one.pk: one.text for one in side.question.options.all() if one.pk in found}
