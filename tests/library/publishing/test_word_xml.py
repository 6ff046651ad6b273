import docx
from docx.oxml.ns import qn

from goldenthread.publishing.word_xml import (
    add_field,
    add_left_line,
    drop_borders,
    mark_header_row,
    set_language,
    set_style_fonts,
    set_style_language,
)


def test_only_the_first_row_is_a_header_row() -> None:
    table = docx.Document().add_table(rows=3, cols=2)
    mark_header_row(table)
    marks = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert marks == [True, False, False]


def test_a_bengali_run_says_that_it_is_bengali() -> None:
    paragraph = docx.Document().add_paragraph()
    run = paragraph.add_run("গাছ")
    set_language(paragraph, run, "bn")
    assert run._r.rPr.find(qn("w:lang")).get(qn("w:bidi")) == "bn"
    assert run.font.rtl is None


def test_an_arabic_paragraph_reads_from_the_right() -> None:
    paragraph = docx.Document().add_paragraph()
    run = paragraph.add_run("شجرة")
    set_language(paragraph, run, "ar-SY")
    assert run.font.rtl is True
    assert paragraph._p.pPr.find(qn("w:bidi")) is not None


def test_a_style_has_one_family_and_one_language_however_often_it_is_set() -> None:
    style = docx.Document().styles["Heading 1"]
    for _ in range(2):
        set_style_fonts(style, "Arial")
        set_style_language(style, "en-GB")
    assert len(style.element.rPr.findall(qn("w:rFonts"))) == 1
    assert style.element.rPr.find(qn("w:rFonts")).get(qn("w:asciiTheme")) is None
    assert len(style.element.rPr.findall(qn("w:lang"))) == 1


def test_a_line_can_be_drawn_and_taken_away() -> None:
    style = docx.Document().styles["Quote"]
    add_left_line(style, "B8860B")
    assert style.element.pPr.find(qn("w:pBdr")) is not None
    drop_borders(style)
    assert style.element.pPr.find(qn("w:pBdr")) is None


def test_a_field_is_filled_in_by_word() -> None:
    paragraph = docx.Document().add_paragraph()
    add_field(paragraph, "PAGE")
    assert paragraph._p.find(qn("w:fldSimple")).get(qn("w:instr")) == "PAGE"
