"""The look of our Word documents, as styles that a report's own template can take over."""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from goldenthread.publishing.word_xml import (
    add_left_line,
    drop_borders,
    set_style_fonts,
    set_style_language,
)

# Arial is on every office machine; our own typeface is not.
FONT_FAMILY = "Arial"
GOLD, INK, QUIET = "B8860B", "16323F", "4C5A63"
_HEADING_SIZES = {"Title": 24, "Heading 1": 18, "Heading 2": 14, "Heading 3": 12, "Heading 4": 11}


def prepare_styles(document: Document, *, language: str) -> None:
    """Give the document A4 pages and every style that the functions of `word` name."""
    _set_page(document)
    _set_headings(document)
    normal = _shape(document, "Normal", size=11, after=8)
    set_style_language(normal, language)
    _shape(document, "List Bullet", size=11, after=4)
    _shape(document, "Caption", size=10, before=8, after=4, is_bold=True, is_kept=True)
    _shape(document, "Quote", size=11, before=6, after=0, is_kept=True)
    _shape(document, "Quote Source", size=10, after=10)
    _shape(document, "Table Text", size=10, before=2, after=2)
    _shape(document, "Table Number", size=10, before=2, after=2)
    _shape(document, "Table Heading Text", size=10, before=2, after=2, is_bold=True, is_kept=True)
    _shape(document, "Table Heading Number", size=10, before=2, after=2, is_bold=True, is_kept=True)
    _shape(document, "Table End", size=6, after=4)
    _shape(document, "Chart Sentence", size=11, after=4, is_kept=True)
    _shape(document, "Picture", size=11, before=4, after=4, is_kept=True)
    _shape(document, "Stamp", size=10, after=0, is_bold=True)
    _shape(document, "Strong Line", size=11, after=8, is_bold=True)
    _shape(document, "Footer", size=9, after=0)
    _set_sides(document)


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2.3)


def _set_headings(document: Document) -> None:
    for name, size in _HEADING_SIZES.items():
        style = _shape(document, name, size=size, before=size, after=6, is_bold=True, is_kept=True)
        style.font.color.rgb = RGBColor.from_string(INK)
        style.font.italic = False
        drop_borders(style)


def _set_sides(document: Document) -> None:
    """Set what differs to the left and right: quotes stand in, figures stand at the right."""
    for name in ("Quote", "Quote Source"):
        style = document.styles[name]
        style.paragraph_format.left_indent = Cm(0.8)
        style.font.italic = style.font.cs_italic = False
        style.font.color.rgb = RGBColor.from_string(INK if name == "Quote" else QUIET)
        add_left_line(style, GOLD)
    for name in ("Table Number", "Table Heading Number", "Stamp"):
        document.styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _shape(  # noqa: PLR0913 (one call sets one style, and reads as a row of a table)
    document: Document,
    name: str,
    *,
    size: int,
    after: int,
    before: int = 0,
    is_bold: bool = False,
    is_kept: bool = False,
) -> ParagraphStyle:
    style = _find_or_add(document, name)
    set_style_fonts(style, FONT_FAMILY)
    style.font.size, style.font.bold, style.font.cs_bold = Pt(size), is_bold, is_bold
    if name == "Caption":
        style.font.color.rgb = RGBColor.from_string(INK)
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
    style.paragraph_format.keep_with_next = is_kept
    return style


def _find_or_add(document: Document, name: str) -> ParagraphStyle:
    if name not in document.styles:
        document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        document.styles[name].base_style = document.styles["Normal"]
        document.styles[name].quick_style = True
    style: ParagraphStyle = document.styles[name]
    return style
