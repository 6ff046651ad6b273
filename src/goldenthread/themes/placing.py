"""Placing texts in themes by their nearest neighbours, and saying how surely."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenthread.themes.neighbours import Floats, find_nearest

Labels = NDArray[np.int64]

NOT_PLACED = -1


@dataclass(frozen=True, slots=True, eq=False)
class Placing:
    """Theme of each text (n,) or -1, and how sure (n,): 0 to 1."""

    labels: Labels
    confidence: NDArray[np.float64]


def place_by_neighbours(
    vectors: Floats, members: NDArray[np.int64], groups: Labels, count: int
) -> Placing:
    """Return each text's theme: its own group for a member of the graph, else its neighbours'.

    `groups` are those of the members, -1 for none. Confidence is the share of a text's
    `count` nearest members, weighted by cosine, that are in its theme.
    """
    shares = _share_of_neighbours(vectors, members, groups, count)
    if shares.shape[1] == 0:
        return Placing(np.full(len(vectors), NOT_PLACED, np.int64), np.zeros(len(vectors)))
    labels = shares.argmax(axis=1).astype(np.int64)
    in_group = members[groups >= 0]
    labels[in_group] = groups[groups >= 0]
    return Placing(labels, shares[np.arange(len(vectors)), labels])


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


def _share_of_neighbours(
    vectors: Floats, members: NDArray[np.int64], groups: Labels, count: int
) -> NDArray[np.float64]:
    """Return the share of neighbours in each theme, shape (n, themes); none votes for itself."""
    rows, cosines = find_nearest(vectors, vectors[members], count + 1)
    weight = np.maximum(cosines, 0).astype(np.float64)
    weight[members[rows] == np.arange(len(vectors))[:, None]] = 0
    themes = int(groups.max(initial=-1)) + 1
    votes = np.zeros((len(vectors), themes + 1))  # the last column takes what is in no theme
    np.add.at(votes, (np.arange(len(vectors))[:, None], groups[rows]), weight)
    shares: NDArray[np.float64] = votes / np.maximum(votes.sum(axis=1, keepdims=True), 1e-9)
    return shares[:, :themes]
