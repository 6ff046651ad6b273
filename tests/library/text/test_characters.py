"""Vectors from spelling."""

import numpy as np

from goldenthread.text import CharacterEncoder

TEXTS = ["The bins are full", "Full bins again", "A safe cycle lane", "Cycle lanes, safe ones"] * 10


def test_like_spelling_is_close_and_vectors_have_length_one() -> None:
    texts = [f"{text} {number}" for number, text in enumerate(TEXTS)]
    vectors = CharacterEncoder(columns=8).encode(texts)
    assert vectors.shape == (40, 8)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-4)
    assert vectors[0] @ vectors[1] > vectors[0] @ vectors[2]


def test_texts_without_letters_have_vectors_of_zeros() -> None:
    assert not CharacterEncoder().encode(["", "", ""]).any()
    vectors = CharacterEncoder(columns=8).encode([*TEXTS, ""])
    assert not vectors[-1].any()


def test_the_same_texts_give_the_same_bytes() -> None:
    first, second = CharacterEncoder().encode(TEXTS), CharacterEncoder().encode(TEXTS)
    assert first.tobytes() == second.tobytes()
