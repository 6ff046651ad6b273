from io import BytesIO

import pytest
from pypdf import PdfReader

from goldenthread.publishing.paper_form import paper_form_pdf
from goldenthread.records.paper import PaperForm, PaperKind, PaperPart, PaperQuestion

QUESTIONS = (
    PaperQuestion("What would help?", PaperKind.LINES, "As much as you like."),
    PaperQuestion("Your age?", PaperKind.ONE_LINE),
    PaperQuestion("How is it?", PaperKind.ONE, options=("Good", "Poor")),
    PaperQuestion("What matters?", PaperKind.SEVERAL, options=("Parks", "#import <b>")),
    PaperQuestion("How safe?", PaperKind.SCALE, options=("1", "2", "3"), ends=("Not", "Very")),
    PaperQuestion("In order?", PaperKind.ORDER, options=("Parks", "Buses")),
    PaperQuestion("Agree?", PaperKind.GRID, options=("Yes", "No"), rows=("Clean", "On time")),
)


def form(language: str = "en", *parts: PaperPart) -> PaperForm:
    return PaperForm("Have your say", "The partnership", language, ("Why we ask.",), parts)


def words_of(content: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split()
    )


def test_every_kind_of_question_is_numbered_and_stands_on_the_paper() -> None:
    apart = PaperPart(
        "Who is taking part", (PaperQuestion("Where?", PaperKind.ONE_LINE),), is_apart=True
    )
    content = paper_form_pdf(
        form("en", PaperPart("", QUESTIONS[:3]), PaperPart("More", QUESTIONS[3:]), apart)
    )
    words = words_of(content)
    for number, question in enumerate(QUESTIONS, start=1):
        assert f"{number}. {question.text}" in words
    assert "8. Where?" in words
    assert "#import <b>" in words, "words are never read as markup"
    assert len(PdfReader(BytesIO(content)).pages) >= 2, "what is kept apart begins a page"


@pytest.mark.parametrize("language", ["ar", "bn", "so", "en-easy", "bn-Latn"])
def test_it_is_set_in_each_language_and_says_which(language: str) -> None:
    content = paper_form_pdf(form(language, PaperPart("", QUESTIONS)))
    told = PdfReader(BytesIO(content)).root_object["/Lang"]
    assert str(told) == language.partition("-")[0]


def test_the_same_form_is_the_same_bytes() -> None:
    one, other = (paper_form_pdf(form("en", PaperPart("", QUESTIONS))) for _ in range(2))
    assert one == other
