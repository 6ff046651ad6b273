import numpy as np
import pytest

from goldenthread.text.characters import CharacterEncoder
from goldenthread.themes import discover_themes
from goldenthread.themes.no_more import NAME, find_no_more, says_no_more


@pytest.mark.parametrize(
    "text",
    ["No", "no.", "N/A", "n.a.", "Nope!", "None", "Nothing to add, thank you", "I don’t know",
     "Not at the moment", "No comment", "maya", "না", "لا"],
)  # fmt: skip
def test_answers_that_say_no_more(text: str) -> None:
    assert says_no_more(text)


@pytest.mark.parametrize(
    "text",
    ["No more cars", "Nothing is ever repaired", "Knives", "None of the buses come", "Yes",
     "Not enough bins", "Add trees", "?", "", "I know that the park is closed at night"],
)  # fmt: skip
def test_answers_about_something(text: str) -> None:
    assert not says_no_more(text)


@pytest.mark.parametrize(
    "text",
    ["Do not do it", "Don't do this", "Never do it", "No to all", "Do nothing", "You did nothing",
     "Do not add more"],
)  # fmt: skip
def test_an_opinion_in_such_words_is_left_to_the_themes(text: str) -> None:
    assert not says_no_more(text)


@pytest.mark.parametrize(
    "text", ["I do not know", "I don't really know", "No, I do not", "No thank you", "Never"]
)
def test_nothing_to_say_is_known_beside_them(text: str) -> None:
    assert says_no_more(text)


def test_fewer_than_three_rows_of_them_are_left_to_a_person() -> None:
    assert find_no_more(["No", "More trees"], [2, 9]) is None
    found = find_no_more(["n/a", "More trees", "No"], [1, 9, 2])
    assert found is not None
    assert found.places == (2, 0)
    assert found.spellings == ("No", "n/a")


def test_they_are_one_theme_of_their_own_and_change_no_other() -> None:
    about = [
        f"{what} near {where}"
        for what in ("More trees and shade", "Cheaper buses at night", "Repair the broken lifts")
        for where in ("the school", "the market", "our estate", "the station", "the canal",
                      "the clinic", "the bridge", "my street")
    ]  # fmt: skip
    nothing = ["No", "no", "N/A", "Nothing to add", "none"]
    plain = discover_themes(about, encoder=CharacterEncoder())
    found = discover_themes([*about, *nothing], encoder=CharacterEncoder())
    assert [theme.name for theme in found.themes] == [*(t.name for t in plain.themes), NAME]
    np.testing.assert_array_equal(found.labels[: len(about)], plain.labels)
    assert set(found.labels[len(about) :].tolist()) == {len(plain.themes)}
    assert found.themes[-1].size == len(nothing)
    assert "no" in {nothing[row - len(about)].casefold() for row in found.themes[-1].exemplars}
