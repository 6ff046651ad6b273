from goldenthread.engagement.notes import columns_left_out_as_personal, mapping_notes
from goldenthread.engagement.suggesting import suggest_mapping

HEADERS = ("Name", "Contact", "What would help?", "Are you a", "Latest")
ROWS = [
    ("Ann", "a@example.org", "More trees", "Beekeeper", ""),
    ("Bo", "b@example.org", "More bins", "Resident", ""),
]


def test_columns_that_tell_who_somebody_is_are_named_and_others_left_out_are_not() -> None:
    mapping = suggest_mapping(HEADERS, ROWS)
    assert columns_left_out_as_personal(mapping, HEADERS, ROWS) == ("Name", "Contact")


def test_what_an_officer_has_to_state_is_told() -> None:
    notes = mapping_notes(suggest_mapping(HEADERS, ROWS), HEADERS, ROWS)
    assert any("counted only" in note for note in notes)
    assert any("Beekeeper" in note for note in notes)


def test_the_order_of_day_and_month_is_told_only_where_it_matters() -> None:
    headers = ("Date", "What would help?")
    for day, is_told in (("2025-04-03", False), ("03/04/2025", True)):
        rows = [(day, "More trees"), (day, "More bins")]
        notes = mapping_notes(suggest_mapping(headers, rows), headers, rows)
        assert any("are read day first" in note for note in notes) is is_told
