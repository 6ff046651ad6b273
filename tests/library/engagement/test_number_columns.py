from goldenthread.engagement.number_columns import suggest_numbers
from goldenthread.records.importing import ColumnUse, Use


def use_of(header: str, cells: list[str]) -> tuple[Use, str] | None:
    column: ColumnUse | None = suggest_numbers(header, cells)
    return column and (column.use, column.option)


def test_a_scale_named_in_the_header_is_a_rating_with_its_ends() -> None:
    assert use_of("On a scale of 1-5, how likely is it?", ["5", "1.0"]) == (Use.RATING, "1 5")
    assert use_of("How safe, from 0 to 10?", ["10", "0"]) == (Use.RATING, "0 10")
    assert use_of("Out of 5?", ["3"]) == (Use.RATING, "1 5")


def test_a_number_off_the_scale_is_no_rating() -> None:
    assert use_of("From 1 to 5?", ["6", "2"]) is None


def test_an_amount_that_was_asked_for_is_a_number() -> None:
    assert use_of("How many miles is your journey?", ["0.80", "17.00"]) == (Use.NUMBER, "")


def test_numbers_that_nobody_was_asked_for_are_left_out() -> None:
    assert use_of("Latitude", [f"{n}.5" for n in range(40)]) == (Use.IGNORED, "")


def test_a_few_numbers_are_choices_and_words_are_no_numbers() -> None:
    assert use_of("Which group?", ["1", "2", "1", "2"]) is None
    assert use_of("How many?", ["1", "two"]) is None
