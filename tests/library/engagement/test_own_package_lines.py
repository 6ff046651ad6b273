"""What a package says is written and read back the same, and nothing in it is trusted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engagement.own_package_lines import (
    as_entry,
    read_decision,
    read_file_line,
    read_form,
)
from goldenthread.errors import InputError
from goldenthread.records.disclosure import FindingKind, Redaction
from goldenthread.records.engagement import WordsAre
from goldenthread.records.own_package import (
    DecisionElsewhere,
    EarlierWords,
    ExportedForm,
    ExportedOption,
    ExportedQuestion,
    FileElsewhere,
)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
NUMBER = st.integers(1, 99)
DAY = st.dates()
PAIRS = st.lists(st.tuples(TEXT, TEXT), max_size=3).map(tuple)
WORDINGS = st.builds(
    EarlierWords, version=NUMBER, text=TEXT, help=TEXT, lowest_label=TEXT, highest_label=TEXT,
    options=PAIRS, rows=PAIRS, what_changed=TEXT, why=TEXT,
)  # fmt: skip
QUESTIONS = st.builds(
    ExportedQuestion, key=TEXT, help=TEXT, first_version=NUMBER, is_retired=st.booleans(),
    options=st.lists(st.builds(ExportedOption, TEXT, st.booleans()), max_size=3).map(tuple),
    wordings=st.lists(WORDINGS, max_size=2).map(tuple),
)  # fmt: skip


@given(st.builds(ExportedForm, TEXT, DAY, NUMBER, st.lists(QUESTIONS, max_size=3).map(tuple)))
def test_a_form_is_read_back_the_same(form: ExportedForm) -> None:
    assert read_form(as_entry(form)) == form


SPANS = st.tuples(st.integers(0, 9), st.integers(10, 20), st.sampled_from(FindingKind))


@given(
    st.builds(
        DecisionElsewhere,
        TEXT,
        TEXT,
        st.sampled_from(WordsAre),
        NUMBER,
        TEXT,
        TEXT,
        TEXT,
        st.none() | DAY,
        st.lists(SPANS.map(lambda span: Redaction(*span)), max_size=3).map(tuple),
    )
)
def test_a_decision_is_read_back_the_same(decision: DecisionElsewhere) -> None:
    assert read_decision(as_entry(decision), 1) == decision


@given(st.builds(FileElsewhere, TEXT, TEXT, TEXT, TEXT, TEXT, TEXT, st.none() | DAY))
def test_what_is_said_of_a_file_is_read_back_the_same(told: FileElsewhere) -> None:
    assert read_file_line(as_entry(told), 1) == told


@pytest.mark.parametrize(
    ("entry", "named"),
    [
        ([], "line 7"),
        ({"part": "answer", "place": "1"}, "place"),
        ({"part": "answer", "place": True}, "place"),
        ({"part": "answer", "place": 0}, "place"),
        ({"part": "speech"}, "speech"),
        ({"part": "answer", "taken_out": [[5, 4, "name"]]}, "no piece"),
        ({"part": "answer", "taken_out": [[1, 4, "anything"]]}, "no piece"),
        ({"part": "answer", "decided_on": "yesterday"}, "decided_on"),
        ({"part": "answer", "response": 5}, "response"),
    ],
)
def test_what_this_program_does_not_write_is_refused(entry: object, named: str) -> None:
    with pytest.raises(InputError, match=named):
        read_decision(entry, 7)


def test_pairs_of_words_are_pairs_of_words() -> None:
    form = {"questions": [{"wordings": [{"options": [["now"]]}]}]}
    with pytest.raises(InputError, match="options"):
        read_form(form)
