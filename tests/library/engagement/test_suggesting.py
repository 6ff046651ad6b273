from goldenthread.engagement.mapping import check_mapping, with_use
from goldenthread.engagement.mending import REASON_HEADER, ROW_HEADER
from goldenthread.engagement.notes import mapping_notes
from goldenthread.engagement.suggesting import question_key, suggest_mapping
from goldenthread.records.importing import ColumnUse, DateOrder, Use
from goldenthread.records.tables import HeaderParts

HEADERS = (
    "Respondent ID", "Submitted at", "What would make your street better?", "Main topic",
    "Which topics matter? [Parks]", "Which topics matter? [Buses]", "How do you travel?",
    "In what capacity are you responding?", "Your age", "Ethnic group", "Ward", "Email address",
    "May we publish your words?", "Number of people", "Language", "Empty",
)  # fmt: skip
ROWS = tuple(
    (
        str(number), f"{number + 12}/04/2025 10:00", f"Please plant some more trees in street {number}",
        "Green" if number % 2 else "Safe", "x" if number % 2 else "", "" if number % 2 else "x",
        "Bus;Walk" if number % 2 else "Walk;Cycle", "Resident", "25-34", "Prefer not to say",
        "Bow East", f"person{number}@example.org", "Yes", "1", "English", "",
    )
    for number in range(1, 9)
)  # fmt: skip


def suggested() -> dict[str, ColumnUse]:
    return {column.header: column for column in suggest_mapping(HEADERS, ROWS).columns}


def test_each_column_is_guessed_from_its_header_and_cells() -> None:
    assert [suggested()[header].use for header in HEADERS] == [
        Use.RESPONSE_ID, Use.DATE, Use.OPEN_QUESTION, Use.ONE_CHOICE,
        Use.SEVERAL_CHOICES_IN_COLUMNS, Use.SEVERAL_CHOICES_IN_COLUMNS,
        Use.SEVERAL_CHOICES_IN_ONE_CELL, Use.CAPACITY, Use.AGE, Use.EQUALITY_QUESTION, Use.AREA,
        Use.IGNORED, Use.MAY_PUBLISH, Use.PEOPLE_COUNT, Use.LANGUAGE, Use.IGNORED,
    ]  # fmt: skip


def test_columns_of_one_question_share_its_key_and_name_their_options() -> None:
    parks, buses = (suggested()[header] for header in HEADERS[4:6])
    assert parks.question == buses.question
    assert (parks.option, buses.option) == ("Parks", "Buses")


def test_a_suggestion_always_fits_its_own_file() -> None:
    check_mapping(suggest_mapping(HEADERS, ROWS), HEADERS)


def test_questions_with_the_same_words_get_different_keys() -> None:
    headers = ("Why?", "Why? (2)", "why")
    mapping = suggest_mapping(headers, [("because of this", "and that too", "and more")] * 3)
    assert len({column.question for column in mapping.columns}) == 3


def test_dates_are_day_first_unless_the_file_can_only_be_month_first() -> None:
    headers = ("Date", "What would help?")
    british = suggest_mapping(headers, [("03/04/2025", "trees"), ("05/06/2025", "bins")])
    american = suggest_mapping(headers, [("03/04/2025", "trees"), ("05/26/2025", "bins")])
    assert british.date_order is DateOrder.DAY_FIRST
    assert american.date_order is DateOrder.MONTH_FIRST
    assert "Dates such as 03/04/2025 are read day first." in mapping_notes(british, headers, [])


def test_one_bad_date_does_not_hide_that_a_column_holds_dates() -> None:
    rows = [("03/04/2025", "trees"), ("soon", "bins"), ("05/04/2025", "lamps")]
    assert suggest_mapping(("Date", "What would help?"), rows).columns[0].use is Use.DATE


def test_an_id_that_repeats_is_not_taken_as_an_id() -> None:
    rows = [("1", "trees please"), ("1", "benches please")]
    assert suggest_mapping(("ID", "What would help?"), rows).columns[0].use is not Use.RESPONSE_ID


def test_the_notes_name_what_an_officer_has_to_state() -> None:
    headers = ("What would help?", "Are you a", "Transport")
    rows = [("trees", "Beekeeper", "Bus, Walk"), ("bins", "Resident", "Walk, Bus")] * 2
    notes = mapping_notes(suggest_mapping(headers, rows), headers, rows)
    assert any("counted only" in note for note in notes)
    assert any("“Are you a”: Beekeeper" in note for note in notes)
    assert any("parted at every comma" in note for note in notes)


def test_stating_a_meaning_settles_the_note() -> None:
    headers, rows = ("What would help?", "Are you a"), [("trees", "Beekeeper")]
    mapping = suggest_mapping(headers, rows)
    stated = ColumnUse("Are you a", Use.CAPACITY, meanings=(("beekeeper", "resident"),))
    notes = mapping_notes(with_use(mapping, stated), headers, rows)
    assert not any("Beekeeper" in note for note in notes)


def test_the_two_columns_of_a_mended_file_are_ignored() -> None:
    headers = (ROW_HEADER, REASON_HEADER, "What would help?")
    mapping = suggest_mapping(headers, [("2", "Column “Date”: no date", "trees, please")])
    assert [column.use for column in mapping.columns] == [
        Use.IGNORED, Use.IGNORED, Use.OPEN_QUESTION,
    ]  # fmt: skip


def test_a_key_holds_the_letters_of_any_script() -> None:
    assert question_key("আপনি কী চান?") == "আপনি-কী-চান"
    assert question_key("???") == "question"


def test_a_column_of_many_numbers_is_no_question() -> None:
    rows = [(f"{number}.5", "trees") for number in range(40)]
    assert suggest_mapping(("Latitude", "What would help?"), rows).columns[0].use is Use.IGNORED


def test_short_repeated_answers_to_a_question_are_choices() -> None:
    rows = [("Agree",), ("Disagree",), ("Agree",), ("Neither",)]
    (column,) = suggest_mapping(("To what extent do you agree?",), rows).columns
    assert column.use is Use.ONE_CHOICE


def use_of(header: str, cells: list[str]) -> Use:
    """Return the use that is suggested for one column beside an open question."""
    rows = [
        (f"Some long words that somebody wrote here, number {n}", c) for n, c in enumerate(cells)
    ]
    return suggest_mapping(("What would help?", header), rows).columns[1].use


def test_answers_on_a_scale_are_choices_however_few_have_answered() -> None:
    scale = ["Strongly agree", "Somewhat agree", "Neither agree nor disagree", "Disagree", "Agree"]
    assert use_of("To what extent do you agree that buses run late?", scale) is Use.ONE_CHOICE
    assert use_of("How happy are you?", ["1.0", "5.0", "4.0", "1.0"]) is Use.ONE_CHOICE
    picked = ["A supplier", "A user of it", "A trade union", "Another kind", "None of these"]
    assert use_of("Please select from the list below", picked) is Use.ONE_CHOICE


def test_what_only_sounds_like_a_capacity_or_organisation_is_a_question() -> None:
    homes = ["Renting", "Own home", "Renting"]
    assert use_of("Which best describes your home?", homes) is Use.ONE_CHOICE
    assert use_of("Which best describes you?", homes) is Use.ONE_CHOICE
    assert use_of("Which best describes you?", ["Resident", "Keeper of bees"]) is Use.CAPACITY
    assert use_of("Which sector is your organisation in?", ["Food", "Food"]) is Use.ONE_CHOICE
    assert use_of("Name of your organisation", ["Bow Beekeepers"]) is Use.ORGANISATION


def test_a_question_number_in_front_of_a_header_hides_nothing() -> None:
    assert use_of("Q12. Your age", ["25-34"]) is Use.AGE
    assert use_of("3) Which gender do you identify with?", ["Woman"]) is Use.EQUALITY_QUESTION
    assert use_of("4. E-mail", ["not given"]) is Use.IGNORED


def test_the_lines_of_an_address_block_are_left_out() -> None:
    parts = [HeaderParts("Contact information", one) for one in ("Name", "Postcode", "Comments")]
    headers = [f"{one.question} – {one.option}" for one in parts]
    rows = [("Ann", "E1 4NS", "Please plant more trees along the road")]
    uses = [column.use for column in suggest_mapping(headers, rows, parts=parts).columns]
    assert uses == [Use.IGNORED, Use.IGNORED, Use.OPEN_QUESTION]
