"""Cutting texts into the subword pieces that e5 reads."""

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from goldenthread.text.e5.weights import Weights

WORD_START = "\u2581"
_WORDS = re.compile(r"(?:[^\W\d_]|[\u0900-\u0dff])+")


class PieceReader:
    """Turns texts into lists of piece numbers, framed by the start and end pieces."""

    def __init__(self, weights: Weights, *, longest: int) -> None:
        from tokenizers import Tokenizer, models, pre_tokenizers  # noqa: PLC0415

        self._shape = weights.shape
        self._normalisation = weights.normalisation
        self._longest = longest
        self._likelihoods = np.array([score for _, score in weights.vocabulary], np.float64)
        self._tokenizer = Tokenizer(
            models.Unigram(weights.vocabulary, unk_id=weights.shape.unknown)
        )
        self._tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(
            replacement=WORD_START, prepend_scheme="always", split=False
        )

    def read(self, texts: Sequence[str]) -> list[list[int]]:
        """Return the piece numbers of each text, at most `longest` of its own."""
        start, end = self._shape.start, self._shape.end
        encodings = self._tokenizer.encode_batch([self._normal(text) for text in texts])
        return [[start, *encoding.ids[: self._longest], end] for encoding in encodings]

    def familiarity(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return how likely the spelling of each text is, shape (n,): 0 or less, the rarer the less.

        It is the mean natural logarithm of likelihood a sign, of the pieces that its words
        are cut into. Words that the pieces were learned from are cut into few likely ones;
        letters thrown together fall into many rare ones. Minus infinity without letters.
        """
        of_words = [_WORDS.findall(self._normal(text.casefold())) for text in texts]
        return np.array([self._mean_likelihood(words) for words in of_words], np.float64)

    def _mean_likelihood(self, words: Sequence[str]) -> float:
        cut = self._tokenizer.encode_batch(list(words))
        # The space before a word is a sign, too: so short words are not strange for being short.
        signs = sum(map(len, words)) + len(words)
        total = sum(float(self._likelihoods[encoding.ids].sum()) for encoding in cut)
        return total / signs if signs else -np.inf

    def _normal(self, text: str) -> str:
        """Return the text with characters normalised and runs of spaces closed up."""
        return re.sub(" {2,}", " ", text.translate(self._normalisation))
