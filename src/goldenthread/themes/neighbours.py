"""The neighbour graph: each text linked to the texts that are most like it."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Floats = NDArray[np.float32]

CHARACTER_WEIGHT = 0.4  # of spelling against meaning; measured, see decision 0003


def join_vectors(meaning: Floats, spelling: Floats) -> Floats:
    """Return the two views side by side, rows of length 1, shape (n, columns of both).

    The mean of the corpus is taken off first: e5 vectors all point much the same way,
    and what is common to all the texts tells none of them apart.
    """
    centred = to_unit_length(meaning - meaning.mean(axis=0, keepdims=True))
    joined = np.hstack([centred, np.float32(CHARACTER_WEIGHT) * to_unit_length(spelling)])
    return to_unit_length(joined)


def without_length(vectors: Floats, texts: Sequence[str]) -> Floats:
    """Return the vectors less what the length of a text explains of them, shape (n, d).

    Encoders see at once how long a text is. Where there are few texts, that would part
    the short from the long ones, whatever they are about. It is taken off by least
    squares on the logarithm of the length and its square.
    """
    lengths = np.log(np.array([len(text) for text in texts], np.float64) + 5)
    explaining = np.stack([np.ones(len(texts)), lengths, lengths**2], axis=1)
    weights = np.linalg.lstsq(explaining, vectors.astype(np.float64), rcond=None)[0]
    rest: Floats = (vectors - explaining @ weights).astype(np.float32)
    return rest


def to_unit_length(vectors: Floats) -> Floats:
    """Return the rows scaled to length 1; rows of zeros stay zeros."""
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Floats = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return scaled


def find_nearest(vectors: Floats, among: Floats, count: int) -> tuple[NDArray[np.int64], Floats]:
    """Return the rows of the `count` nearest in `among` and their cosines, both (n, count)."""
    import faiss  # noqa: PLC0415

    index = faiss.IndexFlatIP(among.shape[1])
    index.add(among)
    cosines, rows = index.search(vectors, min(count, len(among)))
    return rows, cosines


def link_neighbours(vectors: Floats, count: int) -> csr_matrix:
    """Return the symmetric graph of each row and its `count` nearest, weighted by cosine.

    A pair that is among the nearest of both sides counts twice. Shape (n, n), no loops.
    """
    size = len(vectors)
    rows, cosines = find_nearest(vectors, vectors, count + 1)
    start = np.repeat(np.arange(size), rows.shape[1])
    end, weight = rows.ravel(), np.maximum(cosines.ravel(), 1e-3).astype(np.float64)
    apart = start != end
    one_way = csr_matrix((weight[apart], (start[apart], end[apart])), shape=(size, size))
    both = one_way + one_way.T
    both.sort_indices()
    return both
