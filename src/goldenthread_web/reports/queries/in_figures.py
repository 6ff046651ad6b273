"""Questions of other kinds than options, and what was answered the last time, for the report."""

from datetime import datetime

from goldenthread.records.results import Comparison, QuestionInFigures
from goldenthread.reports.results.comparing import compare_questions
from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.reports.queries.remembered import Memory
from goldenthread_web.reports.queries.results import kept as results
from goldenthread_web.reports.queries.results.answered import (
    answered,
    closed_question,
    labels_for,
    questions_of,
)
from goldenthread_web.reports.queries.results.counting import OPTIONS, count_questions
from goldenthread_web.reports.queries.results.counts import QuestionCounts
from goldenthread_web.reports.queries.results.earlier import earlier_questions
from goldenthread_web.reports.queries.results.scope import Scope, scope_of

Kind = Question.Kind
# Votes have their own part of the report.
KINDS = (
    Kind.RATING, Kind.RANKING, Kind.MATRIX, Kind.NUMBER, Kind.DATE, Kind.AREA, Kind.PLACE,
)  # fmt: skip


def questions_in_figures(
    engagement: Engagement, memory: Memory, *, people: int
) -> tuple[QuestionInFigures, ...]:
    """Return ratings, rankings, matrices, numbers, dates and areas that somebody answered."""
    asked = [one for one in questions_of(engagement) if one.kind in KINDS]
    if not asked:
        return ()
    counts = memory.counted(
        "in-figures", lambda: count_questions(asked, scope_of(engagement, until=memory.until))
    )
    labels = labels_for(asked, counts)
    by_question = {one.question: one for one in counts}
    found = []
    for question in asked:
        one = by_question.get(question.pk, QuestionCounts(question.pk))
        said = answered(question, one, labels)
        if said is not None and one.people:
            outlines = labels.outlines.get(question.area_set_id or 0, ())
            found.append(QuestionInFigures(said, one.people, max(people, one.people), outlines))
    return tuple(found)


def comparisons(
    engagement: Engagement, questions: list[Question], *, until: datetime | None = None
) -> tuple[Comparison, ...]:
    """Return questions of options beside the last exercise, where they were asked before.

    For the public that exercise too is told as it was last told to them.
    """
    earlier = earlier_questions(engagement, questions)
    if not earlier:
        return ()
    asked_before = [one for one in questions if one.pk in earlier]
    now = _by_question(scope_of(engagement, until=until), asked_before)
    by_exercise: dict[int, list[Question]] = {}
    for one in earlier.values():
        by_exercise.setdefault(one.engagement_id, []).append(one)
    before: dict[int, QuestionCounts] = {}
    for asked in by_exercise.values():
        exercise = asked[0].engagement
        as_of = until and results.last_told(exercise)
        before |= _by_question(scope_of(exercise, until=as_of), asked)
    found = []
    for question in questions:
        then = earlier.get(question.pk)
        if then is None or question.pk not in now or then.pk not in before:
            continue
        here, there = now[question.pk], before[then.pk]
        comparison = compare_questions(
            closed_question(question, here, people=here.people),
            closed_question(then, there, people=there.people),
            title=then.engagement.title,
        )
        found += [comparison] if comparison.shares else []
    return tuple(found)


def _by_question(scope: Scope, asked: list[Question]) -> dict[int, QuestionCounts]:
    closed = [one for one in asked if one.kind in OPTIONS]
    return {one.question: one for one in count_questions(closed, scope)}
