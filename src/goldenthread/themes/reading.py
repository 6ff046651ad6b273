"""Reading near-duplicates once, in an order that does not depend on the order of the rows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenthread.text.near_duplicates import group_near_duplicates
from goldenthread.text.normal_form import normal_form


@dataclass(frozen=True, slots=True, eq=False)
class DifferentTexts:
    """The m different texts among n rows, ordered by their spelling.

    `first_rows` (m,) holds the first row of each, `copies` (m,) how many rows it stands
    for, and `place_of_row` (n,) where each row's text stands among the m.
    """

    texts: list[str]
    first_rows: NDArray[np.int64]
    copies: NDArray[np.int64]
    place_of_row: NDArray[np.int64]
    duplicate_of: NDArray[np.int64]


def read_once(texts: Sequence[str]) -> DifferentTexts:
    """Return the different texts; of near-duplicates the first by spelling is read."""
    duplicate_of = group_near_duplicates(texts)
    spelling: dict[int, tuple[str, str]] = {}
    for text, first in zip(texts, duplicate_of.tolist(), strict=True):
        mine = (normal_form(text), text)
        spelling[first] = min(mine, spelling.get(first, mine))
    first_rows = sorted(spelling, key=lambda first: (spelling[first], first))
    place_of = {first: place for place, first in enumerate(first_rows)}
    places = np.array([place_of[first] for first in duplicate_of.tolist()], np.int64)
    return DifferentTexts(
        texts=[spelling[first][1] for first in first_rows],
        first_rows=np.array(first_rows, np.int64),
        copies=np.bincount(places, minlength=len(first_rows)).astype(np.int64),
        place_of_row=places,
        duplicate_of=duplicate_of,
    )
