"""Passages of a name or a definition that repeat what somebody said."""

from collections.abc import Sequence

from goldenthread.disclosure.findings import find_personal_data
from goldenthread.themes.words import Word, split_words

WORDS_OF_A_PASSAGE = 4  # in a row; fewer are what many people write by themselves


def find_repeated(written: str, said: Sequence[str]) -> tuple[str, ...]:
    """Return the passages of `written` that repeat one of the texts said, in order.

    A passage is four words in a row, or what may be personal data. Capitals and signs
    between words do not count.

    >>> find_repeated("Buses: they never stop here", ["they never stop here at all"])
    ('they never stop here',)
    """
    read = [[word.form for word in split_words(text)] for text in said]
    words = split_words(written)
    runs = [
        words[first : first + WORDS_OF_A_PASSAGE]
        for first in range(len(words) - WORDS_OF_A_PASSAGE + 1)
    ]
    details = [
        split_words(written[finding.start : finding.end]) for finding in find_personal_data(written)
    ]
    passages = [run for run in (*runs, *details) if any(_stands_in(run, text) for text in read)]
    return tuple(" ".join(word.written for word in run) for run in passages)


def _stands_in(run: Sequence[Word], forms: Sequence[str]) -> bool:
    wanted, size = [word.form for word in run], len(run)
    return size > 0 and any(
        list(forms[first : first + size]) == wanted for first in range(len(forms) - size + 1)
    )
