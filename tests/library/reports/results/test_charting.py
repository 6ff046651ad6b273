"""Questions of every kind on a page and in a Word document."""

from datetime import date
from io import BytesIO

import docx
import pytest
from docx.document import Document
from tests.library.reports.results.test_lists import OUTLINES, areas
from tests.library.reports.results.test_orders import HAND as RANKED
from tests.library.reports.results.test_scales import HAND as RATED

from goldenthread.publishing.word import document_bytes, start_document
from goldenthread.records.reports import VotedStatement
from goldenthread.records.results import (
    Comparison,
    EarlierShare,
    Matrix,
    QuestionInFigures,
    Statements,
)
from goldenthread.reports.results.charting import (
    add_comparisons,
    add_figures,
    figure_charts,
    figure_notes,
    say_answered,
)
from goldenthread.reports.results.scales import summarise_numbers

KINDS = (
    RATED,
    RANKED,
    Matrix("How good?", ("Good", "Bad"), (("Gates", (45, 15)),)),
    summarise_numbers("Minutes?", [(value, 10) for value in (5, 10, 15)]),
    areas(30, 20, 10),
)


@pytest.fixture
def document() -> Document:
    return start_document("Report", author="Nobody", made_on=date(2026, 3, 1), stamp="")


@pytest.mark.parametrize("answered", KINDS, ids=lambda one: type(one).__name__)
def test_every_kind_has_a_chart_with_its_table_and_a_word_document(answered, document) -> None:
    question = QuestionInFigures(answered, 60, 80)
    (chart,) = figure_charts(question)
    assert chart.sentence
    assert chart.table.rows
    add_figures(document, question)
    written = docx.Document(BytesIO(document_bytes(document)))
    assert "60 of 80 people (75%) answered this." in [one.text for one in written.paragraphs]
    assert written.tables[0].rows[1].cells[0].text == chart.table.rows[0][0]


def test_a_map_stands_before_its_list_in_the_document(document) -> None:
    question = QuestionInFigures(areas(30, 20, 10), 60, 60, OUTLINES)
    assert len(figure_charts(question)) == 2
    add_figures(document, question)
    assert len(docx.Document(BytesIO(document_bytes(document))).inline_shapes) == 2


def test_without_statements_nothing_is_drawn() -> None:
    assert figure_charts(QuestionInFigures(Statements("Agree?", ()), 1, 1)) == ()


def test_votes_have_no_note_on_intervals() -> None:
    votes = Statements("Agree?", (VotedStatement("Trees", 40, 20, 9),))
    charts = figure_charts(QuestionInFigures(votes, 60, 60))
    assert figure_notes(charts, has_intervals=False) == ()


def test_notes_say_what_is_hidden() -> None:
    assert len(figure_notes(figure_charts(QuestionInFigures(areas(30, 20, 2), 52, 52)))) == 2
    assert len(figure_notes(figure_charts(QuestionInFigures(areas(30, 20, 10), 60, 60)))) == 1


def test_how_many_answered() -> None:
    assert (
        say_answered(QuestionInFigures(RATED, 60, 240)) == "60 of 240 people (25%) answered this."
    )


def test_what_changed_since_the_last_time_is_in_the_document(document) -> None:
    share = EarlierShare("Yes", 56, 70, 48, 80)
    add_comparisons(document, (Comparison("Safe?", "Survey 2022", (share,), ("A note.",)),))
    add_comparisons(document, ())
    texts = [one.text for one in docx.Document(BytesIO(document_bytes(document))).paragraphs]
    assert "Compared with the last time" in texts
    assert any("up from 60% to 80%" in text for text in texts)
