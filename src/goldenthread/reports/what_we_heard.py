"""What we heard, as an accessible Word document, from its record."""

from docx.document import Document

from goldenthread.publishing.word import (
    add_chart,
    add_heading,
    add_list,
    add_paragraph,
    add_table,
    document_bytes,
    start_document,
)
from goldenthread.records.publishing import Table
from goldenthread.records.reports import ClosedQuestion, WhatWeHeard
from goldenthread.reports.figures import (
    capacity_chart,
    closed_question_chart,
    participation_chart,
    set_aside_table,
    telling_tables,
)
from goldenthread.reports.open_questions import add_open_question
from goldenthread.reports.petitions import SIGNATURES_ARE_NO_ANSWERS, petitions_table
from goldenthread.reports.results.charting import add_comparisons, add_crossings, add_figures
from goldenthread.reports.votes import add_votes
from goldenthread.reports.wording import (
    say_contributions,
    say_count,
    say_date,
    say_dates,
    say_list,
    say_people,
)

WORDS_USED = (
    "A response is what one person, or one group, gave in one go. A contribution is one thing "
    "said in it."
)
NOTHING_WITHHELD = "Nothing was withheld: the words of every contribution were released."
NOTHING_HEARD = "Nothing has been heard yet: there are no responses."


def what_we_heard_docx(report: WhatWeHeard) -> bytes:
    """Return the report as the bytes of a .docx file.

    Raises MissingPartError without the fonts that its charts are set in.
    """
    document = start_document(
        report.title, author=report.partnership, made_on=report.prepared_on, stamp=report.stamp
    )
    _add_summary(document, report)
    _add_participation(document, report)
    _add_questions(document, report)
    if report.votes:
        add_votes(document, report.votes)
    _add_petitions(document, report)
    _add_set_aside(document, report)
    _add_method(document, report)
    return document_bytes(document)


def say_totals(report: WhatWeHeard) -> str:
    """Return how much was heard, people and contributions counted apart."""
    if not report.responses:
        return NOTHING_HEARD
    return (
        f"{say_people(report.people)} took part, in "
        f"{say_count(report.responses, 'response', 'responses')} with "
        f"{say_contributions(report.contributions)}."
    )


def say_counted_at(report: WhatWeHeard) -> str:
    """Return when the numbers were right: "Counted at 14:05 on 3 May 2026."."""
    at = report.counted_at
    return f"Counted at {at:%H:%M} on {say_date(at.date())}." if at else ""


def tell_set_aside(report: WhatWeHeard) -> Table:
    """Return what became of the words, in numbers."""
    return set_aside_table(
        report.withheld,
        counted_only=report.counted_only,
        held=report.held,
        released=report.released,
    )


def list_facts(report: WhatWeHeard) -> tuple[tuple[str, str], ...]:
    """Return what was asked, by whom, when and how, as pairs of name and words."""
    facts = (
        ("Engagement", report.engagement),
        ("Why we asked", report.purpose),
        ("Who was asked", report.audience),
        ("When", say_dates(report.began_on, report.ended_on)),
        ("Who decides", report.who_decides),
        ("Decision expected", report.decided_when),
        ("How people took part", say_list(report.channels)),
    )
    return tuple((name, words) for name, words in facts if words)


def _add_summary(document: Document, report: WhatWeHeard) -> None:
    if report.stamp:
        add_paragraph(document, report.stamp, style="Strong Line")
    add_paragraph(document, say_totals(report))
    if report.counted_at:
        add_paragraph(document, say_counted_at(report))
    add_paragraph(document, WORDS_USED)
    table = Table("This engagement at a glance", ("What", "Details"), list_facts(report))
    add_table(document, table)


def _add_participation(document: Document, report: WhatWeHeard) -> None:
    if not (tables := telling_tables(report.participation)):
        return
    add_heading(document, "Who took part", level=1)
    for counted in tables:
        add_heading(document, f"By {counted.counted_by}", level=2)
        add_chart(document, participation_chart(counted))


def _add_questions(document: Document, report: WhatWeHeard) -> None:
    if report.closed_questions:
        add_heading(document, "Closed questions", level=1)
    for closed in report.closed_questions:
        _add_closed_question(document, closed)
    if report.in_figures:
        add_heading(document, "Answers in figures", level=1)
    for question in report.in_figures:
        add_figures(document, question)
    add_crossings(document, report.crossings)
    add_comparisons(document, report.comparisons)
    if report.open_questions:
        add_heading(document, "What people said", level=1)
    for asked in report.open_questions:
        add_open_question(document, asked)


def _add_closed_question(document: Document, question: ClosedQuestion) -> None:
    add_heading(document, question.question, level=2)
    if question.not_answered:
        add_paragraph(document, f"{say_people(question.not_answered)} did not answer this.")
    add_chart(document, closed_question_chart(question))
    split = capacity_chart(question)
    if split:
        add_heading(document, "By capacity", level=3)
        add_chart(document, split)
    add_list(document, question.notes)


def _add_petitions(document: Document, report: WhatWeHeard) -> None:
    if not report.petitions:
        return
    add_heading(document, "Petitions", level=1)
    add_paragraph(document, SIGNATURES_ARE_NO_ANSWERS)
    add_table(document, petitions_table(report.petitions))


def _add_set_aside(document: Document, report: WhatWeHeard) -> None:
    add_heading(document, "What is not shown, and why", level=1)
    if report.withheld or report.counted_only or report.held:
        add_table(document, tell_set_aside(report))
    else:
        add_paragraph(document, NOTHING_WITHHELD)


def _add_method(document: Document, report: WhatWeHeard) -> None:
    for title, sentences in (("Method", report.method), ("Limits", report.limits)):
        if sentences:
            add_heading(document, title, level=1)
            add_list(document, sentences)
