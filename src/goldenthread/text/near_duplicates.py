"""Grouping texts that are the same but for a few characters: campaign copies, double posts.

Two texts are compared by the Jaccard similarity (shared share) of their sets of
five-character shingles, taken from the normal form (see `normal_form`). Broder (1997),
"On the resemblance and containment of documents". Instead of comparing all pairs, texts
that could reach the threshold are looked up by their rarest shingles: Wang, Li and Feng
(2012), "Can we beat the prefix filtering?", SIGMOD, lemma 1. The result is exact.
"""

from collections.abc import Iterator, Sequence
from math import ceil

import numpy as np
from numpy.typing import NDArray

from goldenthread.errors import InputError
from goldenthread.text.normal_form import normal_form

Hashes = NDArray[np.uint64]

SHINGLE_LENGTH = 5
SHARED_TO_BE_CONSIDERED = 4  # rare shingles that two texts must share before they are compared
_COUNTERS = 1 << 22
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)


def group_near_duplicates(texts: Sequence[str], *, threshold: float = 0.9) -> NDArray[np.int64]:
    """Return for each text the first row of its group, shape (n,); itself if it is alone.

    A group has a centre, and each of its texts shares at least `threshold` (above 0, at
    most 1) of its shingles with that centre. Texts with the same normal form are always
    together. The groups do not depend on the order of the rows.

    >>> group_near_duplicates(["More buses!", "Fewer cars", "more  buses"]).tolist()
    [0, 1, 0]
    """
    if not 0 < threshold <= 1:
        message = f"The threshold {threshold} is not usable: give one above 0 and at most 1."
        raise InputError(message)
    forms = [normal_form(text) for text in texts]
    centre_of = _centres(sorted(set(forms), key=lambda form: (len(form), form)), threshold)
    first_row: dict[str, int] = {}
    for row, form in enumerate(forms):
        first_row.setdefault(centre_of[form], row)
    return np.array([first_row[centre_of[form]] for form in forms], dtype=np.int64)


def shingles(form: str) -> set[str]:
    """Return the five-character pieces of a normal form, with a space at either end."""
    framed = f" {form} "
    return {
        framed[start : start + SHINGLE_LENGTH]
        for start in range(max(1, len(framed) - SHINGLE_LENGTH + 1))
    }


def _centres(forms: list[str], threshold: float) -> dict[str, str]:
    """Return for each form the first centre, in the order given, that it is close enough to."""
    if threshold == 1:
        return {form: form for form in forms}
    index = _CentreIndex(threshold)
    return {form: index.place(form, pieces) for form, pieces in _by_rarity(forms)}


def _by_rarity(forms: list[str]) -> Iterator[tuple[str, Hashes]]:
    """Yield each form with its hashed shingles, the rarest in all the forms first.

    Rarity is counted in a fixed number of counters, which bounds memory; that two
    shingles may share a counter costs time, never correctness.
    """
    counters = np.zeros(_COUNTERS, np.int64)
    for form in forms:
        counters[_counter_of(_hashed(form))] += 1
    for form in forms:
        pieces = _hashed(form)
        yield form, pieces[np.lexsort((pieces, counters[_counter_of(pieces)]))]


def _counter_of(pieces: Hashes) -> NDArray[np.int64]:
    return (pieces >> np.uint64(42)).astype(np.int64)


def _hashed(form: str) -> Hashes:
    """Return the distinct shingles of a form as 64-bit numbers, sorted."""
    signs = np.frombuffer(f" {form} ".encode("utf-32-le", "surrogatepass"), np.uint32)
    windows = max(1, len(signs) - SHINGLE_LENGTH + 1)
    hashes = np.zeros(windows, np.uint64)
    for place in range(min(SHINGLE_LENGTH, len(signs))):
        hashes += signs[place : place + windows].astype(np.uint64) + np.uint64(1)
        hashes *= _MULTIPLIER
        hashes ^= hashes >> np.uint64(29)
    hashes *= _MULTIPLIER
    return np.unique(hashes)


class _CentreIndex:
    """Holds the centres found so far and finds the first that a form is close enough to."""

    def __init__(self, threshold: float) -> None:
        self._threshold = threshold
        self._forms: list[str] = []
        self._pieces: list[Hashes] = []
        self._holders: dict[int, list[int]] = {}

    def place(self, form: str, pieces: Hashes) -> str:
        """Return the centre of the form: an earlier one, or itself as a new one."""
        least = ceil(self._threshold * len(pieces) - 1e-9)
        prefix = pieces[: len(pieces) - least + SHARED_TO_BE_CONSIDERED].tolist()
        ordered = np.sort(pieces)
        for centre in self._candidates(prefix, min(SHARED_TO_BE_CONSIDERED, least)):
            if self._similarity(ordered, self._pieces[centre]) >= self._threshold - 1e-9:
                return self._forms[centre]
        for piece in prefix:
            self._holders.setdefault(piece, []).append(len(self._forms))
        self._forms.append(form)
        self._pieces.append(ordered)
        return form

    def _candidates(self, prefix: list[int], shared: int) -> list[int]:
        """Return the centres that share enough of the rare pieces, earliest first."""
        lists = [self._holders[piece] for piece in prefix if piece in self._holders]
        if len(lists) < shared:
            return []
        counts: dict[int, int] = {}
        for holders in lists:
            for centre in holders:
                counts[centre] = counts.get(centre, 0) + 1
        return sorted(centre for centre, count in counts.items() if count >= shared)

    def _similarity(self, left: Hashes, right: Hashes) -> float:
        smaller, larger = sorted((len(left), len(right)))
        if smaller < self._threshold * larger - 1e-9:
            return 0.0
        both = len(np.intersect1d(left, right, assume_unique=True))
        return both / (len(left) + len(right) - both)
