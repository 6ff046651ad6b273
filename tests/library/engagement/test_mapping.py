import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engagement.mapping import check_mapping, from_json, to_json, with_use
from goldenthread.errors import MappingError
from goldenthread.records.engagement import Capacity, Channel
from goldenthread.records.importing import ColumnMapping, ColumnUse, DateOrder, FixedValues, Use

OPEN = ColumnUse("What", Use.OPEN_QUESTION, "what", "What?")
words = st.text(max_size=12)
columns = st.builds(
    ColumnUse,
    header=words, use=st.sampled_from(Use), question=words, title=words, separator=words,
    option=words, meanings=st.lists(st.tuples(words, words), max_size=3).map(tuple),
)  # fmt: skip
mappings = st.builds(
    ColumnMapping,
    columns=st.lists(columns, max_size=5).map(tuple),
    fixed=st.builds(
        FixedValues,
        channel=st.sampled_from(Channel), audience=words, language=st.none() | words,
        capacity=st.sampled_from(Capacity), may_publish_words=st.booleans(),
    ),
    date_order=st.sampled_from(DateOrder),
)  # fmt: skip


@given(mappings)
def test_a_mapping_saved_as_json_comes_back_the_same(mapping: ColumnMapping) -> None:
    assert from_json(to_json(mapping)) == mapping


@pytest.mark.parametrize("text", ["", "{}", "[]", "null", '{"columns": [{}]}', '{"columns": 3}'])
def test_json_that_holds_no_mapping_is_refused(text: str) -> None:
    with pytest.raises(MappingError, match="Map the columns of the file again"):
        from_json(text)


@pytest.mark.parametrize(
    ("mapped", "said"),
    [
        ([ColumnUse("Gone", Use.OPEN_QUESTION, "what")], "a column “Gone” that the file does not"),
        ([ColumnUse("Date", Use.DATE)], "names no question"),
        ([ColumnUse("What", Use.OPEN_QUESTION)], "to which question"),
        ([OPEN, ColumnUse("Date", Use.DATE), ColumnUse("More", Use.DATE)], "2 columns are mapped"),
        ([OPEN, ColumnUse("More", Use.OPEN_QUESTION, "what")], "the same question “what”"),
        ([ColumnUse("More", Use.SEVERAL_CHOICES_IN_COLUMNS, "q")], "for which option"),
        ([ColumnUse("More", Use.SEVERAL_CHOICES_IN_ONE_CELL, "q", separator="")], "what parts"),
        (
            [OPEN, ColumnUse("More", Use.CAPACITY, meanings=(("Me", "monarch"),))],
            "“Me” is said to mean “monarch”, which is not a capacity",
        ),
    ],
)
def test_a_mapping_that_does_not_fit_is_refused(mapped: list[ColumnUse], said: str) -> None:
    with pytest.raises(MappingError, match=said):
        check_mapping(ColumnMapping(tuple(mapped)), ["What", "Date", "More"])


def test_a_mapping_that_fits_is_taken() -> None:
    mapped = (OPEN, ColumnUse("Date", Use.DATE), ColumnUse("Gone", Use.IGNORED))
    check_mapping(ColumnMapping(mapped), ["What", "Date", "More"])


def test_changing_one_column_leaves_the_others() -> None:
    mapping = ColumnMapping((OPEN, ColumnUse("Date", Use.DATE)), date_order=DateOrder.MONTH_FIRST)
    changed = with_use(mapping, ColumnUse("Date", Use.IGNORED))
    assert changed.columns == (OPEN, ColumnUse("Date", Use.IGNORED))
    assert changed.date_order is DateOrder.MONTH_FIRST
    assert len(with_use(mapping, ColumnUse("New", Use.AREA)).columns) == 3
