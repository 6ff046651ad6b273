from datetime import date
from io import BytesIO

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from goldenthread.publishing.charts import share_chart
from goldenthread.publishing.word import (
    add_chart,
    add_heading,
    add_list,
    add_paragraph,
    add_quote,
    add_table,
    document_bytes,
    start_document,
)
from goldenthread.records.publishing import Bar, Table

TABLE = Table(
    "Travel", ("Option", "People", "Note"), (("Walk", "3", "x"), ("Bus", "not shown", "1"))
)


@pytest.fixture
def document() -> Document:
    return start_document(
        "What we heard", author="A partnership", made_on=date(2025, 1, 10), stamp="Invented"
    )


def reopen(document: Document) -> Document:
    return docx.Document(BytesIO(document_bytes(document)))


def test_title_language_and_date_are_properties_of_the_file(document: Document) -> None:
    properties = reopen(document).core_properties
    assert (properties.title, properties.language) == ("What we heard", "en-GB")
    assert (properties.author, properties.comments) == ("A partnership", "")
    assert properties.created.date() == date(2025, 1, 10)


def test_stamp_and_page_numbers_are_on_every_page(document: Document) -> None:
    section = reopen(document).sections[0]
    assert section.header.paragraphs[0].text == "Invented"
    fields = section.footer.paragraphs[0]._p.findall(qn("w:fldSimple"))
    assert [field.get(qn("w:instr")) for field in fields] == ["PAGE", "NUMPAGES"]


def test_everything_stands_in_a_named_style_and_no_run_is_dressed_up(document: Document) -> None:
    add_heading(document, "Themes", level=2)
    add_paragraph(document, "Words")
    add_list(document, ("one", "two"))
    add_quote(document, "More trees", source="A resident")
    add_table(document, TABLE)
    again = reopen(document)
    styles = [paragraph.style.name for paragraph in again.paragraphs]
    assert styles[:6] == ["Title", "Heading 2", "Normal", "List Bullet", "List Bullet", "Quote"]
    for paragraph in again.paragraphs:
        assert all(run._r.rPr is None for run in paragraph.runs)


def test_a_table_has_a_header_row_and_figures_at_the_right(document: Document) -> None:
    add_table(document, TABLE)
    table = reopen(document).tables[0]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    styles = [cell.paragraphs[0].style.name for cell in table.rows[1].cells]
    assert styles == ["Table Text", "Table Number", "Table Text"]
    assert [cell.text for cell in table.rows[2].cells] == ["Bus", "not shown", "1"]


def test_a_picture_has_its_sentence_as_alternative_text(document: Document) -> None:
    chart = share_chart("Travel", "Most walk.", [Bar("Walk", "75%", 0.75)], table=TABLE)
    add_chart(document, chart)
    again = reopen(document)
    described = again.inline_shapes[0]._inline.docPr
    assert (described.get("descr"), described.get("title")) == ("Most walk.", "Travel")
    assert "Most walk." in [paragraph.text for paragraph in again.paragraphs]
    assert len(again.tables) == 1


def test_a_quote_in_another_language_says_so(document: Document) -> None:
    add_quote(document, "গাছ", source="A resident", language="bn")
    run = reopen(document).paragraphs[-2].runs[0]
    assert run._r.rPr.find(qn("w:lang")).get(qn("w:val")) == "bn"


def test_control_characters_do_not_break_the_file(document: Document) -> None:
    add_quote(document, "ring \x07\x00 ring", source="A resident")
    assert "“ring  ring”" in [paragraph.text for paragraph in reopen(document).paragraphs]
