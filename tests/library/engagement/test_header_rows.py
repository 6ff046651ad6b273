from goldenthread.engagement.header_rows import find_header, joined, read_header
from goldenthread.records.tables import HeaderParts, HeaderStyle, TableRow

Rows = list[tuple[str, ...]]


def head(rows: Rows) -> list[TableRow]:
    """Number the rows from 1, and leave the blank ones out, as a reader does."""
    numbered = (TableRow(number, cells) for number, cells in enumerate(rows, start=1))
    return [row for row in numbered if any(row.cells)]


def found(rows: Rows) -> tuple[int, HeaderStyle]:
    position, style = find_header(head(rows))
    return head(rows)[position].number, style


ANSWERS: Rows = [("1", "More trees", "Bow", "yes", "red"), ("2", "A bench", "Poplar", "no", "")]
COLUMNS = ("ID", "What?", "Ward", "Publish", "Colour")


def test_the_first_row_is_the_header_of_a_plain_table() -> None:
    assert found([COLUMNS, *ANSWERS]) == (1, HeaderStyle.ONE_ROW)


def test_a_title_and_notes_above_the_table_are_passed_over() -> None:
    above: Rows = [("Our streets 2025",), ("Exported on", "3 June 2025"), ("Responses:", "2"), ()]
    assert found([*above, COLUMNS, *ANSWERS]) == (5, HeaderStyle.ONE_ROW)


def test_notes_are_told_from_the_header_of_a_narrow_table() -> None:
    rows: Rows = [("Survey:", "Streets"), ("Answers", "120"), ("ID", "What?", "Ward")]
    assert found([*rows, *[cells[:3] for cells in ANSWERS]])[0] == 3
    two_columns: Rows = [("A title",), (), ("ID", "What?"), ("1", "More trees"), ("2", "A bench")]
    assert found(two_columns)[0] == 3


def test_a_title_does_not_span_the_note_below_it() -> None:
    rows: Rows = [("Our streets",), ("Exported", "today"), (), COLUMNS[:3]]
    assert found([*rows, *[cells[:3] for cells in ANSWERS]]) == (4, HeaderStyle.ONE_ROW)


def test_a_header_is_kept_though_rows_below_have_too_many_cells() -> None:
    rows: Rows = [("ID", "What?", "Ward"), *[(*cells, "more", "and more") for cells in ANSWERS]]
    assert found(rows) == (1, HeaderStyle.ONE_ROW)


def test_options_below_a_question_that_spans_them_are_a_second_header_row() -> None:
    above = ("ID", "Which matter?", "", "", "Anything else?")
    below = ("", "Parks", "Buses", "Other (please specify)", "Open-Ended Response")
    answer = ("7", "Parks", "", "Bins", "No thanks")
    assert found([above, below, answer]) == (1, HeaderStyle.OPTIONS_BELOW)
    assert [joined(parts) for parts in read_header([above, below], HeaderStyle.OPTIONS_BELOW)] == [
        "ID", "Which matter? – Parks", "Which matter? – Buses",
        "Which matter? – Other (please specify)", "Anything else?",
    ]  # fmt: skip


def test_the_first_answer_is_not_taken_for_options() -> None:
    above = ("Name of park", "Topics", "", "Comment")
    assert found([above, ("Vicky", "x", "x", "lovely"), ("Mile End", "", "x", "")])[1] == (
        HeaderStyle.ONE_ROW
    )
    assert found([COLUMNS, ("", "Trees", "", "yes", "red"), *ANSWERS])[1] is HeaderStyle.ONE_ROW


def test_a_date_that_stands_one_row_above_the_other_headers_keeps_its_column() -> None:
    rows: Rows = [
        ("", "", "", "Our streets"), (), ("", "", "", "Date of contribution"),
        ("Login", "Usertype", "Email", "", "What matters?"),
        ("a", "resident", "a@example.org", "3 June 2025", "Trees"),
    ]  # fmt: skip
    assert found(rows) == (3, HeaderStyle.OPTIONS_BELOW)
    parts = read_header(rows[2:4], HeaderStyle.OPTIONS_BELOW)
    assert parts[3:] == (HeaderParts("Date of contribution"), HeaderParts("What matters?"))


def test_the_three_rows_of_qualtrics_are_told_by_their_ids() -> None:
    rows: Rows = [
        ("StartDate", "Q1"),
        ("Start Date", "<p>What <b>matters</b>?</p>"),
        ('{"ImportId":"startDate"}', '{"ImportId":"QID1_TEXT"}'),
        ("2025-06-03 10:00:00", "Trees"),
    ]
    assert found(rows) == (1, HeaderStyle.WORDING_AND_IDS_BELOW)
    parts = read_header(rows[:3], HeaderStyle.WORDING_AND_IDS_BELOW)
    assert parts == (HeaderParts("Start Date"), HeaderParts("What matters?"))
    assert found([rows[0], *rows[2:]])[1] is HeaderStyle.IDS_BELOW
    assert found([*rows[:2], rows[3]])[1] is HeaderStyle.ONE_ROW


def test_short_names_above_the_wording_give_way_to_it() -> None:
    rows: Rows = [("Ident 1", "Ident 2"), ("What is your role?", "Why do you say so?"), ("a", "b")]
    assert found(rows) == (1, HeaderStyle.WORDING_BELOW)
    answers: Rows = [("Q1", "Q2"), ("More trees please", "They give shade"), ("Bins", "Smell")]
    assert found(answers)[1] is HeaderStyle.ONE_ROW
