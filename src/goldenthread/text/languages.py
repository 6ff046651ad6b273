"""Which language a text is in, among those spoken in a place."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from goldenthread.errors import InputError
from goldenthread.text.function_words import function_words
from goldenthread.text.normal_form import normal_form

if TYPE_CHECKING:
    from lingua import LanguageDetector

ROMANISED = {"bn": ("bn-Latn", "syl-Latn")}  # typed in Latin letters, by spoken language
SHARE_OF_WORDS = 0.2
FEWEST_WORDS = 2
LEAST_CONFIDENCE = 0.5


def detect_language(
    text: str, languages: Sequence[str], *, stated: str | None = None
) -> str | None:
    """Return the code of the text's language, or None where it cannot be told.

    `languages` are ISO 639-1 codes of the languages spoken in the place; a language that
    the person stated always wins. Where Bengali is among them, Bengali and Sylheti typed
    in Latin letters are told apart from the rest by their words of grammar (`bn-Latn`,
    `syl-Latn`); no detector that was tried knows them. Raises `InputError` on a code
    that the detector does not know.

    >>> detect_language("amader rasta khub ondhokar ache", ["en", "bn"])
    'bn-Latn'
    >>> detect_language("Hello", ["en", "bn"], stated="so")
    'so'
    """
    if stated:
        return stated
    if not any(sign.isalpha() for sign in text):
        return None
    romanised = _find_romanised(text, languages)
    if romanised is not None:
        return romanised
    if len(set(languages)) < 2:  # noqa: PLR2004 - nothing to choose between
        return languages[0] if languages else None
    return _ask_detector(text, frozenset(languages))


def _find_romanised(text: str, languages: Sequence[str]) -> str | None:
    words = normal_form(text).split()
    others = set().union(*(function_words().get(code, frozenset()) for code in languages))
    shares: dict[str, float] = {}
    for code in languages:
        for romanised in ROMANISED.get(code, ()):
            known = function_words()[romanised] - others
            found = [word for word in words if word in known]
            if len(set(found)) >= FEWEST_WORDS:
                shares[romanised] = len(found) / len(words)
    best = max(shares, key=lambda code: shares[code], default=None)
    return best if best is not None and shares[best] >= SHARE_OF_WORDS else None


def _ask_detector(text: str, languages: frozenset[str]) -> str | None:
    values = _detector(languages).compute_language_confidence_values(text)
    best = values[0]
    if best.value < LEAST_CONFIDENCE:
        return None
    return best.language.iso_code_639_1.name.lower()


@cache
def _detector(languages: frozenset[str]) -> "LanguageDetector":
    """Build lingua's detector with its small models: 20 MB for four languages instead of 90."""
    from lingua import Language, LanguageDetectorBuilder  # noqa: PLC0415

    known = {language.iso_code_639_1.name.lower(): language for language in Language.all()}
    unknown = sorted(languages - known.keys())
    if unknown:
        message = (
            f"The language code {unknown[0]!r} is not known to the detector. "
            "Give ISO 639-1 codes such as 'en', 'bn' or 'so'."
        )
        raise InputError(message)
    spoken = [known[code] for code in sorted(languages)]
    builder = LanguageDetectorBuilder.from_languages(*spoken)
    return builder.with_low_accuracy_mode().build()
