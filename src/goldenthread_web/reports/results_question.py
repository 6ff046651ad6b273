"""One question under a filter: its card, with and without what stands apart, and the last time."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.http import Http404, QueryDict
from django.utils import timezone

from goldenthread.records.publishing import Chart, Table
from goldenthread.reports.results.comparing import compare_questions, comparison_chart
from goldenthread.reports.results.crossing import crossing_chart, show_crossing
from goldenthread.reports.results.protecting import FEWEST_FOR_A_MEAN
from goldenthread.reports.wording import say_people
from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.reports.queries.results.answered import (
    Labels,
    closed_question,
    labels_for,
    questions_of,
)
from goldenthread_web.reports.queries.results.counting import (
    OPTIONS,
    count_questions,
    option_counts,
)
from goldenthread_web.reports.queries.results.counts import QuestionCounts
from goldenthread_web.reports.queries.results.crossing import CROSSED_KINDS, cross_apart
from goldenthread_web.reports.queries.results.earlier import earlier_of
from goldenthread_web.reports.queries.results.filters import ResultFilter
from goldenthread_web.reports.queries.results.kept import is_small
from goldenthread_web.reports.queries.results.reading import FEWEST_FITTING, read_filter
from goldenthread_web.reports.queries.results.scope import Scope, reasons_apart, scope_of
from goldenthread_web.reports.queries.results.themes import themes_of
from goldenthread_web.reports.results_layout import Card, card_of, sentence_of, with_themes

NEVER_APART = (Question.Kind.OPEN, Question.Kind.FILE, Question.Kind.STATEMENTS)
TOO_FEW_FIT = f"Fewer than {FEWEST_FITTING} people fit this. Choose fewer filters."


@dataclass(frozen=True, slots=True)
class QuestionView:
    """What the page of one question shows."""

    questions: list[Question]
    chosen: ResultFilter
    card: Card
    counted_at: datetime
    apart: Chart | None
    apart_lines: tuple[str, ...]
    reasons: Sequence[str]
    earlier: Chart | None
    earlier_notes: tuple[str, ...]

    @property
    def is_never_apart(self) -> bool:
        """Whether a question of this kind has no figures with and without what stands apart."""
        return self.card.question.kind in NEVER_APART

    @property
    def all_tables(self) -> tuple[Table, ...]:
        extra = tuple(chart.table for chart in (self.apart, self.earlier) if chart)
        return (*self.card.all_tables, *extra)

    @property
    def sentence(self) -> str:
        at = timezone.localtime(self.counted_at)
        return f"{self.card.answered} {self.chosen.sentence} Counted at {at:%H:%M on %-d %B %Y}."


def look_at(engagement: Engagement, question_id: int, params: QueryDict) -> QuestionView:
    """Return one question of this engagement, counted now."""
    now = timezone.now()
    questions = questions_of(engagement)
    question = next((one for one in questions if one.pk == question_id), None)
    if question is None:
        raise Http404
    chosen = read_filter(params, questions)
    scope = scope_of(engagement, chosen)
    people = scope.count_people()
    if not chosen.is_empty and people < FEWEST_FITTING:
        card = Card(question, question.get_kind_display(), TOO_FEW_FIT)
        return QuestionView(questions, chosen, card, now, None, (), (), None, ())
    counts = _counts(question, scope)
    labels = labels_for([question], [counts])
    card = card_of(question, counts, labels, people=people)
    reasons = reasons_apart(engagement)
    earlier, notes = earlier_chart(question, counts) if chosen.is_empty else (None, ())
    themes = themes_of(engagement, [question]) if chosen.is_empty else {}
    return QuestionView(
        questions,
        chosen,
        with_themes(card, themes.get(question.pk)),
        now,
        _apart_chart(question, scope) if reasons else None,
        _with_and_without(question, scope, counts, labels) if reasons else (),
        reasons,
        earlier,
        notes,
    )


def _counts(question: Question, scope: Scope) -> QuestionCounts:
    """Return the answers, of large engagements without the split by capacity: it reads responses."""
    if question.kind in OPTIONS and scope.reads_answers_only and not is_small(scope.engagement):
        return option_counts(question, scope)
    found = count_questions([question], scope)
    return found[0] if found else QuestionCounts(question.pk)


def _apart_chart(question: Question, scope: Scope) -> Chart | None:
    if question.kind not in CROSSED_KINDS:
        return None
    return crossing_chart(show_crossing(cross_apart(question, scope)))


def _with_and_without(
    question: Question, scope: Scope, counts: QuestionCounts, labels: Labels
) -> tuple[str, ...]:
    """Return the sentence of all answers, and of those that do not stand apart, where both are many.

    The two are told of ten people at least who answered and stand apart, and of
    ten others: so their difference is nobody's answer.
    """
    if question.kind in CROSSED_KINDS:
        return ()
    without = _counts(question, scope.without_apart())
    if min(without.people, counts.people - without.people) < FEWEST_FOR_A_MEAN:
        return ()
    told = [sentence_of(question, one, labels) for one in (counts, without)]
    if not all(told):
        return ()
    return (
        f"With them ({say_people(counts.people)}): {told[0]}",
        f"Without them ({say_people(without.people)}): {told[1]}",
    )


def earlier_chart(
    question: Question, counts: QuestionCounts
) -> tuple[Chart | None, tuple[str, ...]]:
    """Return the question beside the earlier one, if there is one, and what to keep in mind."""
    earlier = earlier_of(question) if question.kind in OPTIONS else None
    if earlier is None or not counts.people:
        return None, ()
    before = _counts(earlier, scope_of(earlier.engagement))
    if not before.people:
        return None, ()
    comparison = compare_questions(
        closed_question(question, counts, people=counts.people),
        closed_question(earlier, before, people=before.people),
        title=earlier.engagement.title,
    )
    return (comparison_chart(comparison), comparison.notes) if comparison.shares else (None, ())
