"""Which languages of the interface somebody has checked, and whether that still holds."""

import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from goldenthread_web.page.languages import TRANSLATED, Language
from goldenthread_web.page.models import InterfaceCheck

CATALOGUES = Path(__file__).parent / "locale"


@dataclass(frozen=True, slots=True)
class LanguageState:
    """A language of the interface as the office sees it."""

    language: Language
    check: InterfaceCheck | None
    is_current: bool


@cache
def digest_of_words(language: str) -> str:
    """Return the digest of all words in a language; "" before they are built."""
    path = CATALOGUES / language / "LC_MESSAGES" / "django.mo"
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""


def check_of(language: Language) -> InterfaceCheck | None:
    """Return who checked the words that are shown now, if somebody did."""
    if language.is_english:
        return None
    digest = digest_of_words(language.code)
    return InterfaceCheck.objects.filter(language=language.code, digest=digest).first()


def languages_of_interface() -> list[LanguageState]:
    """Return each language that the program speaks besides English."""
    checks = {one.language: one for one in InterfaceCheck.objects.select_related("recorded_by")}
    return [_state(one, checks.get(one.code)) for one in TRANSLATED]


def _state(language: Language, check: InterfaceCheck | None) -> LanguageState:
    is_current = check is not None and check.digest == digest_of_words(language.code)
    return LanguageState(language, check, is_current)
