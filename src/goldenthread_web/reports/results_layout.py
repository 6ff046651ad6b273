"""The pages of results: each question as a card with its sentences, charts and tables."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from goldenthread.records.indicators import AreaOutline
from goldenthread.records.publishing import Chart, Table
from goldenthread.records.reports import OpenQuestion
from goldenthread.records.results import (
    Answered,
    Line,
    ListedAnswers,
    Matrix,
    Numbers,
    QuestionInFigures,
    Rankings,
    Ratings,
    Statements,
)
from goldenthread.reports.figures import (
    capacity_chart,
    closed_question_chart,
    say_most_chosen,
    theme_sizes_chart,
)
from goldenthread.reports.open_questions import NO_VOTE, say_kind_of_themes
from goldenthread.reports.results.charting import figure_charts, figure_notes
from goldenthread.reports.results.lists import say_listed
from goldenthread.reports.results.orders import say_first, say_matrix
from goldenthread.reports.results.protecting import HIDDEN_NOTE, INTERVAL_NOTE
from goldenthread.reports.results.scales import say_mean, say_numbers
from goldenthread.reports.results.statements import say_statements
from goldenthread.reports.results.taking_part import days_chart, kinds_chart, say_minutes
from goldenthread.reports.wording import say_contributions, say_count, say_part, say_people
from goldenthread_web.engagement.models import Question
from goldenthread_web.reports.layout import without_words
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
OF_ALL_CHARTS = (INTERVAL_NOTE, HIDDEN_NOTE)
Kind = Question.Kind


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
    files_seen: int = 0
    answered_by: str = ""

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


@dataclass(frozen=True, slots=True)
class Manner:
    """How cards are shown: in public nothing of what is held, in lists no split by capacity."""

    is_public: bool = False
    has_split: bool = True


IN_OFFICE = Manner()
BY_CAPACITY = ("By capacity", "Too few people answered in different capacities")
SAID: dict[type, Callable[..., str]] = {
    ListedAnswers: say_listed,
    Ratings: say_mean,
    Rankings: say_first,
    Matrix: say_matrix,
    Numbers: say_numbers,
    Statements: say_statements,
}


def line_of(question: Question, counts: QuestionCounts, labels: Labels, *, people: int) -> Card:
    """Return the card of a question with its sentence and nothing drawn, for a list of many."""
    part = say_part(counts.people, max(people, counts.people)) if counts.people else "nobody"
    card = Card(question, _say_kind(question), _say_answered(counts, people), answered_by=part)
    if not counts.people:
        return card
    if card.is_closed:
        sentence = say_most_chosen(closed_question(question, counts, people=people))
        return replace(card, sentences=(sentence,))
    found = answered(question, counts, labels)
    if found is None:
        return replace(card_of(question, counts, labels, people=people), answered_by=part)
    return replace(card, sentences=(SAID[type(found)](found),))


def say_notes_once(cards: Sequence[Card]) -> tuple[tuple[Card, ...], tuple[str, ...]]:
    """Return the cards of a page without the notes that hold for all charts, and these notes."""
    found = tuple(note for note in OF_ALL_CHARTS if any(note in card.notes for card in cards))
    kept = (tuple(note for note in card.notes if note not in found) for card in cards)
    return tuple(map(_with_notes, cards, kept)), found


def _with_notes(card: Card, notes: tuple[str, ...]) -> Card:
    return replace(card, notes=notes)


def sentence_of(question: Question, counts: QuestionCounts, labels: Labels) -> str:
    """Return what people answered in a sentence; empty for choices, words, files and votes."""
    found = answered(question, counts, labels)
    if found is None or isinstance(found, Statements):
        return ""
    return SAID[type(found)](found)


def _say_kind(question: Question) -> str:
    return question.get_kind_display().partition(":")[0]


def _say_answered(counts: QuestionCounts, people: int) -> str:
    if not counts.people:
        return "Nobody answered this question."
    return f"{say_part(counts.people, max(people, counts.people), 'people')} answered this."


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
    manner: Manner = IN_OFFICE,
) -> Card:
    """Return the card of a question; `people` is everybody whose responses are counted."""
    said, kind = _say_answered(counts, people), _say_kind(question)
    if not counts.people:
        return Card(question, kind, said)
    if question.kind in {Kind.ONE_CHOICE, Kind.SEVERAL_CHOICES}:
        card = Card(question, kind, said)
        return _closed_card(counts, card, people=people, has_split=manner.has_split)
    if question.kind == Kind.OPEN:
        return Card(question, kind, said, _say_words(counts, is_public=manner.is_public))
    if question.kind == Kind.FILE:
        return _files_card(counts, Card(question, kind, said))
    found = answered(question, counts, labels)
    if isinstance(found, Statements):
        return _statements_card(found, Card(question, kind, said))
    charts = _charts_of(found, labels.outlines.get(question.area_set_id or 0, ()))
    return Card(question, kind, said, charts=charts, notes=figure_notes(charts))


def with_themes(card: Card, found: OpenQuestion | None) -> Card:
    """Return the card of an open question with its themes by size, where there are some."""
    if found is None:
        return card
    chart = draw(theme_sizes_chart, without_words(found))
    return replace(card, charts=(chart,), notes=(NO_VOTE, *say_kind_of_themes(found)))


def _closed_card(counts: QuestionCounts, card: Card, *, people: int, has_split: bool) -> Card:
    counted = closed_question(card.question, counts, people=people)
    chart = draw(closed_question_chart, counted)
    if has_split and counted.by_capacity:
        return replace(card, charts=(chart, draw(capacity_chart, counted)), notes=counted.notes)
    notes = tuple(note for note in counted.notes if not note.startswith(BY_CAPACITY))
    return replace(card, charts=(chart,), notes=notes)


def _statements_card(found: Statements, card: Card) -> Card:
    """Return the card of votes. Its chart is not kept: it holds words of residents."""
    charts = figure_charts(QuestionInFigures(found, 0, 0))
    sentences = () if charts else (say_statements(found),)
    notes = figure_notes(charts, has_intervals=False)
    return replace(card, sentences=sentences, charts=charts, notes=notes)


def _files_card(counts: QuestionCounts, card: Card) -> Card:
    """Return how many files came and can be seen, which a list shows."""
    sent, seen = (int(number) for number in (*counts.summary, 0, 0)[:2])
    said = [f"{say_count(sent, 'file was', 'files were')} sent."]
    said += [f"{say_part(seen, sent)} can be seen in public."] if seen else []
    return replace(card, sentences=tuple(said), files_seen=seen)


def _charts_of(found: Answered | None, outlines: tuple[AreaOutline, ...]) -> tuple[Chart, ...]:
    return draw_all(QuestionInFigures(found, 0, 0, outlines)) if found is not None else ()


@lru_cache(maxsize=CHARTS_KEPT)
def draw_all(question: QuestionInFigures) -> tuple[Chart, ...]:
    """Return the charts of a question. They are kept by their figures, which hold no words."""
    return figure_charts(question)


def _say_words(counts: QuestionCounts, *, is_public: bool) -> tuple[str, ...]:
    """Return how much was said and can be read; in public not how much is held."""
    said, released = (int(number) for number in (counts.summary or (0, 0)))
    if is_public:
        found = say_contributions(released) if released else "None of what was said"
        return (f"{found} can be read in public{'' if released else ' yet'}.",)
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
            Line(_say_group(name, group.value), group.people) for group in counts.groups_by(name)
        )
        for name in COUNTED_BY
    }
    taken = counts.minutes
    return Overview(
        totals=_say_totals(counts),
        days=draw(days_chart, days) if days else None,
        kinds=tuple(
            kinds_chart(found, counted_by=name) for name, found in lines.items() if len(found) > 1
        ),
        minutes=say_minutes((taken[1], taken[2], taken[3]), known=int(taken[0]))
        if len(taken) > 1
        else "",
    )


def _say_totals(counts: ResultCounts) -> str:
    """Return how many took part; responses too where one of them speaks for several people."""
    if not counts.people:
        return "Nobody has answered yet."
    if counts.people == counts.responses:
        return f"{say_people(counts.people)} took part."
    responses = say_count(counts.responses, "response", "responses")
    return f"{say_people(counts.people)} took part, in {responses}."


def _say_group(name: str, value: str) -> str:
    if not value:
        return NOT_RECORDED
    shown = language_name(value) if name == "language" else value
    return f"{shown[:1].upper()}{shown[1:]}"
