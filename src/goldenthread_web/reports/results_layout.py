"""The pages of results: each question as a card with its sentences, charts and tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from goldenthread.records.indicators import AreaOutline
from goldenthread.records.publishing import Chart, Table
from goldenthread.records.results import (
    Answered,
    Line,
    ListedAnswers,
    Matrix,
    Numbers,
    Rankings,
    Ratings,
    Statements,
)
from goldenthread.reports.figures import capacity_chart, closed_question_chart
from goldenthread.reports.results.lists import listed_chart, map_chart, statements_table
from goldenthread.reports.results.orders import matrix_chart, rankings_chart
from goldenthread.reports.results.protecting import HIDDEN_NOTE, INTERVAL_NOTE
from goldenthread.reports.results.scales import numbers_chart, ratings_chart
from goldenthread.reports.results.taking_part import days_chart, kinds_chart, say_minutes
from goldenthread.reports.wording import say_contributions, say_count, say_part, say_people
from goldenthread_web.engagement.models import Question
from goldenthread_web.reports.queries.quotes import language_name
from goldenthread_web.reports.queries.results.answered import (
    Labels,
    answered,
    closed_question,
)
from goldenthread_web.reports.queries.results.counts import QuestionCounts, ResultCounts
from goldenthread_web.reports.queries.results.taking_part import COUNTED_BY

NOT_RECORDED = "Not recorded"
CHARTS_KEPT = 1024
Kind = Question.Kind
DRAWN: dict[type, Callable[..., Chart]] = {
    ListedAnswers: listed_chart,
    Ratings: ratings_chart,
    Rankings: rankings_chart,
    Matrix: matrix_chart,
    Numbers: numbers_chart,
}


@dataclass(frozen=True, slots=True)
class Card:
    """One question as a page shows it."""

    question: Question
    kind: str
    answered: str
    sentences: tuple[str, ...] = ()
    charts: tuple[Chart, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_closed(self) -> bool:
        return self.question.kind in {Kind.ONE_CHOICE, Kind.SEVERAL_CHOICES}

    @property
    def sentence(self) -> str:
        """The result in one sentence, for a list of questions."""
        return next(iter([*(chart.sentence for chart in self.charts), *self.sentences]), "")

    @property
    def all_tables(self) -> tuple[Table, ...]:
        """Return each table once: a map has that of its list."""
        return tuple(dict.fromkeys([*(chart.table for chart in self.charts), *self.tables]))


@lru_cache(maxsize=CHARTS_KEPT)
def draw(make: Callable[..., Chart], counted: Any) -> Chart:
    """Return a chart. It is kept by its figures and labels, which hold no resident's words."""
    return make(counted)


def card_of(
    question: Question,
    counts: QuestionCounts,
    labels: Labels,
    *,
    people: int,
    is_public: bool = False,
) -> Card:
    """Return the card of a question; `people` is everybody whose responses are counted."""
    said = f"{say_part(counts.people, max(people, counts.people), 'people')} answered this."
    kind = question.get_kind_display().partition(":")[0]
    if not counts.people:
        return Card(question, kind, "Nobody answered this question.")
    if question.kind in {Kind.ONE_CHOICE, Kind.SEVERAL_CHOICES}:
        return _closed_card(question, counts, Card(question, kind, said), people=people)
    if question.kind == Kind.OPEN:
        return Card(question, kind, said, _words(counts, is_public=is_public))
    if question.kind == Kind.FILE:
        files = int(counts.summary[0]) if counts.summary else 0
        return Card(question, kind, said, (f"{say_count(files, 'file was', 'files were')} sent.",))
    found = answered(question, counts, labels)
    if isinstance(found, Statements):
        return _statements_card(found, Card(question, kind, said))
    charts = _charts(found, labels.outlines.get(question.area_set_id or 0, ()))
    return Card(question, kind, said, charts=charts, notes=_notes(charts))


def _closed_card(question: Question, counts: QuestionCounts, card: Card, *, people: int) -> Card:
    counted = closed_question(question, counts, people=people)
    split = draw(capacity_chart, counted) if counted.by_capacity else None
    charts = (draw(closed_question_chart, counted), *((split,) if split else ()))
    return Card(question, card.kind, card.answered, charts=charts, notes=counted.notes)


def _statements_card(found: Statements, card: Card) -> Card:
    table = statements_table(found)
    votes = sum(one.votes for one in found.statements)
    said = (
        f"{say_count(len(found.statements), 'released statement', 'released statements')} with "
        f"{say_count(votes, 'vote', 'votes')}."
    )
    tables = (table,) if table.rows else ()
    return Card(card.question, card.kind, card.answered, (said,), tables=tables)


def _charts(found: Answered | None, outlines: tuple[AreaOutline, ...]) -> tuple[Chart, ...]:
    if found is None or isinstance(found, Statements):
        return ()
    chart = draw(DRAWN[type(found)], found)
    if isinstance(found, ListedAnswers) and outlines:
        return (map_chart(found, outlines), chart)
    return (chart,)


def _notes(charts: Sequence[Chart]) -> tuple[str, ...]:
    cells = [cell for chart in charts for row in chart.table.rows for cell in row]
    hidden = (HIDDEN_NOTE,) if any("not shown" in cell for cell in cells) else ()
    return (*((INTERVAL_NOTE,) if charts else ()), *hidden)


def _words(counts: QuestionCounts, *, is_public: bool) -> tuple[str, ...]:
    """Return how much was said and can be read; in public not how much is held."""
    said, released = (int(number) for number in (counts.summary or (0, 0)))
    if is_public:
        return (f"{say_contributions(released)} can be read in public.",)
    return (
        f"{say_contributions(said)} from {say_people(counts.people)}.",
        f"{say_part(released, said)} can be read in public.",
    )


@dataclass(frozen=True, slots=True)
class Overview:
    """How an exercise goes."""

    totals: str
    days: Chart | None
    kinds: tuple[Chart, ...]
    minutes: str

    @property
    def all_tables(self) -> tuple[Table, ...]:
        charts = ((self.days,) if self.days else ()) + self.kinds
        return tuple(chart.table for chart in charts)


def overview_of(counts: ResultCounts) -> Overview:
    """Return responses by day and by what is known of them; what only one value has says nothing."""
    days = tuple((date.fromisoformat(day), count) for day, count in counts.days)
    lines = {
        name: tuple(
            Line(_label(name, group.value), group.people) for group in counts.groups_by(name)
        )
        for name in COUNTED_BY
    }
    taken = counts.minutes
    return Overview(
        totals=f"{say_people(counts.people)} took part, in {say_count(counts.responses, 'response', 'responses')}.",
        days=draw(days_chart, days) if days else None,
        kinds=tuple(
            kinds_chart(found, counted_by=name) for name, found in lines.items() if len(found) > 1
        ),
        minutes=say_minutes((taken[1], taken[2], taken[3]), known=int(taken[0]))
        if len(taken) > 1
        else "",
    )


def _label(name: str, value: str) -> str:
    if not value:
        return NOT_RECORDED
    shown = language_name(value) if name == "language" else value
    return f"{shown[:1].upper()}{shown[1:]}"
