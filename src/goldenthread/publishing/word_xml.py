"""The parts of WordprocessingML that python-docx has no call for.

Source: ECMA-376, part 1 (tblHeader 17.4.49, lang 17.3.2.20, bidi 17.3.1.6,
docPr 20.4.2.5, fldSimple 17.16.19).
"""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shape import InlineShape
from docx.styles.style import BaseStyle
from docx.table import Table
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_RIGHT_TO_LEFT = {"ar", "fa", "he", "ps", "ur", "yi"}


def mark_header_row(table: Table) -> None:
    """Mark the first row as the header row, which repeats on each page, and keep rows whole."""
    for place, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 (python-docx has no call for it)
        properties.append(OxmlElement("w:cantSplit"))
        if place == 0:
            properties.append(OxmlElement("w:tblHeader"))


def set_alternative_text(picture: InlineShape, *, title: str, sentence: str) -> None:
    """Give a picture the words that stand for it."""
    described = picture._inline.docPr  # noqa: SLF001 (python-docx has no call for it)
    described.set("descr", sentence)
    described.set("title", title)


def set_language(paragraph: Paragraph, run: Run, language: str) -> None:
    """Say in which language a run is, and turn the paragraph round where that reads so."""
    properties = run._r.get_or_add_rPr()  # noqa: SLF001 (python-docx has no call for it)
    if language.partition("-")[0] in _RIGHT_TO_LEFT:
        run.font.rtl = True
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))  # noqa: SLF001
    properties.append(_language_mark(language))


def set_style_language(style: BaseStyle, language: str) -> None:
    """Say in which language everything of a style is."""
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(_language_mark(language))


def set_style_fonts(style: BaseStyle, family: str) -> None:
    """Set the family for every script, and drop the theme's families, which would win over it."""
    properties = style.element.get_or_add_rPr()
    for old in properties.findall(qn("w:rFonts")):
        properties.remove(old)
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), family)
    properties.insert(0, fonts)


def add_left_line(style: BaseStyle, colour: str) -> None:
    """Draw a line down the left side of a style's paragraphs."""
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in (("val", "single"), ("sz", "18"), ("space", "10"), ("color", colour)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:bidi", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc"
    )


def drop_borders(style: BaseStyle) -> None:
    """Take away the lines that the standard template draws around a style's paragraphs."""
    properties = style.element.get_or_add_pPr()
    for border in properties.findall(qn("w:pBdr")):
        properties.remove(border)


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """Add a field that Word fills in, such as PAGE."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)  # noqa: SLF001 (python-docx has no call for it)


def _language_mark(language: str) -> BaseOxmlElement:
    mark = OxmlElement("w:lang")
    mark.set(qn("w:val"), language)
    if not language.startswith("en"):
        mark.set(qn("w:bidi"), language)
    return mark
