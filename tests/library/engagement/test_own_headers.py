"""Headers that say all that is needed to read an export back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engagement.own_headers import (
    ABOUT_HEADERS,
    CODES,
    is_own_export,
    own_header,
    own_mapping,
    read_own_header,
    written_header,
)
from goldenthread.records.importing import ColumnUse, Use
from goldenthread.records.tables import TableLayout

WORDS = (
    st.text(st.characters(blacklist_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=40)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)
KEYS = st.from_regex(r"[a-z0-9_-]{1,20}", fullmatch=True)


@given(use=st.sampled_from(sorted(CODES)), key=KEYS, title=WORDS,
       option=WORDS | st.just(""), number=st.integers(0, 9999))  # fmt: skip
def test_what_is_written_in_a_header_is_read_from_it(
    use: Use, key: str, title: str, option: str, number: int
) -> None:
    column = ColumnUse("", use, key, title=title, option=option)
    header = written_header(column, number)
    read = read_own_header(header)
    assert (read.use, read.question, read.title, read.option) == (use, key, title, option)


@pytest.mark.parametrize("use", ABOUT_HEADERS)
def test_what_is_said_about_a_response_is_known_by_its_name(use: Use) -> None:
    assert read_own_header(own_header(ColumnUse("", use))).use is use


def test_a_question_with_brackets_and_bars_stays_whole() -> None:
    column = ColumnUse(
        "", Use.SEVERAL_CHOICES_IN_COLUMNS, "q", title="A | b [#x one]", option="| c ||"
    )
    header = own_header(column, 3)
    assert header == "A || b [#x one] | || c |||| [#q several 3]"
    assert read_own_header(header).option == "| c ||"


def test_a_header_that_is_a_formula_is_none_any_more() -> None:
    column = ColumnUse("", Use.OPEN_QUESTION, "q", title="=1+1")
    assert written_header(column).startswith("'=")
    assert read_own_header(written_header(column)).title == "=1+1"


def test_columns_that_we_did_not_write_are_left_out() -> None:
    assert read_own_header("Somebody's notes").use is Use.IGNORED
    assert read_own_header("Plan [#q nothing-known]").use is Use.IGNORED


def test_a_table_is_ours_by_its_first_header() -> None:
    assert is_own_export(["Golden Thread response", "channel"])
    assert not is_own_export(["channel", "Golden Thread response"])
    assert not is_own_export([])
    mapping = own_mapping(["Golden Thread response", "W [#q words]"], TableLayout())
    assert mapping.is_own_export
    assert [column.use for column in mapping.columns] == [Use.RESPONSE_ID, Use.OPEN_QUESTION]
