"""Near-duplicates, against a slow second implementation that compares every pair."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.errors import InputError
from goldenthread.text import group_near_duplicates
from goldenthread.text.near_duplicates import shingles
from goldenthread.text.normal_form import normal_form


def group_slowly(texts: list[str], threshold: float) -> list[int]:
    """Compare every form with every centre: the definition, written down."""
    forms = [normal_form(text) for text in texts]
    centres: list[str] = []
    centre_of: dict[str, str] = {}
    for form in sorted(set(forms), key=lambda form: (len(form), form)):
        for centre in centres:
            mine, theirs = shingles(form), shingles(centre)
            if len(mine & theirs) / len(mine | theirs) >= threshold - 1e-9:
                centre_of[form] = centre
                break
        else:
            centres.append(form)
            centre_of[form] = form
    groups = [centre_of[form] for form in forms]
    return [groups.index(group) for group in groups]


def variations(seed: int) -> list[str]:
    """Return letters of a campaign with words changed, dropped and added at random."""
    chance = random.Random(seed)  # noqa: S311 - test data
    letter = [
        "I",
        "object",
        "to",
        "the",
        "closure",
        "of",
        "the",
        "library",
        "on",
        "the",
        "high",
        "street",
        "because",
        "children",
        "need",
        "a",
        "quiet",
        "place",
        "to",
        "read",
        "after",
        "school",
        "and",
        "older",
        "people",
        "meet",
        "there",
        "every",
        "week",
    ]
    texts = []
    for _ in range(120):
        words = list(letter[: chance.randint(3, len(letter))])
        for _ in range(chance.randint(0, 3)):
            words[chance.randrange(len(words))] = chance.choice(["park", "club", "x", "read"])
        texts.append(" ".join(words))
    return texts


@pytest.mark.parametrize("threshold", [0.5, 0.7, 0.9, 1.0])
@pytest.mark.parametrize("seed", [1, 2])
def test_the_index_finds_what_comparing_every_pair_finds(threshold: float, seed: int) -> None:
    texts = variations(seed)
    found = group_near_duplicates(texts, threshold=threshold).tolist()
    assert found == group_slowly(texts, threshold)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(alphabet="ab c", max_size=12), max_size=25), st.sampled_from([0.3, 0.6, 0.9])
)
def test_it_agrees_with_the_slow_one_on_texts_of_few_letters(
    texts: list[str], threshold: float
) -> None:
    found = group_near_duplicates(texts, threshold=threshold).tolist()
    assert found == group_slowly(texts, threshold)


def test_case_spaces_and_punctuation_do_not_make_a_difference() -> None:
    texts = ["More buses, please!", "Trees", "more  buses please", "MORE BUSES PLEASE."]
    assert group_near_duplicates(texts).tolist() == [0, 1, 0, 0]


def test_one_letter_in_a_long_text_is_near_and_one_word_in_a_short_text_is_not() -> None:
    long = "The crossing at the end of the road is dangerous for children walking to school " * 2
    assert group_near_duplicates([long, long + "s"]).tolist() == [0, 0]
    assert group_near_duplicates(["More buses", "Fewer buses"]).tolist() == [0, 1]


def test_the_groups_do_not_depend_on_the_order_of_rows() -> None:
    texts = variations(5)
    order = np.random.default_rng(0).permutation(len(texts))
    straight = group_near_duplicates(texts, threshold=0.6)
    shuffled = group_near_duplicates([texts[row] for row in order], threshold=0.6)
    together = straight[order][:, None] == straight[order][None, :]
    assert np.array_equal(together, shuffled[:, None] == shuffled[None, :])


def test_no_texts_and_empty_texts() -> None:
    assert group_near_duplicates([]).tolist() == []
    assert group_near_duplicates(["", " ", "?", ""]).tolist() == [0, 0, 2, 0]


@pytest.mark.parametrize("threshold", [0.0, -1.0, 1.1])
def test_a_threshold_out_of_range_is_refused(threshold: float) -> None:
    with pytest.raises(InputError, match="above 0 and at most 1"):
        group_near_duplicates(["a"], threshold=threshold)
