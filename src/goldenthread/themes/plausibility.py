"""Telling texts that say something from keyboard mash, fillers and lists of stray words.

Hardly anything is looked up in a list of nonsense. A text says something here if words of grammar
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
# Log-likelihood a sign, in a small corpus. Of 2,036 answers in English, German, Bengali, Somali
# and Sylheti, the least had -3.7 in plain Latin letters (but for "idk") and -4.6 in others; of
# 120 lines typed at random, nineteen in twenty had less than -4.1.
FAMILIAR_LATIN, FAMILIAR_SPELLING = -4.0, -4.8
FEWEST_LETTERS, DIFFERENT_LETTERS = 8, 4  # "haha haha ha" has two different letters
# The filler of printers, the one nonsense that is known by its words: others need no list.
_PRINTERS_FILLER = (
    "lorem ipsum dolor amet consectetur consectetuer adipiscing adipisicing elit eiusmod tempor "
    "incididunt labore dolore magna aliqua enim minim veniam quis nostrud exercitation ullamco laboris "
    "nisi aliquip commodo consequat duis aute irure reprehenderit voluptate velit esse cillum fugiat "
    "nulla pariatur excepteur occaecat cupidatat proident sunt culpa officia deserunt mollit laborum"
)
PRINTERS_FILLER = frozenset(_PRINTERS_FILLER.split())
FEWEST_OF_FILLER, FILLER_SHARE = 3, 0.5


@dataclass(frozen=True, slots=True)
class _Text:
    """The different words of content of a text, and whether words of grammar hold it together."""

    content: frozenset[str]
    is_sentence: bool


def find_what_says_something(
    texts: Sequence[str], *, familiarity: NDArray[np.float64] | None = None
) -> NDArray[np.bool_]:
    """Return for each of the different texts whether it says something, shape (n,).

    In a small corpus hardly any word comes twice, and a single word is an answer. There
    a spelling that is familiar to the encoder is enough: `familiarity` of each text is its
    mean log-likelihood a sign.

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
    found = np.array(passed, np.bool_)
    if familiarity is not None and len(texts) < LARGE_CORPUS:
        least = [FAMILIAR_LATIN if text.isascii() else FAMILIAR_SPELLING for text in texts]
        found |= familiarity >= np.array(least)
    return found & ~np.array([_is_filler(text) for text in texts], np.bool_)


def _is_filler(text: str) -> bool:
    """Return whether a text is a few letters over and over, or the filler of printers."""
    words = [word.form for word in split_words(text)]
    letters = "".join(words)
    if len(letters) >= FEWEST_LETTERS and len(set(letters)) < DIFFERENT_LETTERS:
        return True
    known = sum(word in PRINTERS_FILLER for word in words)
    return known >= max(FEWEST_OF_FILLER, FILLER_SHARE * len(words))


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
