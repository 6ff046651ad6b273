"""Records of theme discovery: what a method suggests before any person has decided."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class SuggestedTheme:
    """One theme that a method suggests.

    `size` counts the texts placed in it, near-duplicates included. `stability` (0 to 1)
    is its mean overlap (Jaccard) with its closest counterpart when the discovery is
    repeated on parts of the texts. `exemplars` are rows of the texts, the most typical first.
    """

    name: str
    phrases: tuple[str, ...]
    size: int
    stability: float
    exemplars: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class ThemeDiscovery:
    """Suggested themes for n texts, and where each text was placed.

    `labels` (n,) holds the number of the theme in `themes`, or -1 for "not placed yet".
    `confidence` (n,), 0 to 1, is the share of the best theme in all that the repeated runs
    say of the text: 1 if they always put it with that theme and no other, 0 if it does not
    seem to say anything. `duplicate_of` (n,) holds
    the first row of each text's near-duplicate group, its own row if it is alone.
    `method` says in a sentence how it was done, for the page.
    """

    themes: tuple[SuggestedTheme, ...]
    labels: NDArray[np.int64]
    confidence: NDArray[np.float64]
    duplicate_of: NDArray[np.int64]
    method: str
