"""A crossing as it may be shown, whichever page asks for it."""

from goldenthread.records.results import ShownCrossing
from goldenthread.reports.results.crossing import crossing_of_split, show_crossing
from goldenthread_web.reports.queries.results.answered import closed_question
from goldenthread_web.reports.queries.results.counting import OPTIONS, count_questions
from goldenthread_web.reports.queries.results.crossing import Side, cross
from goldenthread_web.reports.queries.results.scope import Scope


def show_sides(rows: Side, columns: Side, scope: Scope) -> ShownCrossing:
    """Return the crossing; by capacity it is the one of “What we heard”, whichever way it lies."""
    if columns.name == "capacity":
        rows, columns = columns, rows
    question = columns.question
    if rows.name == "capacity" and question is not None and question.kind in OPTIONS:
        counts = next(iter(count_questions([question], scope)), None)
        if counts is not None:
            closed = closed_question(question, counts, people=counts.people)
            return crossing_of_split(closed, title=rows.title)
    return show_crossing(cross(rows, columns, scope))
