"""Passages of names that repeat what somebody said."""

from goldenthread.themes.repeating import find_repeated

SAID = ["My landlord, Mr Quillhaven, never mends the lift on our side.", "bins"]


def test_four_words_in_a_row_are_a_passage_whatever_their_capitals_and_signs() -> None:
    assert find_repeated("NEVER mends – the lift", SAID) == ("NEVER mends the lift",)


def test_three_words_in_a_row_are_what_many_people_write() -> None:
    assert find_repeated("Mends the lift", SAID) == ()


def test_personal_data_counts_from_the_first_word() -> None:
    assert find_repeated("Complaints about Mr Quillhaven", SAID) == ("Mr Quillhaven",)
    assert find_repeated("Complaints about Mr Zimbel", SAID) == ()


def test_a_long_passage_is_told_by_all_its_parts() -> None:
    assert len(find_repeated("never mends the lift on our side", SAID)) == 4


def test_nothing_repeats_nothing() -> None:
    assert find_repeated("", SAID) == ()
    assert find_repeated("never mends the lift", []) == ()
