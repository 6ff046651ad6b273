import pytest

from goldenthread.engagement.answers import read_answers
from goldenthread.errors import InputError
from goldenthread.records.engagement import WordsAre
from goldenthread.records.importing import ColumnMapping, ColumnUse, Use
from goldenthread.records.responses import ChosenOptions, EqualityAnswer, OpenAnswer

TICKS = tuple(
    ColumnUse(f"Topics [{option}]", Use.SEVERAL_CHOICES_IN_COLUMNS, "topics", option=option)
    for option in ("Parks", "Buses", "Homes")
)


def test_words_are_kept_in_one_form_and_as_they_were_received() -> None:
    mapping = ColumnMapping((ColumnUse("What", Use.OPEN_QUESTION, "what"),))
    received = "  cafe\u0301\r\non the corner "
    answers, _, _ = read_answers({"What": received}, mapping)
    assert answers == (OpenAnswer("what", "caf\u00e9\non the corner", received),)


def test_choices_in_one_cell_are_parted_and_counted_once_each() -> None:
    column = ColumnUse(
        "Topics", Use.SEVERAL_CHOICES_IN_ONE_CELL, "topics", meanings=(("Prks", "Parks"),)
    )
    _, choices, _ = read_answers({"Topics": "Parks; Buses;;Prks ;"}, ColumnMapping((column,)))
    assert choices == (ChosenOptions("topics", ("Parks", "Buses")),)


def test_words_beside_other_are_somebodys_words_and_the_option_stays_other() -> None:
    column = ColumnUse("Why", Use.SEVERAL_CHOICES_IN_ONE_CELL, "why", separator=", ")
    cell = "too far (by bus, on foot), other (I need the car, for work)"
    words, choices, _ = read_answers({"Why": cell}, ColumnMapping((column,)))
    assert choices == (ChosenOptions("why", ("too far (by bus, on foot)", "other")),)
    said = "I need the car, for work"
    assert words == (OpenAnswer("why", said, said, WordsAre.OTHER),)


@pytest.mark.parametrize("tick", ["x", "1", "Yes", "TRUE", "✓", "parks"])
def test_a_tick_or_the_option_itself_chooses_a_column(tick: str) -> None:
    values = {"Topics [Parks]": tick, "Topics [Buses]": "", "Topics [Homes]": "0"}
    _, choices, _ = read_answers(values, ColumnMapping(TICKS))
    assert choices == (ChosenOptions("topics", ("Parks",)),)


def test_words_in_a_column_of_ticks_are_not_lost() -> None:
    values = {"Topics [Parks]": "only the big one", "Topics [Buses]": "", "Topics [Homes]": ""}
    with pytest.raises(InputError, match=r"“Topics \[Parks\]”.*“only the big one”"):
        read_answers(values, ColumnMapping(TICKS))


def test_equality_answers_are_kept_apart_from_the_rest() -> None:
    mapping = ColumnMapping(
        (
            ColumnUse("Age", Use.AGE, "age"),
            ColumnUse("Faith", Use.EQUALITY_QUESTION, "faith"),
        )
    )
    assert read_answers({"Age": "25-34", "Faith": " "}, mapping) == (
        (), (), (EqualityAnswer("age", "25-34"),),
    )  # fmt: skip
