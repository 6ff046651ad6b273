import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.text.readability import count_syllables, measure_readability

PLAIN = "We will mend damp homes in seven days. You will have a date and a name."
HARD = (
    "Strategic intersectoral governance arrangements facilitate transformational "
    "organisational prioritisation methodologies notwithstanding considerable complexity."
)


# Counted in a dictionary by hand.
@pytest.mark.parametrize(
    ("word", "syllables"),
    [
        ("homes", 1), ("table", 2), ("created", 3), ("people", 2), ("communities", 4),
        ("residents", 3), ("partners", 2), ("equality", 4), ("being", 2), ("going", 2),
        ("wanted", 2), ("cared", 1), ("houses", 2), ("opportunity", 5), ("played", 1),
        ("agreed", 2), ("trees", 1), ("science", 2), ("quiet", 2), ("good-quality", 4), ("the", 1),
    ],
)  # fmt: skip
def test_syllables_fit_the_dictionary(word: str, syllables: int) -> None:
    assert count_syllables(word) == syllables


def test_the_formulas_are_worked_by_hand() -> None:
    # 54 letters; each of the 16 words has one syllable, but "seven" has two.
    found = measure_readability(PLAIN)
    assert found is not None
    letters = len(re.findall(r"[A-Za-z]", PLAIN))
    assert (found.sentence_count, found.word_count, letters) == (2, 16, 54)
    assert found.words_in_a_sentence == 8
    assert found.flesch_kincaid_age == round(0.39 * 8 + 11.8 * 17 / 16 - 15.59 + 5, 1)
    assert found.automated_index_age == round(4.71 * 54 / 16 + 0.5 * 8 - 21.43 + 5, 1)
    assert found.reading_age == 5


def test_the_shortest_sentence_of_the_textbooks_has_its_known_grade() -> None:
    found = measure_readability("The cat sat on the mat.")
    assert found is not None
    assert found.flesch_kincaid_age == pytest.approx(-1.45 + 5, abs=0.051)


def test_a_hard_text_asks_for_an_older_reader_by_both_formulas() -> None:
    plain, hard = measure_readability(PLAIN), measure_readability(HARD)
    assert plain is not None
    assert hard is not None
    assert hard.flesch_kincaid_age > plain.flesch_kincaid_age + 10
    assert hard.automated_index_age > plain.automated_index_age + 10
    assert hard.reading_age == 25


@pytest.mark.parametrize("text", ["", "Too short to say", "আমরা একসঙ্গে কাজ করি এবং কথা বলি আজ"])
def test_too_few_words_or_another_alphabet_is_not_measured(text: str) -> None:
    assert measure_readability(text) is None


def test_points_inside_words_end_no_sentence() -> None:
    found = measure_readability("The rate was 3.5 in 2020. Now it is 4.")
    assert found is not None
    assert found.sentence_count == 2


@given(st.text(max_size=200))
def test_any_text_is_measured_or_refused_without_failing(text: str) -> None:
    found = measure_readability(text)
    assert found is None or 5 <= found.reading_age <= 25
