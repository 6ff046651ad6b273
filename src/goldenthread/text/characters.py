"""Vectors from the spelling of texts: character n-grams, weighted and compressed.

Needs no model, works in any script, and knows nothing of meaning: "bus" and "coach" are
strangers to it. TF-IDF after Sparck Jones (1972); compression by a truncated singular
value decomposition, Deerwester et al. (1990), "Indexing by latent semantic analysis",
computed by randomised projection, Halko, Martinsson and Tropp (2011).
"""

from collections.abc import Callable, Sequence
from typing import cast

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix

Floats = NDArray[np.float32]

FEATURES = 60_000
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
        weights = weigh_characters(texts)
        if progress is not None:
            progress(0.5)
        columns = min(self._columns, min(weights.shape) - 1)
        if columns < FEWEST_COLUMNS:
            return np.zeros((len(texts), 1), np.float32)
        vectors = _compress(weights, columns)
        if progress is not None:
            progress(1.0)
        return vectors


def weigh_characters(texts: Sequence[str]) -> csr_matrix:
    """Return the TF-IDF weights of 3 to 5 characters, shape (n, n-grams), rows of length 1."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415

    rarest = 1 if len(texts) < SMALL_CORPUS else 2
    vectorizer = TfidfVectorizer(
        analyzer="char_wb",
        ngram_range=(3, 5),
        min_df=rarest,
        max_df=0.5 if rarest > 1 else 1.0,
        max_features=FEATURES,
        sublinear_tf=True,
        dtype=np.float32,
    )
    try:
        return cast("csr_matrix", vectorizer.fit_transform(texts))
    except ValueError:  # no n-gram is left: empty texts only
        return csr_matrix(np.zeros((len(texts), 1), np.float32))


def _compress(weights: csr_matrix, columns: int) -> Floats:
    from sklearn.decomposition import TruncatedSVD  # noqa: PLC0415

    vectors = TruncatedSVD(columns, random_state=0).fit_transform(weights)
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    return cast("Floats", (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32))
