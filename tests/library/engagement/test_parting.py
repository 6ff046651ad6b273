import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engagement.parting import parts_of, said_beside_other, separator_of

WEATHER = "weather (e.g. rain, snow, heat)"


def test_a_comma_within_brackets_parts_nothing() -> None:
    assert parts_of(f"cost, {WEATHER}, too far", ", ") == ["cost", WEATHER, "too far"]
    assert parts_of("other (shops [food, post], school), cost", ", ") == [
        "other (shops [food, post], school)",
        "cost",
    ]


def test_a_bracket_that_is_never_closed_holds_nothing() -> None:
    assert parts_of("cost (see below, too far, rain", ", ") == [
        "cost (see below", "too far", "rain",
    ]  # fmt: skip
    assert parts_of("sad :(, cost", ", ") == ["sad :(", "cost"]


def test_other_separators_part_everywhere() -> None:
    assert parts_of("a (b;c);d", ";") == ["a (b", "c)", "d"]


@given(st.text("ab(), ["))
def test_no_sign_of_a_cell_is_lost(cell: str) -> None:
    assert ", ".join(parts_of(cell, ", ")) == cell


@pytest.mark.parametrize(
    ("label", "option", "words"),
    [
        ("other (the hill is steep)", "other", "the hill is steep"),
        ("Other: the hill (it is steep)", "Other", "the hill (it is steep)"),
        ("Other (please specify)", "Other (please specify)", ""),
        ("Other (e.g. a van)", "Other (e.g. a van)", ""),
        ("Another way (by van)", "Another way (by van)", ""),
        ("Other", "Other", ""),
    ],
)
def test_what_was_written_beside_other_is_told_from_the_option(
    label: str, option: str, words: str
) -> None:
    assert said_beside_other(label) == (option, words)


def test_choices_are_parted_by_what_brings_the_same_labels_back() -> None:
    assert separator_of([f"cost, {WEATHER}", WEATHER, "cost, other (a, b)", "cost"]) == ", "
    assert separator_of(["Bus;Walk", "Walk;Cycle", "Bus", "Walk"]) == ";"


def test_one_cell_with_commas_among_names_holds_no_list() -> None:
    assert separator_of(["Library", "Library", "12 High Street, Bow, London", "Café"]) == ""
    assert separator_of(["Well, it depends", "No, never", "Maybe, who knows"]) == ""
