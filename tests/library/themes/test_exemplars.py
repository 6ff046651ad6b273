"""The texts that stand for a theme."""

import numpy as np

from goldenthread.themes.exemplars import choose_exemplars


def test_the_most_typical_comes_first_and_repeats_are_left_out() -> None:
    texts = ["The bins are full again", "The bins are full again!!", "Foxes in the bins", "Trains"]
    vectors = np.array([[1, 0], [1, 0], [0.8, 0.6], [0, 1]], np.float32)
    members = np.array([0, 1, 2])
    assert choose_exemplars(texts, vectors, np.ones(4), members) == [0, 2]


def test_a_text_that_is_unsure_comes_later() -> None:
    vectors = np.array([[1, 0], [1, 0]], np.float32)
    confidence = np.array([0.4, 0.9])
    chosen = choose_exemplars(["one thing", "quite another"], vectors, confidence, np.arange(2))
    assert chosen == [1, 0]
