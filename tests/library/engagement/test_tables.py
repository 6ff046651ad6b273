from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from goldenthread.engagement.tables import iterate_table, name_columns
from goldenthread.errors import InputError
from goldenthread.records.tables import TableLimits


def file_of(folder: Path, content: str | bytes, name: str = "export.csv") -> Path:
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_headers_become_different_names_and_blank_ones_get_a_number() -> None:
    assert name_columns(("Name", " ", "Name", "Name (2)", "a\n b")) == (
        "Name", "Column 2", "Name (2)", "Name (2) (2)", "a b",
    )  # fmt: skip


@given(st.lists(st.text(max_size=4), max_size=30))
def test_no_two_columns_ever_share_a_name(cells: list[str]) -> None:
    names = name_columns(tuple(cells))
    assert len(set(names)) == len(cells)
    assert all(names)


def test_short_rows_are_filled_and_long_rows_are_refused_one_by_one(tmp_path: Path) -> None:
    table = iterate_table(file_of(tmp_path, "a,b,c\n1\n1,2,3,4\n1,2,3,,\n\n,,\n5,6,7\n"))
    rows = list(table.rows)
    assert [row.cells for row in rows if not row.problem] == [
        ("1", "", ""), ("1", "2", "3"), ("5", "6", "7"),
    ]  # fmt: skip
    assert [(row.number, row.cells) for row in rows if row.problem] == [(3, ("1", "2", "3", "4"))]
    assert "4 cells but there are 3 columns" in rows[1].problem
    assert rows[-1].number == 7


def test_the_same_table_is_read_from_csv_and_from_a_workbook(tmp_path: Path) -> None:
    workbook = Workbook()
    for row in (("id", "what"), (1, "trees"), (2, "benches")):
        workbook.active.append(row)
    workbook.save(tmp_path / "table.xlsx")
    from_csv = iterate_table(file_of(tmp_path, "id,what\n1,trees\n2,benches\n"))
    from_workbook = iterate_table(tmp_path / "table.xlsx")
    assert from_csv.headers == from_workbook.headers
    assert list(from_csv.rows) == list(from_workbook.rows)


def test_the_content_decides_and_not_the_ending(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.append(("id", "what"))
    workbook.save(tmp_path / "table.xlsx")
    renamed = (tmp_path / "table.xlsx").rename(tmp_path / "table.csv")
    assert iterate_table(renamed).headers == ("id", "what")


def test_merged_header_cells_get_names_of_their_own(tmp_path: Path) -> None:
    workbook = Workbook()
    workbook.active.append(("id", "Topics", None))
    workbook.active.append((1, "x", "x"))
    workbook.active.merge_cells("B1:C1")
    workbook.save(tmp_path / "table.xlsx")
    table = iterate_table(tmp_path / "table.xlsx")
    assert table.headers == ("id", "Topics", "Column 3")
    assert [row.cells for row in table.rows] == [("1", "x", "x")]


@pytest.mark.parametrize("content", ["", "\n\n\n", "\ufeff", " , \n"])
def test_an_empty_file_is_refused(tmp_path: Path, content: str) -> None:
    with pytest.raises(InputError, match="empty"):
        iterate_table(file_of(tmp_path, content))


def test_a_missing_file_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"nowhere\.csv cannot be opened"):
        iterate_table(tmp_path / "nowhere.csv")


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        (b"PK\x03\x04", "a.xlsm", "macros"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.xls", r"old Excel format"),
        (b"%PDF-1.7", "a.pdf", "PDF"),
        (b"PK\x03\x04 and then nothing", "a.xlsx", "damaged"),
    ],
)
def test_other_files_are_refused_with_what_to_do(
    tmp_path: Path, content: bytes, name: str, said: str
) -> None:
    with pytest.raises(InputError, match=said):
        iterate_table(file_of(tmp_path, content, name))


def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    path = file_of(tmp_path, "a,b\n" + "1,2\n" * 1000)
    with pytest.raises(InputError, match="MB"):
        iterate_table(path, limits=TableLimits(file_bytes=1000))


def test_a_million_columns_are_refused(tmp_path: Path) -> None:
    path = file_of(tmp_path, ",".join(f"c{n}" for n in range(1_000_000)))
    with pytest.raises(InputError, match="Row 1 has 1,000,000 columns; up to 1,000"):
        iterate_table(path)


def test_a_later_row_of_a_million_columns_is_refused(tmp_path: Path) -> None:
    path = file_of(tmp_path, "a,b\n1,2\n" + "x," * 1_000_000)
    with pytest.raises(InputError, match="Row 3 has 1,000,000 columns"):
        list(iterate_table(path).rows)


def test_one_row_too_many_is_refused_with_its_number(tmp_path: Path) -> None:
    table = iterate_table(file_of(tmp_path, "a\n1\n\n2\n3\n"), limits=TableLimits(rows=2))
    with pytest.raises(InputError, match=r"more than 2 rows; row 5"):
        list(table.rows)


def test_a_cell_that_is_too_long_costs_its_own_row_only(tmp_path: Path) -> None:
    path = file_of(tmp_path, f"a,b\n1,{'x' * 11}\n2,ok\n")
    rows = list(iterate_table(path, limits=TableLimits(cell_characters=10)).rows)
    assert "Column 2 holds 11 characters" in rows[0].problem
    assert rows[1].cells == ("2", "ok")


def test_rows_are_read_while_you_iterate(tmp_path: Path) -> None:
    path = file_of(tmp_path, "a,b\n" + "1,2\n" * 100_000)
    table = iterate_table(path)
    assert next(table.rows).number == 2
    with path.open("ab") as stream:
        stream.write(b"last,row\n")
    assert list(table.rows)[-1].cells == ("last", "row")


def test_a_name_of_a_column_as_long_as_a_book_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "book.csv"
    path.write_text("id," + "x" * 10_001 + "\n1,2\n")
    with pytest.raises(InputError, match=r"Row 1 should name the columns, .* 10,001 characters"):
        iterate_table(path)
