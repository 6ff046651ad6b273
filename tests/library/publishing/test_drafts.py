from datetime import date
from io import BytesIO

import docx
from docx.document import Document

from goldenthread.publishing.drafts import draft_docx, say_gap
from goldenthread.records.drafts import Draft, DraftSection, Gap
from goldenthread.records.publishing import Table

OFFICER = Gap("the data protection officer", "how to reach them")


def make(*sections: DraftSection) -> Document:
    draft = Draft(
        title="Privacy notice",
        partnership="A partnership",
        made_on=date(2026, 5, 1),
        about=("Made from the record.",),
        sections=sections,
        source="UK GDPR, article 13",
        stamp="Invented for this demonstration",
    )
    return docx.Document(BytesIO(draft_docx(draft)))


def test_what_is_known_stands_under_its_heading_and_a_gap_is_marked() -> None:
    document = make(
        DraftSection("Who is responsible", ("First.\n\nSecond.",), ("One", "Two"), gaps=(OFFICER,))
    )
    told = [(one.style.name, one.text) for one in document.paragraphs]
    at = told.index(("Heading 1", "Who is responsible"))
    assert told[at + 1 : at + 6] == [
        ("Normal", "First."),
        ("Normal", "Second."),
        ("List Bullet", "One"),
        ("List Bullet", "Two"),
        ("Strong Line", say_gap(OFFICER)),
    ]


def test_all_gaps_stand_once_more_at_the_end() -> None:
    document = make(DraftSection("One", gaps=(OFFICER,)), DraftSection("Two", gaps=(OFFICER,)))
    rows = [[cell.text for cell in row.cells] for row in document.tables[-1].rows]
    assert rows[1:] == [[part, OFFICER.who, OFFICER.what] for part in ("One", "Two")]


def test_a_draft_without_gaps_has_no_table_of_them() -> None:
    document = make(DraftSection("One", table=Table("None", ("A",), ())))
    assert document.tables == []
    assert "Still to be filled in" not in [one.text for one in document.paragraphs]


def test_stamp_and_source_are_on_it() -> None:
    document = make(DraftSection("One", ("Words",)))
    assert document.sections[0].header.paragraphs[0].text == "Invented for this demonstration"
    assert document.paragraphs[-1].text == "Source of the headings: UK GDPR, article 13"
