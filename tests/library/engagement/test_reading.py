import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engagement.mending import write_rejected
from goldenthread.engagement.reading import iterate_rows, read_responses
from goldenthread.errors import MappingError
from goldenthread.records.importing import ColumnMapping, ColumnUse, Use
from goldenthread.records.responses import RejectedRow, ResponseRow

HEADERS = ["what", "date", "note"]
MAPPING = ColumnMapping(
    (
        ColumnUse("what", Use.OPEN_QUESTION, "what"),
        ColumnUse("date", Use.DATE),
    )
)
WITH_ID = ColumnMapping(
    (
        ColumnUse("what", Use.OPEN_QUESTION, "what"),
        ColumnUse("note", Use.RESPONSE_ID),
    )
)
TODAY = [("trees", "01/04/2025", ""), ("benches", "02/04/2025", ""), ("trees", "01/04/2025", "")]


def file_of(
    folder: Path,
    rows: list[tuple[str, ...]],
    headers: list[str] = HEADERS,
    name: str = "export.csv",
) -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, quoting=csv.QUOTE_ALL).writerows([headers, *rows])
    return path


def identities(path: Path, mapping: ColumnMapping = MAPPING) -> list[str]:
    return [row.identity for row in read_responses(path, mapping).accepted]


def test_two_people_who_wrote_the_same_words_stay_two(tmp_path: Path) -> None:
    assert len(set(identities(file_of(tmp_path, TODAY)))) == 3


def test_the_same_file_twice_adds_nothing(tmp_path: Path) -> None:
    path = file_of(tmp_path, TODAY)
    assert identities(path) == identities(path)


def test_tomorrows_file_with_20_more_rows_adds_20(tmp_path: Path) -> None:
    before = identities(file_of(tmp_path, TODAY))
    more = [("trees", "01/04/2025", "")] * 10 + [(f"lamp {n}", "", "") for n in range(10)]
    after = identities(file_of(tmp_path, [*more[:15], *TODAY, *more[15:]]))
    assert set(before) < set(after)
    assert len(set(after)) == len(set(before)) + 20


def test_a_new_column_and_another_order_leave_identities_as_they_were(tmp_path: Path) -> None:
    before = identities(file_of(tmp_path, TODAY))
    turned = [("", date, what, "") for what, date, _ in TODAY]
    assert identities(file_of(tmp_path, turned, ["new", "date", "what", "note"])) == before


def test_a_row_with_an_id_keeps_it_though_its_words_are_mended(tmp_path: Path) -> None:
    before = identities(file_of(tmp_path, [("tres", "", "7"), ("bins", "", "8")]), WITH_ID)
    after = identities(file_of(tmp_path, [("bins", "", "8"), ("trees", "", "7")]), WITH_ID)
    assert before == after[::-1]


def test_an_id_used_for_two_different_answers_is_refused(tmp_path: Path) -> None:
    rows = [("trees", "", "7"), ("bins", "", "7"), ("trees", "", "7"), ("lamps", "", "")]
    outcome = read_responses(file_of(tmp_path, rows), WITH_ID)
    assert [row.row_number for row in outcome.accepted] == [2, 4, 5]
    assert outcome.accepted[0].identity == outcome.accepted[1].identity
    assert "same id as row 2" in outcome.rejected[0].reason


def test_rows_that_cannot_be_taken_say_where_and_why(tmp_path: Path) -> None:
    rows = [("trees", "soon", "x"), ("", "01/04/2025", "only a note"), ("bins", "", "")]
    outcome = read_responses(file_of(tmp_path, rows), MAPPING)
    assert [row.row_number for row in outcome.accepted] == [4]
    assert outcome.rejected[0].row_number == 2
    assert "“date”" in outcome.rejected[0].reason
    assert outcome.rejected[0].cells == ("trees", "soon", "x")
    assert "Nothing was answered" in outcome.rejected[1].reason


def test_rejected_rows_are_mended_and_sent_again(tmp_path: Path) -> None:
    rows = [
        ("=trees", "soon", "'quoted"),
        ("bins", "01/04/2025", ""),
        ("=trees", "soon", "'quoted"),
    ]
    right = [(what, date.replace("soon", "03/04/2025"), note) for what, date, note in rows]
    expected = identities(file_of(tmp_path, right))
    outcome = read_responses(file_of(tmp_path, rows), MAPPING)
    path = tmp_path / "rejected.csv"
    write_rejected(path, HEADERS, outcome.rejected)
    mended = path.read_text(encoding="utf-8-sig").replace(",soon,", ",03/04/2025,")
    path.write_text(mended, encoding="utf-8-sig")
    again = read_responses(path, MAPPING)
    assert not again.rejected
    assert [row.row_number for row in again.accepted] == [2, 3]
    assert [row.open_answers[0].text for row in again.accepted] == ["=trees", "=trees"]
    assert [row.identity for row in again.accepted] == [expected[0], expected[2]]


def test_a_rejected_row_can_be_rejected_and_sent_any_number_of_times(tmp_path: Path) -> None:
    path = file_of(tmp_path, [("=trees", "soon", "'")])
    first = read_responses(path, MAPPING).rejected
    for _ in range(3):
        write_rejected(path, HEADERS, read_responses(path, MAPPING).rejected)
    assert read_responses(path, MAPPING).rejected[0].cells == first[0].cells


def test_rows_whose_quotes_do_not_pair_up_are_among_the_rejected(tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text('what,date\n"Mind" the gap,\ntrees,\n')
    outcome = read_responses(path, MAPPING)
    assert outcome.rejected[0].cells == ('"Mind" the gap', "")
    assert [row.row_number for row in outcome.accepted] == [3]


def test_a_mapping_for_another_file_is_refused_before_the_first_row(tmp_path: Path) -> None:
    path = file_of(tmp_path, TODAY, ["a", "b", "c"])
    with pytest.raises(MappingError, match="“what”"):
        iterate_rows(path, MAPPING)


def test_rows_come_one_by_one_in_the_order_of_the_file(tmp_path: Path) -> None:
    rows = iterate_rows(file_of(tmp_path, [("", "", "x"), ("trees", "", "")]), MAPPING)
    assert isinstance(next(rows), RejectedRow)
    assert isinstance(next(rows), ResponseRow)
    with pytest.raises(StopIteration):
        next(rows)


cells = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\t\n\r"), max_size=8
)


@given(rows=st.lists(st.tuples(cells, cells, cells), max_size=12))
def test_every_row_is_accepted_or_rejected_and_none_is_lost(
    rows: list[tuple[str, str, str]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = file_of(tmp_path_factory.mktemp("rows"), list(rows))
    outcome = read_responses(path, MAPPING)
    blank = sum(1 for row in rows if not any(map(str.strip, row)))
    assert len(outcome.accepted) + len(outcome.rejected) + blank == len(rows)
    assert len({row.identity for row in outcome.accepted}) == len(outcome.accepted)
