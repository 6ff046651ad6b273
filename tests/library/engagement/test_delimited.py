import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engagement import delimited
from goldenthread.engagement.delimited import iterate_delimited
from goldenthread.errors import InputError
from goldenthread.records.tables import TableLimits


def cells_of(folder: Path, content: str | bytes) -> list[tuple[str, ...]]:
    path = folder / "export.csv"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return [row.cells for row in iterate_delimited(path) if not row.problem]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_delimiter_is_recognised(tmp_path: Path, delimiter: str) -> None:
    rows = [("id", "what", "where"), ("1", "trees, and benches", "here"), ("2", "a; b", "there")]
    lines = [delimiter.join(f'"{cell}"' for cell in row) for row in rows]
    assert cells_of(tmp_path, "\n".join(lines)) == rows


def test_the_line_that_tells_excel_the_delimiter_is_no_row(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("sep=;\nid;what\n1;trees\n")
    assert [(row.number, row.cells) for row in iterate_delimited(path)] == [
        (1, ("id", "what")),
        (2, ("1", "trees")),
    ]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_parts_rows(tmp_path: Path, line_end: str) -> None:
    content = line_end.join(["id,what", '1,"two', 'lines"', "2,x"])
    assert cells_of(tmp_path, content) == [
        ("id", "what"),
        ("1", f"two{line_end}lines"),
        ("2", "x"),
    ]


def test_one_column_of_sentences_stays_one_column(tmp_path: Path) -> None:
    content = 'What would help?\nTrees\n"Shade, and water"\nBins\n'
    assert cells_of(tmp_path, content)[2] == ("Shade, and water",)


def test_zero_bytes_are_left_out(tmp_path: Path) -> None:
    assert cells_of(tmp_path, b"id,what\n1,tr\x00ees\n" + b"2,plain words\n" * 20)[1] == (
        "1",
        "trees",
    )


def test_a_quotation_mark_inside_a_cell_is_kept(tmp_path: Path) -> None:
    assert cells_of(tmp_path, 'id,what\n1,She said "yes" to it\n')[1] == (
        "1",
        'She said "yes" to it',
    )


def test_quotes_that_do_not_pair_up_cost_their_own_row_only(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text(
        'id,what\n1,"Mind the gap" is what I hear\n2,fine\n3,"never closed\n4,fine\n'
        '5,"well, quoted"\n6,fine\n'
    )
    rows = list(iterate_delimited(path))
    assert [(row.number, bool(row.problem)) for row in rows] == [
        (1, False), (2, True), (3, False), (4, True), (5, False), (6, False), (7, False),
    ]  # fmt: skip
    assert rows[1].cells == ("1", '"Mind the gap" is what I hear')
    assert rows[5].cells == ("5", "well, quoted")


def test_a_quote_open_to_the_end_of_the_file_swallows_nothing(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text('id,what\n1,"open\n' + "".join(f"{n},fine\n" for n in range(2, 30_000)))
    rows = list(iterate_delimited(path))
    assert len(rows) == 30_000
    assert [row.number for row in rows if row.problem] == [2]


def test_a_line_without_end_is_refused_before_it_fills_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "LINE_CHARACTERS", 1000)
    with pytest.raises(InputError, match="not a table"):
        cells_of(tmp_path, "a" * 5000)


def test_a_row_of_many_lines_is_refused_before_it_fills_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delimited, "LINE_CHARACTERS", 1000)
    with pytest.raises(InputError, match="too long to be a row"):
        cells_of(tmp_path, "a,b\n" + '"x\n",' * 2000)


def test_bytes_that_break_the_encoding_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read in the encoding"):
        cells_of(tmp_path, b"\xef\xbb\xbfid,what\n1,caf\xe9\n")


def test_the_limit_of_a_cell_is_below_the_limit_of_the_reader() -> None:
    assert TableLimits().cell_characters < csv.field_size_limit()


plain_cells = st.text(
    st.characters(exclude_categories=("Cs",), exclude_characters="\x00\ufeff"), max_size=20
)


@given(rows=st.lists(st.tuples(plain_cells, plain_cells, plain_cells), min_size=1, max_size=8))
def test_what_a_csv_writer_wrote_is_read_again(
    rows: list[tuple[str, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("rows") / "export.csv"
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([("a", "b", "c"), *rows])
    assert [row.cells for row in iterate_delimited(path)][1:] == rows
