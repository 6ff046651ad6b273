"""Empty cells of a worksheet are passed over, and nothing else is."""

import io
import time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.styles import PatternFill

from goldenthread.engagement import iterate_table
from goldenthread.engagement.empty_cells import WithoutEmptyCells

EMPTY = b'<c r="XFD1" s="3"/>'
WRITTEN_OUT = b'<c r="D1" s="1" t="n"></c>'
FILLED = b'<c r="B1" t="s"><v>1</v></c>'
PARTS = st.sampled_from(
    [EMPTY, WRITTEN_OUT, b'<c r="C7" />', FILLED, b'<c s="1"/>', b"</row>", b'<row r="1">']
)


def read(content: bytes, size: int) -> bytes:
    source = WithoutEmptyCells(io.BytesIO(content))
    return b"".join(iter(lambda: source.read(size), b""))


def test_empty_cells_go_and_all_others_stay() -> None:
    row = b'<row r="1">' + FILLED + EMPTY + EMPTY + b"</row>" + b"<!-- the end --><a/>"
    assert read(row, 10_000).replace(EMPTY, b"", 1) == b'<row r="1">' + FILLED + (
        b"</row><!-- the end --><a/>"
    )


def test_a_cell_before_one_without_an_address_is_counted_and_stays() -> None:
    row = b"<row>" + EMPTY + b'<c t="s"><v>1</v></c></row><a/><b/>'
    assert read(row, 10_000) == row


def test_words_that_look_like_a_cell_stay() -> None:
    row = b"<c><is><t><![CDATA[" + EMPTY + EMPTY + b"]]></t></is></c></row><a/><b/>"
    for size in range(1, len(row)):
        assert read(row, size) == row


@given(st.lists(PARTS, max_size=12).map(b"".join), st.integers(1, 90))
def test_however_it_is_cut_only_empty_cells_are_missing(content: bytes, size: int) -> None:
    def others(text: bytes) -> bytes:
        return text.replace(EMPTY, b"").replace(b'<c r="C7" />', b"").replace(WRITTEN_OUT, b"")

    got = read(content, size)
    assert others(got) == others(content)
    assert got.count(b'<c s="1"/>') == content.count(b'<c s="1"/>')


def test_text_without_any_tag_is_passed_on_in_little_time() -> None:
    content = b"<t>" + b"x" * 30_000_000 + b"</t>"
    begun = time.perf_counter()
    assert read(content, 65_536) == content
    assert time.perf_counter() - begun < 5


def test_rows_formatted_to_the_last_column_of_excel_are_read_as_they_are(tmp_path: Path) -> None:
    book = Workbook()
    sheet, fill = book.active, PatternFill("solid", fgColor="FFFF00")
    for row in (["id", "What?", None, "Ward"], [1, "Trees", None, "Bow"], [2, None, None, None]):
        sheet.append(row)
    for row_number in (1, 2, 3):
        for column in (3, *range(5, 2_000)):
            sheet.cell(row_number, column).fill = fill
    book.save(tmp_path / "formatted.xlsx")
    table = iterate_table(tmp_path / "formatted.xlsx")
    assert table.headers == ("id", "What?", "Column 3", "Ward")
    assert [row.cells for row in table.rows] == [("1", "Trees", "", "Bow"), ("2", "", "", "")]
