import re
from collections.abc import Callable
from contextlib import closing
from ctypes import create_string_buffer
from dataclasses import replace
from datetime import date
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import raw

from goldenthread.errors import MissingPartError
from goldenthread.publishing import fonts_folder
from goldenthread.publishing.pdf import plan_pdf
from goldenthread.records.publishing import PlanDocument, PlanElement, PlanQuote

INJECTION = '#strong[bold] $x$ \\ "; #sys.inputs <label> @ref // gone'
QUOTES = (
    PlanQuote(INJECTION, "A resident, stall", "Part removed to protect privacy"),
    PlanQuote("আমাদের এলাকায় আরও গাছ দরকার", "A resident", "Machine-written", "bn"),
    PlanQuote("نحن بحاجة إلى الأشجار", "A resident", language="ar"),
    PlanQuote("More trees 🌳 near 公园", "A resident", language="not a code!"),
)
OUTCOME = PlanElement("1.1", "Outcome", "More people feel safe after dark")
CALL = PlanElement(
    "1",
    "Call to action",
    "Everyone should feel safe",
    explanation="People spoke of lighting.",
    basis=("Theme “Lighting”: 61 of 702 contributions, from 58 people",),
    outcomes=(OUTCOME,),
    quotes=QUOTES,
)
DOCUMENT = PlanDocument(
    title="A Tower Hamlets for All",
    partnership="Tower Hamlets Partnership",
    edition="1.1",
    published_on=date(2025, 2, 14),
    digest="ab12" * 16,
    elements=(CALL,),
    introduction=("This plan was made with people who live here.",),
    notes=("Words of one contribution were removed.",),
    method=("Every contribution was read.",),
    stamp="Invented for this demonstration",
)


def pages_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(pages_of(pdf)).split())


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return plan_pdf(DOCUMENT)


def test_it_says_that_it_is_accessible_and_keeps_to_it(pdf: bytes) -> None:
    assert pdf.startswith(b"%PDF")
    assert re.search(rb"<pdfuaid:part>\s*1\s*</pdfuaid:part>", pdf)
    assert b"/StructTreeRoot" in pdf
    assert re.search(rb"/Marked\s+true", pdf)
    assert re.search(rb"/Lang\s*\(en", pdf)
    assert b"A Tower Hamlets for All" in pdf


def outline_of(pdf: bytes) -> list[tuple[str, str]]:
    """Return type and alternative text of each structure element, as a screen reader walks them."""
    found: list[tuple[str, str]] = []

    def text_of(read: Callable[..., int], element: object) -> str:
        room = read(element, None, 0)
        buffer = create_string_buffer(room)
        read(element, buffer, room)
        return buffer.raw.decode("utf-16-le").rstrip("\0")

    def walk(element: object) -> None:
        kind = text_of(raw.FPDF_StructElement_GetType, element)
        found.append((kind, text_of(raw.FPDF_StructElement_GetAltText, element)))
        for number in range(raw.FPDF_StructElement_CountChildren(element)):
            if child := raw.FPDF_StructElement_GetChildAtIndex(element, number):
                walk(child)

    with closing(pypdfium2.PdfDocument(pdf)) as document:
        for page in document:
            tree = raw.FPDF_StructTree_GetForPage(page)
            for number in range(raw.FPDF_StructTree_CountChildren(tree)):
                walk(raw.FPDF_StructTree_GetChildAtIndex(tree, number))
            raw.FPDF_StructTree_Close(tree)
    return found


def test_a_screen_reader_walks_through_headings_in_order_and_past_no_silent_figure(
    pdf: bytes,
) -> None:
    outline = outline_of(pdf)
    headings = [int(kind[1:]) for kind, _ in outline if re.fullmatch(r"H\d", kind)]
    assert len(headings) >= 4
    assert headings[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(headings))
    assert {"P", "Document"} <= {kind for kind, _ in outline}
    assert [kind for kind, alt in outline if kind == "Figure" and not alt.strip()] == []


def test_every_page_is_tagged_and_shows_the_title_of_the_document(pdf: bytes) -> None:
    pages = len(pages_of(pdf))
    assert re.search(rb"/DisplayDocTitle\s+true", pdf)
    assert len(re.findall(rb"/StructParents\s+\d+", pdf)) >= pages
    assert len(re.findall(rb"/Tabs\s*/S", pdf)) == pages
    fonts = len(re.findall(rb"/Type\s*/FontDescriptor", pdf))
    assert fonts
    assert len(re.findall(rb"/FontFile[23]?\s", pdf)) == fonts
    assert len(re.findall(rb"/ToUnicode\s", pdf)) >= fonts


def test_its_words_can_be_read_out_in_every_language(pdf: bytes) -> None:
    text = words_of(pdf)
    for words in (CALL.text, OUTCOME.text, CALL.basis[0], "More trees [emoji] near [character]"):
        assert words in text
    assert "গাছ" in text


def test_words_of_residents_are_never_read_as_markup(pdf: bytes) -> None:
    assert INJECTION in words_of(pdf)


def test_the_stamp_stands_on_every_page(pdf: bytes) -> None:
    pages = pages_of(pdf)
    assert len(pages) >= 4
    assert all("Invented for this demonstration" in page for page in pages)


def test_without_a_stamp_there_is_none() -> None:
    assert "Invented" not in words_of(plan_pdf(replace(DOCUMENT, stamp="")))


def test_edition_date_and_digest_are_on_the_cover(pdf: bytes) -> None:
    cover = " ".join(pages_of(pdf)[0].split())
    for words in ("Edition 1.1", "14 February 2025", DOCUMENT.digest):
        assert words in cover


def test_an_element_without_a_basis_says_so(pdf: bytes) -> None:
    assert "Nothing is recorded yet that this rests on." in words_of(pdf)


def test_quotes_carry_their_source_and_how_they_are_marked(pdf: bytes) -> None:
    assert "A resident, stall. Part removed to protect privacy" in words_of(pdf)


def test_the_same_edition_makes_the_same_bytes(pdf: bytes) -> None:
    assert plan_pdf(DOCUMENT) == pdf


def test_an_empty_plan_is_still_a_document() -> None:
    bare = PlanDocument("T", "P", "1", date(2025, 1, 1), "d", elements=())
    assert plan_pdf(bare).startswith(b"%PDF")


def test_missing_fonts_say_what_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts_folder, "FONTS_FOLDER", tmp_path)
    with pytest.raises(MissingPartError, match="build-assets"):
        plan_pdf(DOCUMENT)


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1, max_size=60))
def test_whatever_people_write_the_plan_can_be_printed(words: str) -> None:
    said = PlanQuote(words, "A resident", language="")
    element = replace(CALL, quotes=(said,), explanation=words, basis=(words,))
    assert plan_pdf(replace(DOCUMENT, elements=(element,))).startswith(b"%PDF")
