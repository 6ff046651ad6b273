"""Vectors are read once, kept, and forgotten when asked."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from goldenthread.text import RememberingEncoder, VectorStore


class CountingEncoder:
    """Vectors of letter counts, and a note of every text that was read."""

    name = "letters: counted / for tests"

    def __init__(self) -> None:
        self.read: list[str] = []

    def encode(
        self, texts: Sequence[str], progress: Callable[[float], None] | None = None
    ) -> NDArray[np.float32]:
        self.read.extend(texts)
        if progress is not None:
            progress(1.0)
        return np.array([[text.count("a") + 0.1, len(text)] for text in texts], np.float32)


@pytest.mark.parametrize("on_disk", [True, False])
def test_a_text_is_read_once(tmp_path: Path, on_disk: bool) -> None:
    counting = CountingEncoder()
    encoder = RememberingEncoder(counting, tmp_path if on_disk else None)
    first = encoder.encode(["banana", "fig", "banana"])
    second = encoder.encode(["fig", "banana", "date"])
    assert sorted(counting.read) == ["banana", "date", "fig"]
    assert first[0].tobytes() == first[2].tobytes() == second[1].tobytes()


def test_kept_vectors_are_the_bytes_of_new_ones(tmp_path: Path) -> None:
    new = RememberingEncoder(CountingEncoder(), tmp_path).encode(["banana", "fig"])
    counting = CountingEncoder()
    kept = RememberingEncoder(counting, tmp_path).encode(["banana", "fig"])
    assert counting.read == []
    assert kept.tobytes() == new.tobytes()


def test_a_forgotten_text_is_gone_from_memory_and_disk(tmp_path: Path) -> None:
    encoder = RememberingEncoder(CountingEncoder(), tmp_path)
    encoder.encode(["banana", "fig", "date"])
    assert encoder.forget(["fig", "never seen"]) == 1
    assert encoder.store.missing(["banana", "fig", "date"]) == ["fig"]
    opened = VectorStore(CountingEncoder.name, tmp_path)
    assert len(opened) == 2
    assert opened.missing(["fig"]) == ["fig"]
    assert opened.get(["date"]).tolist() == encoder.encode(["date"]).tolist()


def test_encoders_do_not_see_each_others_vectors(tmp_path: Path) -> None:
    RememberingEncoder(CountingEncoder(), tmp_path).encode(["fig"])
    assert VectorStore("another encoder", tmp_path).missing(["fig"]) == ["fig"]


def test_the_files_hold_no_words(tmp_path: Path) -> None:
    RememberingEncoder(CountingEncoder(), tmp_path).encode(["pomegranate"])
    assert all(b"pomegranate" not in path.read_bytes() for path in tmp_path.iterdir())


def test_progress_reaches_one_and_never_falls() -> None:
    told: list[float] = []
    texts = [f"text {number}" for number in range(5_000)]
    RememberingEncoder(CountingEncoder()).encode(texts, told.append)
    assert told == sorted(told)
    assert told[-1] == pytest.approx(1.0)
