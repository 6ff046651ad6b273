"""Placing texts in themes, saying how surely, and queueing what belongs nowhere clearly."""

import numpy as np
from numpy.typing import NDArray

from goldenthread.themes.neighbours import Floats, find_nearest

Labels = NDArray[np.int64]
Shares = NDArray[np.float64]

NOT_PLACED = -1


def belonging_of_all(
    vectors: Floats, members: NDArray[np.int64], belonging: Shares, count: int
) -> Shares:
    """Return for every text how much it belongs to each group, shape (n, groups).

    Members of the graph have theirs in `belonging`; the others take the mean of their
    `count` nearest members, weighted by cosine.
    """
    result = np.empty((len(vectors), belonging.shape[1]))
    result[members] = belonging
    others = np.setdiff1d(np.arange(len(vectors)), members)
    if len(others) == 0:
        return result
    rows, cosines = find_nearest(vectors[others], vectors[members], count)
    weights = np.maximum(cosines, 1e-6)
    weights /= weights.sum(axis=1, keepdims=True)
    for column in range(belonging.shape[1]):
        result[others, column] = (belonging[rows, column] * weights).sum(axis=1)
    return result


def renumber_by_size(
    labels: Labels, weights: NDArray[np.int64], *, smallest: int
) -> tuple[Labels, list[int]]:
    """Return labels with the heaviest group as 0, and the old numbers in the new order.

    Groups with fewer than `smallest` texts get -1.
    """
    groups = int(labels.max(initial=-1)) + 1
    placed = labels >= 0
    sizes = np.bincount(labels[placed], minlength=groups)
    weight = np.bincount(labels[placed], weights=weights[placed], minlength=groups)
    kept = [group for group in range(groups) if sizes[group] >= smallest]
    order = sorted(kept, key=lambda group: (-weight[group], group))
    number_of = np.full(groups + 1, NOT_PLACED, np.int64)
    number_of[order] = np.arange(len(order))
    return number_of[labels], order
