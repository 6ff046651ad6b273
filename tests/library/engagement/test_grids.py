from goldenthread.engagement.suggesting import suggest_mapping
from goldenthread.records.importing import ColumnUse, Use


def columns_of(headers: list[str], rows: list[list[str]]) -> list[ColumnUse]:
    """Return what is suggested for columns beside an open question."""
    told = [
        [*row, f"Some long words that somebody wrote, number {n}"] for n, row in enumerate(rows)
    ]
    return list(suggest_mapping([*headers, "What else?"], told).columns[:-1])


def uses_of(headers: list[str], rows: list[list[str]]) -> list[Use]:
    return [column.use for column in columns_of(headers, rows)]


def test_lines_with_the_same_answers_are_the_rows_of_one_matrix() -> None:
    safe, clean = columns_of(
        ["Here [I feel safe]", "Here [It is clean]"],
        [["Agree", "Disagree"], ["Disagree", "Agree"], ["Agree", "Agree"]],
    )
    assert {safe.use, clean.use} == {Use.MATRIX_ROW}
    assert (safe.question, safe.title, safe.option) == (clean.question, "Here", "I feel safe")


def test_lines_with_other_answers_stay_questions_of_their_own() -> None:
    assert uses_of(
        ["Home [Kind]", "Home [Tenure]"],
        [["Flat", "Rented"], ["House", "Owned"], ["Flat", "Owned"]],
    ) == [Use.ONE_CHOICE, Use.ONE_CHOICE]


def test_ratings_in_lines_are_a_matrix_and_no_ticks() -> None:
    rows = [["1", "3"], ["3", "1"], ["2", "1"]]
    assert uses_of(["How good is it? [Parks]", "How good is it? [Buses]"], rows) == [
        Use.MATRIX_ROW, Use.MATRIX_ROW,
    ]  # fmt: skip


def test_amounts_side_by_side_are_numbers_even_where_all_are_nought() -> None:
    bus, walk = columns_of(
        ["How many days a week? [by bus]", "How many days a week? [on foot]"],
        [["3.00", "0.00"], ["5.00", "0.00"], ["1.00", "0.00"]],
    )
    assert (bus.use, walk.use) == (Use.NUMBER, Use.NUMBER)
    assert walk.title == "How many days a week? on foot"
    assert bus.question != walk.question


def test_places_in_an_order_are_a_ranking() -> None:
    rows = [["1", "2"], ["2", "1"], ["1", "2"]]
    parks, buses = columns_of(["Rank these [Parks]", "Rank these [Buses]"], rows)
    assert {parks.use, buses.use} == {Use.RANKING_IN_COLUMNS}
    assert (parks.option, buses.option) == ("Parks", "Buses")


def test_words_beside_ticks_do_not_part_the_ticks() -> None:
    headers = ["Topics [Parks]", "Topics [Buses]", "Topics [Something else]"]
    rows = [["x", "", "A very long answer in somebody's own words, with a reason"], ["", "x", ""]]
    assert uses_of(headers, rows)[:2] == [Use.SEVERAL_CHOICES_IN_COLUMNS] * 2
    assert uses_of(headers, rows)[2] is not Use.SEVERAL_CHOICES_IN_COLUMNS
