"""The languages of a theme's texts."""

from goldenthread.themes.phrase_languages import find_languages
from goldenthread.themes.phrases import read_clauses


def languages(*texts: str):
    return find_languages([read_clauses(text) for text in texts])


def test_each_text_has_its_language_and_most_have_the_main_one() -> None:
    found = languages("the bins are full", "waxaan rabaa guri", "the lift is mine", "xkq")
    assert found.of_texts == ("en", "so", "en", "")
    assert found.main == "en"
    assert found.foreign == {1}


def test_a_word_that_two_languages_share_tells_neither() -> None:
    assert languages("in la ixtiraamo").of_texts == ("",)
    assert languages("in lagu ixtiraamo").of_texts == ("so",)


def test_a_script_tells_where_no_word_of_grammar_does() -> None:
    assert languages("পরিষ্কার রাস্তা").of_texts == ("bn",)


def test_other_languages_than_the_common_one_are_told_beside_a_name() -> None:
    common = languages("the bins are full", "the lift is broken")
    assert languages("the market is here").told_beside(common) == ""
    mixed = languages("পরিষ্কার রাস্তা", "আমার গলি", "waxaan rabaa guri")
    assert mixed.told_beside(common) == " (Bengali and Somali)"
    assert languages("xkq").told_beside(common) == ""
