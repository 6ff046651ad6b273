"""Drafts as Word documents: what is known as text, what is not as marked gaps."""

from docx.document import Document

from goldenthread.publishing.word import (
    add_heading,
    add_list,
    add_paragraph,
    add_table,
    document_bytes,
    start_document,
)
from goldenthread.records.drafts import Draft, DraftSection, Gap
from goldenthread.records.publishing import Table

_GAPS_TITLE = "Still to be filled in"


def draft_docx(draft: Draft) -> bytes:
    """Return the draft as the bytes of a .docx file.

    The gaps stand where they belong, and once more in a table at the end.
    """
    document = start_document(
        draft.title, author=draft.partnership, made_on=draft.made_on, stamp=draft.stamp
    )
    for words in draft.about:
        add_paragraph(document, words)
    for section in draft.sections:
        _add_section(document, section)
    gaps = [(section.heading, gap) for section in draft.sections for gap in section.gaps]
    if gaps:
        add_heading(document, _GAPS_TITLE, level=1)
        add_table(document, _gaps_table(gaps))
    add_paragraph(document, f"Source of the headings: {draft.source}")
    return document_bytes(document)


def say_gap(gap: Gap) -> str:
    """Return the mark that stands in the place of what is not known.

    >>> say_gap(Gap("the data protection officer", "how to reach them"))
    '[To be filled in by the data protection officer: how to reach them]'
    """
    return f"[To be filled in by {gap.who}: {gap.what}]"


def _add_section(document: Document, section: DraftSection) -> None:
    add_heading(document, section.heading, level=1)
    for words in section.paragraphs:
        for paragraph in filter(None, map(str.strip, words.splitlines())):
            add_paragraph(document, paragraph)
    if section.lines:
        add_list(document, section.lines)
    if section.table and section.table.rows:
        add_table(document, section.table)
    for gap in section.gaps:
        add_paragraph(document, say_gap(gap), style="Strong Line")


def _gaps_table(gaps: list[tuple[str, Gap]]) -> Table:
    rows = tuple((heading, gap.who, gap.what) for heading, gap in gaps)
    return Table("What, and by whom", ("Part", "Who", "What"), rows)
