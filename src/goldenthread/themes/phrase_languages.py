"""The languages that the texts of a theme are in, by their words of grammar."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.text.function_words import function_words
from goldenthread.themes.words import Word

LEAST_SHARE = 0.2  # of a theme's texts, from which a language is told
NAMES = {
    "en": "English", "de": "German", "fr": "French", "es": "Spanish", "pt": "Portuguese",
    "it": "Italian", "nl": "Dutch", "pl": "Polish", "ro": "Romanian", "tr": "Turkish",
    "so": "Somali", "vi": "Vietnamese", "lt": "Lithuanian", "bn": "Bengali", "bn-Latn": "Bengali",
    "syl-Latn": "Sylheti", "hi": "Hindi", "ur": "Urdu", "pa": "Punjabi", "gu": "Gujarati",
    "ta": "Tamil", "ar": "Arabic", "fa": "Persian", "ru": "Russian", "uk": "Ukrainian",
    "zh": "Chinese",
}  # fmt: skip
_OF_SCRIPTS = {"\u0980": "bn", "\u0900": "hi", "\u0a00": "pa", "\u0a80": "gu", "\u0b80": "ta"}
_HARD_TO_TELL = {"bn-Latn", "syl-Latn"}
_SIGNS_A_BLOCK = 128


@dataclass(frozen=True, slots=True)
class Languages:
    """The language of each text, "" where nothing tells, and the commonest, "" where none is."""

    of_texts: tuple[str, ...]
    main: str

    @property
    def foreign(self) -> set[int]:
        """Return the texts that are in another language than most."""
        return {place for place, one in enumerate(self.of_texts) if one not in {"", self.main}}

    def told_beside(self, common: "Languages") -> str:
        """Return the languages in brackets if the texts are in others than the common one."""
        if self.main in {"", common.main}:
            return ""
        counts = Counter(NAMES[one] for one in self.of_texts if one in NAMES)
        order = sorted(counts, key=lambda name: (-counts[name], name))
        told = [name for name in order if counts[name] >= LEAST_SHARE * len(self.of_texts)]
        return f" ({' and '.join(told[:2])})" if told else ""


def find_languages(texts: Sequence[Sequence[Sequence[Word]]]) -> Languages:
    """Return the languages of texts that are given as the words of their clauses."""
    found = tuple(_language_of(clauses) for clauses in texts)
    counts = Counter(one for one in found if one)
    main = min(counts, key=lambda one: (-counts[one], one), default="")
    return Languages(found, main)


def _language_of(clauses: Sequence[Sequence[Word]]) -> str:
    """Return the language with the most words of grammar, "" where two have as many."""
    forms = {word.form for clause in clauses for word in clause}
    counts = {code: len(forms & words) for code, words in function_words().items()}
    most = max(counts.values())
    best = [code for code, count in counts.items() if count == most]
    if most and (len(best) == 1 or set(best) == _HARD_TO_TELL):
        return best[0]
    first = next((word.form[0] for clause in clauses for word in clause), "a")
    block = chr(ord(first) // _SIGNS_A_BLOCK * _SIGNS_A_BLOCK)
    return _OF_SCRIPTS.get(block, "")
