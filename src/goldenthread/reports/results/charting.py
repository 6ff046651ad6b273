"""The charts of a question that is not counted by option, whichever kind it is."""

from collections.abc import Callable
from typing import Any

from docx.document import Document

from goldenthread.publishing.word import add_chart, add_heading, add_list, add_paragraph
from goldenthread.records.publishing import Chart
from goldenthread.records.results import (
    Comparison,
    ListedAnswers,
    Matrix,
    Numbers,
    QuestionInFigures,
    Rankings,
    Ratings,
    ShownCrossing,
    Statements,
)
from goldenthread.reports.results.comparing import comparison_chart
from goldenthread.reports.results.crossing import crossing_chart
from goldenthread.reports.results.lists import listed_chart, map_chart
from goldenthread.reports.results.orders import matrix_chart, rankings_chart
from goldenthread.reports.results.protecting import HIDDEN_NOTE, INTERVAL_NOTE
from goldenthread.reports.results.scales import numbers_chart, ratings_chart
from goldenthread.reports.results.statements import statements_chart
from goldenthread.reports.wording import NOT_SHOWN, say_part

DRAWN: dict[type, Callable[[Any], Chart]] = {
    ListedAnswers: listed_chart,
    Ratings: ratings_chart,
    Rankings: rankings_chart,
    Matrix: matrix_chart,
    Numbers: numbers_chart,
}


def figure_charts(question: QuestionInFigures) -> tuple[Chart, ...]:
    """Return a map where areas have outlines, and the chart of the answers; none without votes."""
    found = question.answered
    if isinstance(found, Statements):
        return (statements_chart(found),) if found.statements else ()
    chart = DRAWN[type(found)](found)
    if isinstance(found, ListedAnswers) and question.outlines:
        return (map_chart(found, question.outlines), chart)
    return (chart,)


def figure_notes(charts: tuple[Chart, ...], *, has_intervals: bool = True) -> tuple[str, ...]:
    """Return what to keep in mind: of the intervals, and of what is not shown."""
    cells = (cell for chart in charts for row in chart.table.rows for cell in row)
    hidden = (HIDDEN_NOTE,) if any(NOT_SHOWN in cell for cell in cells) else ()
    return (*((INTERVAL_NOTE,) if charts and has_intervals else ()), *hidden)


def say_answered(question: QuestionInFigures) -> str:
    """Return how many of all who took part answered this."""
    return f"{say_part(question.people, question.everybody, 'people')} answered this."


def add_figures(document: Document, question: QuestionInFigures) -> None:
    """Add one question to a Word document; the map stands before its list."""
    add_heading(document, question.answered.question, level=2)
    add_paragraph(document, say_answered(question))
    charts = figure_charts(question)
    for chart in charts:
        add_chart(document, chart)
    has_intervals = not isinstance(question.answered, Statements)
    add_list(document, figure_notes(charts, has_intervals=has_intervals))


def add_crossings(document: Document, crossings: tuple[ShownCrossing, ...]) -> None:
    """Add two things crossed, each with its table; or why nothing of it is shown."""
    if not crossings:
        return
    add_heading(document, "Answers compared", level=1)
    for shown in crossings:
        add_heading(document, f"{shown.rows_title} by {shown.columns_title}", level=2)
        chart = crossing_chart(shown)
        if chart is None:
            add_paragraph(document, shown.refusal)
        else:
            add_chart(document, chart)
            add_list(document, shown.notes)


def add_comparisons(document: Document, comparisons: tuple[Comparison, ...]) -> None:
    """Add what changed since the last time, question by question."""
    if not comparisons:
        return
    add_heading(document, "Compared with the last time", level=1)
    for comparison in comparisons:
        add_heading(document, comparison.question, level=2)
        add_chart(document, comparison_chart(comparison))
        add_list(document, comparison.notes)
