"""Choosing the texts that stand for a theme."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from goldenthread.text.near_duplicates import shingles
from goldenthread.text.normal_form import normal_form
from goldenthread.themes.neighbours import Floats

EXEMPLARS_A_THEME = 8
TOO_ALIKE = 0.4  # share of shingles (Jaccard) above which two exemplars tell the same


def choose_exemplars(
    texts: Sequence[str],
    vectors: Floats,
    confidence: NDArray[np.float64],
    members: NDArray[np.int64],
) -> list[int]:
    """Return the most typical of the members, the most typical first, none nearly alike.

    Typical is what is close to the middle of the theme and surely in it.
    """
    middle = vectors[members].mean(axis=0)
    typical = (vectors[members] @ middle) * confidence[members]
    chosen: list[int] = []
    pieces_of_chosen: list[set[str]] = []
    for member in members[np.argsort(-typical, kind="stable")].tolist():
        pieces = shingles(normal_form(texts[member]))
        if all(_jaccard(pieces, other) < TOO_ALIKE for other in pieces_of_chosen):
            chosen.append(member)
            pieces_of_chosen.append(pieces)
        if len(chosen) == EXEMPLARS_A_THEME:
            break
    return chosen


def _jaccard(left: set[str], right: set[str]) -> float:
    return len(left & right) / len(left | right)
