"""Telling texts that say something from keyboard mash, fillers and lists of stray words.

Nothing is looked up in a list of nonsense. A text says something here if words of grammar
hold it together as they hold sentences together, or if its words of content are known
from texts that do. What does not pass is not thrown away: it waits for a person.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from goldenthread.text.function_words import all_function_words, most_function_words
from goldenthread.themes.words import is_without_spaces, split_words

SENTENCE_SHARE = 0.12  # of the words of a sentence, at least, are words of grammar
SHORT_SENTENCE = 8  # words, up to which one word of grammar is enough
CONTENT_OF_ITS_OWN = 3  # words of content in a sentence whose words nobody else uses
KNOWN_SHARE = 0.5  # of the words of content, where no words of grammar are around them
LARGE_CORPUS = 500  # texts; a word is known from 3 texts in a large corpus, from 2 in a small
ROUNDS = 3
TERSE = 4  # words of content; a corpus whose tenth shortest has fewer is written tersely
SHORTEST_LATIN_WORD = 3
# Signs a piece of the encoder, in a small corpus: 300 lines of random letters had 1.3 to 1.9,
# 673 answers in English, Bengali, Somali and Sylheti 2.0 to 4, but for one at 1.5.
FAMILIAR_SPELLING = 2.0


@dataclass(frozen=True, slots=True)
class _Text:
    """The different words of content of a text, and whether words of grammar hold it together."""

    content: frozenset[str]
    is_sentence: bool


def find_what_says_something(
    texts: Sequence[str], *, signs_per_piece: NDArray[np.float64] | None = None
) -> NDArray[np.bool_]:
    """Return for each of the different texts whether it says something, shape (n,).

    In a small corpus hardly any word comes twice, and a single word is an answer. There
    a spelling that is familiar to the encoder is enough: `signs_per_piece` of each text.

    >>> corpus = ["The bins are full", "Nobody empties the bins", "bins", "xkq vvpw"]
    >>> find_what_says_something(corpus).tolist()
    [True, True, True, False]
    """
    read = [_read(text) for text in texts]
    fewest = _fewest_known(read)
    passed = [text.is_sentence for text in read]
    for _ in range(ROUNDS):
        known = _known_words(read, passed)
        passed = [_says_something(text, known, fewest) for text in read]
    if signs_per_piece is not None and len(texts) < LARGE_CORPUS:
        return np.array(passed, np.bool_) | (signs_per_piece >= FAMILIAR_SPELLING)
    return np.array(passed, np.bool_)


def _read(text: str) -> _Text:
    words = [word.form for word in split_words(text)]
    content = {word for word in words if _is_content(word)}
    return _Text(frozenset(content), _is_sentence(words))


def _is_content(word: str) -> bool:
    """Return whether a word is neither a number, nor a word of grammar, nor a stray letter."""
    if word.isdigit() or word in all_function_words():
        return False
    return not word.isascii() or len(word) >= SHORTEST_LATIN_WORD


def _is_sentence(words: Sequence[str]) -> bool:
    """Return whether enough of the words are words of grammar of one language."""
    different = set(words)
    pairs = {word for word in different if is_without_spaces(word[0])}
    # A script without spaces yields pairs of signs; its words of grammar are single signs.
    length = len(different - pairs) + len(pairs) / 4
    _, found = most_function_words((different - pairs).union(*pairs))
    enough = 1 if length <= SHORT_SENTENCE else 2
    return found >= enough and found >= SENTENCE_SHARE * length


def _fewest_known(read: Sequence[_Text]) -> int:
    """Return how many known words of content a text needs: one, if people wrote tersely."""
    lengths = sorted(len(text.content) for text in read if text.is_sentence)
    return 2 if lengths and lengths[len(lengths) // 10] >= TERSE else 1


def _known_words(read: Sequence[_Text], passed: Sequence[bool]) -> set[str]:
    """Return the words of content that several of the texts use that have passed so far.

    Where hardly any text is a sentence, people answered in single words, and all count.
    """
    few = sum(passed) < len(passed) / 10
    counts: Counter[str] = Counter()
    for text, has_passed in zip(read, passed, strict=True):
        if has_passed or few:
            counts.update(text.content)
    least = 3 if len(read) >= LARGE_CORPUS else 2
    return {word for word, count in counts.items() if count >= least}


def _says_something(text: _Text, known: set[str], fewest: int) -> bool:
    shared = len(text.content & known)
    if text.is_sentence:
        return shared >= fewest or len(text.content) >= CONTENT_OF_ITS_OWN
    return shared >= max(fewest, KNOWN_SHARE * len(text.content))
