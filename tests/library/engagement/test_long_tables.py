from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engagement.layouts import find_layout, with_long_form
from goldenthread.engagement.long_tables import describe_long_form, find_long_form, pivoted
from goldenthread.engagement.reading import read_responses
from goldenthread.engagement.suggesting import suggest_mapping
from goldenthread.engagement.tables import iterate_table
from goldenthread.errors import InputError, MappingError
from goldenthread.records.importing import Use
from goldenthread.records.responses import ResponseImport
from goldenthread.records.tables import LongForm, Table, TableLayout, TableLimits, TableRow

FORM = LongForm("Response ID", "Question", "Answer")
HEADERS = ("Response ID", "Ward", "Question", "Answer")
LIMITS = TableLimits()


def table_of(rows: list[tuple[str, ...]], headers: tuple[str, ...] = HEADERS) -> Table:
    return Table(headers, (TableRow(number, cells) for number, cells in enumerate(rows, start=2)))


def turned(rows: list[tuple[str, ...]]) -> tuple[tuple[str, ...], list[TableRow], LongForm]:
    form = describe_long_form(lambda: table_of(rows), FORM, LIMITS)
    table = pivoted(table_of(rows), form, LIMITS)
    return table.headers, list(table.rows), form


TOGETHER = [
    ("1", "Bow", "What?", "Trees"), ("1", "Bow", "Topics", "Parks"), ("1", "Bow", "Topics", "Bins"),
    ("2", "Poplar", "What?", "Buses"),
]  # fmt: skip


def test_a_response_is_one_row_with_a_column_for_each_question() -> None:
    headers, rows, form = turned(TOGETHER)
    assert headers == ("Response ID", "Ward", "What?", "Topics")
    assert [(row.number, row.cells) for row in rows] == [
        (2, ("1", "Bow", "Trees", "Parks\nBins")), (5, ("2", "Poplar", "Buses", "")),
    ]  # fmt: skip
    assert form.is_together
    assert form.about == ("Ward",)


def test_scattered_rows_of_a_response_are_put_together() -> None:
    scattered = [TOGETHER[0], TOGETHER[3], TOGETHER[1], TOGETHER[2]]
    _, rows, form = turned(scattered)
    assert not form.is_together
    assert [(row.number, row.cells) for row in rows] == [
        (2, ("1", "Bow", "Trees", "Parks\nBins")), (3, ("2", "Poplar", "Buses", "")),
    ]  # fmt: skip


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("123456789"), st.sampled_from(["What?", "Why?", "Who?"])),
        st.text("abc \n", min_size=1).filter(str.strip),
        min_size=1,
    ).flatmap(lambda answers: st.tuples(st.just(answers), st.permutations(list(answers))))
)
def test_no_answer_is_lost_or_changes_hands_in_whatever_order(
    given_answers: tuple[dict[tuple[str, str], str], list[tuple[str, str]]],
) -> None:
    answers, order = given_answers
    headers, rows, _ = turned(
        [(one, "", question, answers[one, question]) for one, question in order]
    )
    found = {
        (row.cells[0], header): cell
        for row in rows
        for header, cell in zip(headers[1:], row.cells[1:], strict=True)
        if cell
    }
    assert found == answers
    assert [row.cells[0] for row in rows] == list(dict.fromkeys(one for one, _ in order))


def test_a_column_that_differs_within_a_response_says_nothing_of_it() -> None:
    rows = [("1", "Bow", "What?", "Trees"), ("1", "Poplar", "Why?", "Shade")]
    assert turned(rows)[2].about == ()


@pytest.mark.parametrize("blank", [0, 2])
def test_a_row_of_no_response_or_question_is_named_and_nothing_is_half_loaded(blank: int) -> None:
    row = list(TOGETHER[1])
    row[blank] = " "
    with pytest.raises(InputError, match=r"Row 3 has nothing in the column"):
        turned([TOGETHER[0], tuple(row)])


def test_too_many_questions_are_refused_with_the_row() -> None:
    rows = [("1", "", f"Question {number}", "x") for number in range(6)]
    with pytest.raises(InputError, match=r"more than 4 different questions.*row 7"):
        describe_long_form(lambda: table_of(rows), FORM, replace(LIMITS, columns=4))


def test_columns_that_the_file_lacks_are_named() -> None:
    with pytest.raises(MappingError, match="no column “Reply”"):
        describe_long_form(lambda: table_of(TOGETHER), replace(FORM, answer="Reply"), LIMITS)


def test_a_long_table_is_told_by_its_headers_and_its_repeated_questions() -> None:
    rows = [TableRow(number, cells) for number, cells in enumerate(TOGETHER, start=2)]
    assert find_long_form(HEADERS, rows) == FORM
    once = [TableRow(2, ("1", "Bow", "Any?", "No")), TableRow(3, ("2", "Bow", "Else?", "Yes"))]
    assert find_long_form(HEADERS, once) is None
    assert find_long_form(("ID", "Ward", "Comment", "Answer"), rows) is None


def long_file(path: Path, people: int) -> Path:
    lines = ["Response ID,Submitted,Question,Answer"]
    for person in range(1, people + 1):
        said = [("What?", f"More trees in street {person}"), ("Topics", "Parks")]
        if person % 2:
            said.append(("Topics", "Buses"))
        lines += [f"{person},2025-06-03,{question},{answer}" for question, answer in said]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def read(path: Path) -> ResponseImport:
    layout = find_layout(path)
    table = iterate_table(path, layout=layout)
    rows = [row.cells for row in table.rows]
    return read_responses(path, suggest_mapping(table.headers, rows, layout=layout))


def test_tomorrows_long_file_with_20_more_responses_adds_20(tmp_path: Path) -> None:
    today = read(long_file(tmp_path / "a.csv", 30))
    tomorrow = read(long_file(tmp_path / "b.csv", 50))
    assert not today.rejected
    known = {row.identity for row in today.accepted}
    assert len(known) == 30
    assert len({row.identity for row in tomorrow.accepted} - known) == 20
    assert today.accepted[0].choices[0].options == ("Parks", "Buses")


def test_an_officer_may_name_the_columns(tmp_path: Path) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Wer,Was,Wort\n1,Why?,Trees\n2,Why?,Shade\n1,How?,Soon\n", encoding="utf-8")
    assert find_layout(path).long_form is None
    layout = with_long_form(path, TableLayout(), LongForm("Wer", "Was", "Wort"))
    assert [row.cells for row in iterate_table(path, layout=layout).rows] == [
        ("1", "Trees", "Soon"), ("2", "Shade", ""),
    ]  # fmt: skip


def test_a_long_table_suggests_several_choices_where_answers_stand_together(
    tmp_path: Path,
) -> None:
    path = long_file(tmp_path / "a.csv", 9)
    layout = find_layout(path)
    table = iterate_table(path, layout=layout)
    mapping = suggest_mapping(table.headers, [row.cells for row in table.rows], layout=layout)
    assert [column.use for column in mapping.columns] == [
        Use.RESPONSE_ID, Use.DATE, Use.OPEN_QUESTION, Use.SEVERAL_CHOICES_IN_ONE_CELL,
    ]  # fmt: skip
