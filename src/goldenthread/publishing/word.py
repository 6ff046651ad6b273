"""Accessible Word documents that an officer can paste into a committee report.

Everything stands in named styles, so pasted parts take the look of the
report they go into. Headings, header rows, alt texts, title and language are
real ones, not the looks of them.
"""

import re
from datetime import UTC, date, datetime, time
from io import BytesIO

import docx
from docx.document import Document
from docx.shared import Cm

from goldenthread.publishing.pictures import svg_to_png
from goldenthread.publishing.word_styles import prepare_styles
from goldenthread.publishing.word_xml import (
    add_field,
    mark_header_row,
    set_alternative_text,
    set_language,
)
from goldenthread.records.publishing import Chart, Table

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_FIGURE = re.compile(r"\d|under \d|over \d|not shown|–")
_PICTURE_WIDTH_CM = 11.5
_TEXT_WIDTH_CM = 16.0
_FIRST_COLUMN_SHARE = 0.4


def start_document(
    title: str, *, author: str, made_on: date, stamp: str = "", language: str = "en-GB"
) -> Document:
    """Return an A4 document with styles, properties, the stamp and page numbers on every page."""
    document = docx.Document()
    prepare_styles(document, language=language)
    properties = document.core_properties
    properties.title, properties.author = clean_words(title), clean_words(author)
    properties.language, properties.comments = language, ""
    properties.created = properties.modified = datetime.combine(made_on, time(), tzinfo=UTC)
    _write_edges(document, title=title, stamp=stamp)
    document.add_paragraph(clean_words(title), style="Title")
    return document


def add_heading(document: Document, words: str, *, level: int) -> None:
    """Add a heading of level 1 to 4."""
    document.add_paragraph(clean_words(words), style=f"Heading {level}")


def add_paragraph(document: Document, words: str, *, style: str = "Normal") -> None:
    """Add a paragraph in a named style."""
    document.add_paragraph(clean_words(words), style=style)


def add_list(document: Document, lines: tuple[str, ...]) -> None:
    """Add a bulleted list."""
    for line in lines:
        add_paragraph(document, line, style="List Bullet")


def add_quote(document: Document, words: str, *, source: str, language: str = "en") -> None:
    """Add released words with where they come from; `language` is a BCP 47 code or empty."""
    quoted = document.add_paragraph(style="Quote")
    run = quoted.add_run(f"“{clean_words(words)}”")
    if language and not language.startswith("en"):
        set_language(quoted, run, language)
    add_paragraph(document, source, style="Quote Source")


def add_table(document: Document, table: Table) -> None:
    """Add a table with its caption, and a header row that repeats on each page."""
    add_paragraph(document, table.caption, style="Caption")
    grid = document.add_table(rows=0, cols=len(table.headers), style="Table Grid")
    grid.autofit = False
    widths = [Cm(width) for width in _column_widths(len(table.headers))]
    for column, width in zip(grid.columns, widths, strict=True):
        column.width = width
    numeric = [False, *(_is_numeric(table, column) for column in range(1, len(table.headers)))]
    for place, row in enumerate((table.headers, *table.rows)):
        cells = grid.add_row().cells
        for column, (cell, words) in enumerate(zip(cells, row, strict=True)):
            kind = "Number" if numeric[column] else "Text"
            cell.width = widths[column]
            cell.paragraphs[0].text = clean_words(words)
            cell.paragraphs[0].style = f"Table {'Heading ' if place == 0 else ''}{kind}"
    mark_header_row(grid)
    document.add_paragraph(style="Table End")


def add_chart(document: Document, chart: Chart) -> None:
    """Add the sentence, the picture with the sentence as its alt text, and the table."""
    add_paragraph(document, chart.sentence, style="Chart Sentence")
    paragraph = document.add_paragraph(style="Picture")
    picture = paragraph.add_run().add_picture(
        BytesIO(svg_to_png(chart.svg)), width=Cm(_PICTURE_WIDTH_CM)
    )
    set_alternative_text(picture, title=chart.title, sentence=chart.sentence)
    add_table(document, chart.table)


def document_bytes(document: Document) -> bytes:
    """Return the document as the bytes of a .docx file."""
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def clean_words(words: str) -> str:
    r"""Return the words without the control characters that no Word file can hold.

    >>> clean_words("Bell \x07 and tab\t")
    'Bell  and tab\t'
    """
    return _NOT_IN_XML.sub("", words)


def _write_edges(document: Document, *, title: str, stamp: str) -> None:
    section = document.sections[0]
    if stamp:
        header = section.header.paragraphs[0]
        header.text, header.style = clean_words(stamp), document.styles["Stamp"]
    footer = section.footer.paragraphs[0]
    footer.add_run(f"{clean_words(title)} · Page ")
    add_field(footer, "PAGE")
    footer.add_run(" of ")
    add_field(footer, "NUMPAGES")


def _column_widths(columns: int) -> list[float]:
    """Return widths in centimetres: the first column names the row and is wider."""
    if columns == 1:
        return [_TEXT_WIDTH_CM]
    first = _TEXT_WIDTH_CM * _FIRST_COLUMN_SHARE
    return [first, *([(_TEXT_WIDTH_CM - first) / (columns - 1)] * (columns - 1))]


def _is_numeric(table: Table, column: int) -> bool:
    """Tell whether a column holds figures: then it stands at the right."""
    cells = [row[column] for row in table.rows]
    return all(_FIGURE.match(cell) for cell in cells) and any(cell[:1].isdigit() for cell in cells)
