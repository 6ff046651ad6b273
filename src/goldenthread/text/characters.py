"""Vectors from the spelling of texts: character n-grams, weighted and compressed.

Needs no model, works in any script, and knows nothing of meaning: "bus" and "coach" are
strangers to it. TF-IDF after Sparck Jones (1972); compression by a truncated singular
value decomposition, Deerwester et al. (1990), "Indexing by latent semantic analysis",
computed by randomised projection, Halko, Martinsson and Tropp (2011).
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline

Floats = NDArray[np.float32]

FEATURES = 60_000
TEXTS_LEARNT_FROM = 20_000  # evenly among all; counting the n-grams of more takes memory only
TEXTS_AT_A_TIME = 4_000
FEWEST_COLUMNS = 2
SMALL_CORPUS = 50  # texts; below, an n-gram need not be shared to be counted


class CharacterEncoder:
    """TF-IDF of 3 to 5 characters within words, compressed to at most `columns` columns.

    The vectors depend on the whole corpus they are made with, so they cannot be kept
    from one corpus to the next. A text without any usable n-gram has a vector of zeros.
    """

    def __init__(self, *, columns: int = 128) -> None:
        self._columns = columns
        self.name = "character 3-5-grams, compressed"

    def encode(
        self, texts: Sequence[str], progress: Callable[[float], None] | None = None
    ) -> Floats:
        """Return vectors of length 1, shape (n, at most `columns`)."""
        step = max(1, -(-len(texts) // TEXTS_LEARNT_FROM))
        learnt = _learn(texts[::step], self._columns)
        if learnt is None:
            return np.zeros((len(texts), 1), np.float32)
        parts: list[Floats] = []
        for first in range(0, len(texts), TEXTS_AT_A_TIME):
            part = texts[first : first + TEXTS_AT_A_TIME]
            parts.append(learnt.transform(part).astype(np.float32))
            if progress is not None:
                progress((first + len(part)) / len(texts))
        return _to_unit_length(np.concatenate(parts))


def _learn(texts: Sequence[str], columns: int) -> "Pipeline | None":
    """Return what turns texts into vectors, or None where there is too little to learn from."""
    from sklearn.decomposition import TruncatedSVD  # noqa: PLC0415
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415

    small = len(texts) < SMALL_CORPUS
    vectorizer = TfidfVectorizer(
        analyzer="char_wb",
        ngram_range=(3, 5),
        min_df=1 if small else 2,
        max_df=1.0 if small else 0.5,
        max_features=FEATURES,
        sublinear_tf=True,
        dtype=np.float32,
    )
    try:
        weights = vectorizer.fit_transform(texts)
    except ValueError:  # no n-gram is left: empty texts only
        return None
    columns = min(columns, min(weights.shape) - 1)
    if columns < FEWEST_COLUMNS:
        return None
    return make_pipeline(vectorizer, TruncatedSVD(columns, random_state=0).fit(weights))


def _to_unit_length(vectors: Floats) -> Floats:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return cast("Floats", vectors / np.where(lengths > 0, lengths, np.float32(1)))
