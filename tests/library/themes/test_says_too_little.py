"""Words that name no theme."""

from goldenthread.themes.says_too_little import says_little_alone, says_too_little


def test_interjections_and_words_of_grammar_say_too_little_in_every_language() -> None:
    assert {"lol", "the", "jajaja", "siehe", "keu", "marka", "থাকে"} <= says_too_little()


def test_what_a_place_speaks_about_does_not() -> None:
    assert not {"bins", "rent", "school", "housing", "beleuchtung", "basha"} & says_too_little()


def test_words_that_say_little_alone_are_among_them() -> None:
    assert says_little_alone() <= says_too_little()
    assert not {"the", "lol"} & says_little_alone()
