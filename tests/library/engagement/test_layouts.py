"""Every file in a folder of strange exports is read right, or refused by its row."""

from itertools import islice
from pathlib import Path

import pytest
from tests.library.engagement.strange_exports import (
    HEAD,
    REFUSED,
    RIGHT,
    ROWS_REFUSED,
    SAID,
    book,
    text,
)

from goldenthread.engagement.layouts import (
    choose_sheet,
    find_layout,
    layout_of_sheet,
    read_head,
)
from goldenthread.engagement.mapping import from_json, to_json
from goldenthread.engagement.mending import write_rejected
from goldenthread.engagement.reading import read_responses
from goldenthread.engagement.suggesting import suggest_mapping
from goldenthread.engagement.tables import iterate_table
from goldenthread.errors import InputError
from goldenthread.records.importing import ColumnMapping
from goldenthread.records.responses import ResponseImport
from goldenthread.records.tables import TableLayout


def mapping_for(path: Path) -> ColumnMapping:
    layout = find_layout(path)
    table = iterate_table(path, layout=layout)
    cells = [row.cells for row in islice(table.rows, 300) if not row.problem]
    return suggest_mapping(table.headers, cells, layout=layout, parts=table.parts)


def read(path: Path) -> ResponseImport:
    # As the site does it: kept as text in between.
    return read_responses(path, from_json(to_json(mapping_for(path))))


@pytest.mark.parametrize("name", RIGHT)
def test_a_strange_export_is_read_right(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    RIGHT[name](path)
    found = read(path)
    assert not found.rejected
    answered = [[answer.text for answer in row.open_answers] for row in found.accepted]
    assert answered == [[said[1]] for said in SAID]
    assert [str(row.date)[:10] for row in found.accepted] == [said[2] for said in SAID]
    assert len({row.identity for row in found.accepted}) == len(SAID)
    assert [row.identity for row in read(path).accepted] == [row.identity for row in found.accepted]


@pytest.mark.parametrize("name", ROWS_REFUSED)
def test_a_bad_row_is_refused_with_its_number_and_the_others_are_read(
    name: str, tmp_path: Path
) -> None:
    build, number, said = ROWS_REFUSED[name]
    build(tmp_path / name)
    found = read(tmp_path / name)
    assert [row.row_number for row in found.rejected] == [number]
    assert said in found.rejected[0].reason
    assert found.accepted


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_table_is_refused_with_what_to_do(name: str, tmp_path: Path) -> None:
    build, said = REFUSED[name]
    build(tmp_path / name)
    with pytest.raises(InputError, match=said):
        read(tmp_path / name)


def test_the_ids_of_a_file_are_the_same_saved_as_csv_or_by_excel(tmp_path: Path) -> None:
    for name in ("plain.csv", "floats.csv", "plain.xlsx", "long.csv", "three-header-rows.csv"):
        RIGHT[name](tmp_path / name)
    found = [{row.identity for row in read(path).accepted} for path in sorted(tmp_path.iterdir())]
    assert all(identities == found[0] for identities in found)


def test_a_sheet_of_responses_is_taken_whatever_stands_before_it(tmp_path: Path) -> None:
    guide = ("Guide", [[f"Long words {column}" for column in range(9)] for _ in range(50)])
    book(guide, ("Responses", [HEAD, SAID[0]]))(tmp_path / "a.xlsx")
    head = read_head(tmp_path / "a.xlsx")
    assert head.names == ("Guide", "Responses")
    assert choose_sheet(head) == "Responses"
    assert layout_of_sheet(head, "Guide").header_row == 1


def test_the_list_of_rows_to_mend_is_read_by_the_layout_of_its_first_file(tmp_path: Path) -> None:
    path = tmp_path / "title.csv"
    rows = [("A title",), (), HEAD, *SAID, ("4", "Benches", "someday", "Bow")]
    text(rows)(path)
    mapping = mapping_for(path)
    rejected = read_responses(path, mapping).rejected
    write_rejected(tmp_path / "mended.csv", HEAD, rejected)
    content = (tmp_path / "mended.csv").read_text(encoding="utf-8-sig")
    (tmp_path / "mended.csv").write_text(content.replace("someday", "2025-06-04"))
    mended = read_responses(tmp_path / "mended.csv", mapping)
    assert [row.open_answers[0].text for row in mended.accepted] == ["Benches"]


def test_a_row_that_the_file_does_not_have_is_refused(tmp_path: Path) -> None:
    RIGHT["plain.csv"](tmp_path / "plain.csv")
    with pytest.raises(InputError, match="no row 99"):
        iterate_table(tmp_path / "plain.csv", layout=TableLayout(header_row=99))


def test_a_mapping_kept_before_there_were_layouts_reads_the_first_row(tmp_path: Path) -> None:
    RIGHT["plain.csv"](tmp_path / "plain.csv")
    kept = to_json(mapping_for(tmp_path / "plain.csv"))
    before = kept[: kept.index(', "layout"')] + "}"
    assert from_json(before).layout == TableLayout()
    assert len(read_responses(tmp_path / "plain.csv", from_json(before)).accepted) == len(SAID)
