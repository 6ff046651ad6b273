"""A workbook that is written while its rows are made."""

import io
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from goldenthread.engagement.workbook_stream import (
    CELL_ROOM,
    CUT_MARK,
    Sheet,
    column_letters,
    fitting,
    stream_workbook,
)

TEXT = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff")
)


def read_back(content: bytes) -> dict[str, list[tuple[object, ...]]]:
    book = load_workbook(io.BytesIO(content), read_only=True)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def written(*sheets: Sheet) -> bytes:
    return b"".join(stream_workbook(sheets))


def test_two_sheets_come_back_as_they_were_written() -> None:
    book = written(
        Sheet("Responses", [["a", "b & <c>"], ["=1+1", 5], [None, Decimal("2.5")], ["", -3]]),
        Sheet("Code book", [["বাংলা", "line\nend"]]),
    )
    assert read_back(book) == {
        "Responses": [("a", "b & <c>"), ("=1+1", 5), (None, 2.5), (None, -3)],
        "Code book": [("বাংলা", "line\nend")],
    }


def test_text_that_begins_like_a_formula_is_text() -> None:
    book = load_workbook(io.BytesIO(written(Sheet("S", [["=cmd()"]]))))
    assert book.active["A1"].data_type in {"s", "inlineStr"}


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(TEXT, min_size=1, max_size=5), min_size=1, max_size=6))
def test_any_words_come_back(rows: list[list[str]]) -> None:
    found = read_back(written(Sheet("S", rows)))["S"]
    for row, read in zip(rows, found, strict=False):
        wanted = [cell.replace("\r\n", "\n").replace("\r", "\n") for cell in row]
        padded = [*(cell or "" for cell in read), *[""] * len(row)]
        assert padded[: len(row)] == wanted


def test_signs_that_xml_cannot_hold_are_left_out() -> None:
    assert read_back(written(Sheet("S", [["a\x00b\x0bc\ud800d"]])))["S"] == [("abcd",)]


def test_a_long_answer_is_cut_with_a_mark() -> None:
    assert fitting("x" * CELL_ROOM) == "x" * CELL_ROOM
    cut = fitting("😀" * CELL_ROOM)
    assert cut.endswith(CUT_MARK)
    assert len(cut.encode("utf-16-le")) // 2 <= CELL_ROOM


def test_bytes_come_before_the_last_row_is_made() -> None:
    made = []

    def rows():
        for number in range(2_000):
            made.append(number)
            yield [f"{number * 7919 % 10_007:x}" * 9 for _ in range(40)]

    stream = stream_workbook([Sheet("S", rows())])
    next(stream)
    assert len(made) < 2_000


def test_columns_have_the_letters_of_excel() -> None:
    assert column_letters(16_383) == "XFD"
