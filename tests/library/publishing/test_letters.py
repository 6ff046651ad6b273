import pypdfium2

from goldenthread.publishing.letters import letters_pdf
from goldenthread.records.letters import Letter, LetterHead

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h1v1h-1z"/></svg>'
HEAD = LetterHead("Letters", "The partnership", ("Town Hall",), "1 May 2026", "Invented")


def letter(language: str, title: str, *paragraphs: str) -> Letter:
    return Letter(
        language=language,
        address=("Amina", "1 Road", "London"),
        title=title,
        paragraphs=paragraphs,
        code="7K3QF-9X2MD-T4WHB",
        code_label="Your code",
        link="https://thread.example.org/i/",
        square=SQUARE,
    )


def pages_of(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()


def test_each_letter_is_a_page_however_long_and_in_whatever_script() -> None:
    long = letter("en", "Long", *["many words " * 45] * 9)
    letters = [letter("bn", "মতামত দিন"), letter("ar", "شاركنا رأيك", "مرحبا"), long]
    pages = pages_of(letters_pdf(HEAD, letters))
    assert len(pages) == 3
    assert all("7K3QF-9X2MD-T4WHB" in page and "Invented" in page for page in pages)


def test_what_people_wrote_is_never_markup_and_a_strange_language_does_no_harm() -> None:
    hostile = '#strong[x] $y$ \\ "; #sys.inputs 🌳'
    page = pages_of(letters_pdf(HEAD, [letter("not a code!", hostile, hostile)]))[0]
    assert "#strong[x]" in page
    assert "[emoji]" in page


def test_the_address_stands_in_the_window_of_the_envelope() -> None:
    document = pypdfium2.PdfDocument(letters_pdf(HEAD, [letter("en", "Title", "Words")]))
    try:
        page = document[0]
        text = page.get_textpage()
        left, _, _, top = text.get_charbox(text.get_text_range().index("Amina"))
        millimetres = 72 / 25.4
        assert 18 < left / millimetres < 22
        assert 48 < (page.get_height() - top) / millimetres < 54
        text.close()
        page.close()
    finally:
        document.close()
