"""Words and short phrases of texts, in any script."""

import re
import sys
import unicodedata
from dataclasses import dataclass

# A run of letters, digits and combining marks, with apostrophes or hyphens inside it.
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_SCRIPTS_WITHOUT_SPACES = ("CJK", "HIRAGANA", "KATAKANA", "THAI", "LAO", "KHMER", "MYANMAR")
LONGEST_PHRASE = 3
SIGNS_IN_A_PAIR = 2


@dataclass(frozen=True, slots=True)
class Word:
    """A word as it was written and as it is compared."""

    written: str
    form: str


def split_words(text: str) -> list[Word]:
    """Return the words of a text; scripts without spaces give pairs of neighbouring signs.

    >>> [word.form for word in split_words("Safer streets, PLEASE")]
    ['safer', 'streets', 'please']
    """
    found: list[Word] = []
    for run in _runs(unicodedata.normalize("NFC", text)):
        if is_without_spaces(run[0]) and len(run) > SIGNS_IN_A_PAIR:
            found.extend(Word(run[at : at + 2], run[at : at + 2]) for at in range(len(run) - 1))
        else:
            found.append(Word(run, sys.intern(run.casefold())))
    return found


def _runs(text: str) -> list[str]:
    """Return runs of letters; marks are glued on, since the pattern cannot name them."""
    marks = {sign for sign in text if unicodedata.category(sign)[0] == "M"}
    if not marks:
        return _WORD.findall(text)
    either = f"(?:[^\\W_]|[{re.escape(''.join(sorted(marks)))}])+"
    return re.findall(either, text)


def is_without_spaces(sign: str) -> bool:
    """Return whether a sign belongs to a script that writes words without spaces between."""
    return not sign.isascii() and unicodedata.name(sign, "").startswith(_SCRIPTS_WITHOUT_SPACES)
