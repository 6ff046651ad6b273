from dataclasses import replace
from io import BytesIO

import docx
import pytest
from docx.document import Document
from tests.library.reports.example_report import PLACE, REPORT, TRAVEL

from goldenthread.reports.figures import closed_question_chart, theme_sizes_chart
from goldenthread.reports.what_we_heard import list_facts, say_totals, what_we_heard_docx


@pytest.fixture(scope="module")
def document() -> Document:
    return docx.Document(BytesIO(what_we_heard_docx(REPORT)))


def texts_of(document: Document) -> list[str]:
    return [paragraph.text for paragraph in document.paragraphs]


def test_it_has_every_part_in_order(document: Document) -> None:
    parts = [one.text for one in document.paragraphs if one.style.name == "Heading 1"]
    assert parts == [
        "Who took part",
        "Closed questions",
        "What people said",
        "Petitions",
        "What is not shown, and why",
        "Method",
        "Limits",
    ]


def test_it_shows_the_same_figures_as_the_page(document: Document) -> None:
    tables = [
        [tuple(cell.text for cell in row.cells) for row in one.rows] for one in document.tables
    ]
    for chart in (closed_question_chart(TRAVEL), theme_sizes_chart(PLACE)):
        assert [chart.table.headers, *chart.table.rows] in tables
        assert chart.sentence in texts_of(document)


def test_every_picture_has_words_that_stand_for_it(document: Document) -> None:
    described = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert len(described) == 4
    assert all(described)


def test_quotes_are_in_the_quote_style_with_their_source(document: Document) -> None:
    quotes = [one.text for one in document.paragraphs if one.style.name == "Quote"]
    assert "“It took [number removed] months.”" in quotes
    assert "Resident. Part removed" in texts_of(document)


def test_the_stamp_is_on_every_page_and_in_the_text(document: Document) -> None:
    assert document.sections[0].header.paragraphs[0].text == REPORT.stamp
    assert REPORT.stamp in texts_of(document)


def test_facts_that_are_not_recorded_are_left_out() -> None:
    names = [name for name, _ in list_facts(replace(REPORT, channels=(), purpose=""))]
    assert names == ["Engagement", "When", "Who decides"]


def test_totals_count_people_responses_and_contributions_apart() -> None:
    said = say_totals(REPORT)
    assert said == "702 people took part, in 619 responses with 710 contributions."


def test_nothing_withheld_is_said_aloud() -> None:
    bare = replace(
        REPORT,
        withheld=(),
        counted_only=0,
        held=0,
        participation=(),
        closed_questions=(),
        open_questions=(),
        petitions=(),
        stamp="",
    )
    document = docx.Document(BytesIO(what_we_heard_docx(bare)))
    assert any(text.startswith("Nothing was withheld") for text in texts_of(document))
    assert document.sections[0].header.paragraphs[0].text == ""
