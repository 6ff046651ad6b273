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

    def signs_per_piece(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Return how many signs a piece of each text's words has on average, shape (n,).

        Words that the pieces were learned from are cut into few long ones; letters
        thrown together fall into many short ones. 0 for a text without letters.
        """
        of_words = [_WORDS.findall(self._normal(text)) for text in texts]
        return np.array([self._mean_signs(words) for words in of_words], np.float64)

    def _mean_signs(self, words: Sequence[str]) -> float:
        pieces = [
            piece
            for encoding in self._tokenizer.encode_batch(list(words))
            for piece in encoding.tokens
            if piece != WORD_START
        ]
        return sum(map(len, words)) / len(pieces) if pieces else 0.0

    def _normal(self, text: str) -> str:
        """Return the text with characters normalised and runs of spaces closed up."""
        return re.sub(" {2,}", " ", text.translate(self._normalisation))
