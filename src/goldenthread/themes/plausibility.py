"""Telling texts that say something from keyboard mash, fillers and words from elsewhere."""

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from goldenthread.themes.words import count_texts_with, split_words

KNOWN_FROM = 2  # texts, the text itself included, from which on a word is known


def measure_plausibility(texts: Sequence[str]) -> NDArray[np.float64]:
    """Return for each text the share of its words that other texts use too, shape (n,)."""
    words_of = [[word.form for word in split_words(text)] for text in texts]
    counts = count_texts_with([split_words(text) for text in texts])
    return np.array([_known_share(words, counts) for words in words_of])


def _known_share(words: Sequence[str], counts: Counter[str]) -> float:
    letters = [word for word in words if not word.isdigit()]
    if not letters:
        return 0.0
    return sum(counts[word] >= KNOWN_FROM for word in letters) / len(letters)
