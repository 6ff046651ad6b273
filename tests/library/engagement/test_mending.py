import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engagement.mending import (
    REASON_HEADER,
    ROW_HEADER,
    escape_formula,
    is_mended_file,
    original_cells,
    original_headers,
    undo_escape,
    write_rejected,
)
from goldenthread.engagement.reading import read_responses
from goldenthread.records.importing import ColumnMapping, ColumnUse, Use
from goldenthread.records.responses import RejectedRow


@given(st.text(max_size=20))
def test_an_escaped_cell_comes_back_and_is_no_formula(cell: str) -> None:
    escaped = escape_formula(cell)
    assert undo_escape(escaped) == cell
    assert not escaped.startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize("cell", ["=1", "＝1", "＋1", "－1", "＠A1"])
def test_the_wide_signs_of_formulas_are_escaped_too(cell: str) -> None:
    assert escape_formula(cell) == f"'{cell}"


def test_the_list_names_row_and_reason_before_the_cells() -> None:
    stream = io.StringIO(newline="")
    write_rejected(stream, ["id", "what"], [RejectedRow(7, "No date.", ("1", "=1+1", "too many"))])
    assert list(csv.reader(io.StringIO(stream.getvalue(), newline=""))) == [
        [ROW_HEADER, REASON_HEADER, "id", "what"],
        ["7", "No date.", "1", "'=1+1", "too many"],
    ]


def test_a_question_that_looks_like_a_formula_is_none_in_the_list_and_is_known_again(
    tmp_path: Path,
) -> None:
    path = tmp_path / "answers.csv"
    asked = '=HYPERLINK("http://example.org", "What matters?")'
    rows = [["id", "day", asked], ["1", "someday", "Trees, benches and shade"]]
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    mapping = ColumnMapping(
        (
            ColumnUse("id", Use.RESPONSE_ID),
            ColumnUse("day", Use.DATE),
            ColumnUse(asked, Use.OPEN_QUESTION, question="matters"),
        )
    )
    listed = tmp_path / "rejected.csv"
    write_rejected(listed, rows[0], read_responses(path, mapping).rejected)
    content = listed.read_text(encoding="utf-8-sig")
    assert all(not cell.startswith("=") for cell in next(csv.reader(io.StringIO(content))))
    listed.write_text(content.replace("someday", "2025-06-03"), encoding="utf-8")
    (mended,) = read_responses(listed, mapping).accepted
    assert [one.text for one in mended.open_answers] == ["Trees, benches and shade"]


def test_a_list_that_is_rejected_again_has_the_two_columns_once(tmp_path: Path) -> None:
    path = tmp_path / "rejected.csv"
    write_rejected(path, [ROW_HEADER, REASON_HEADER, "id"], [RejectedRow(2, "No date.", ("1",))])
    headers = path.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    assert headers == [ROW_HEADER, REASON_HEADER, "id"]


def test_such_a_list_is_recognised_by_its_first_two_columns() -> None:
    assert is_mended_file([ROW_HEADER, REASON_HEADER, "id"])
    assert not is_mended_file(["id", ROW_HEADER, REASON_HEADER])
    assert original_headers((ROW_HEADER, REASON_HEADER, "id")) == ("id",)
    assert original_cells(("7", "No date.", "'=1", "'tis")) == ("=1", "tis")
