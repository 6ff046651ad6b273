"""The languages in which the program itself speaks to residents.

The catalogues stand in page/locale: docs/how-to/add-a-language.md says how one is added.
"""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

COOKIE = "language"
ASKED_FOR = "in"


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the interface: what it is called, and which way its letters run."""

    code: str
    own_name: str
    english_name: str
    direction: str = "ltr"
    has_latin_letters: bool = True

    @property
    def html_lang(self) -> str:
        return "en-GB" if self.code == "en" else self.code

    @property
    def locale(self) -> str:
        """The name under which the catalogue is kept."""
        return "en-gb" if self.code == "en" else self.code

    @property
    def is_english(self) -> bool:
        return self.code == "en"


ENGLISH = Language("en", "English", "English")
TRANSLATED = (
    Language("ar", "العربية", "Arabic", direction="rtl", has_latin_letters=False),
    Language("bn", "বাংলা", "Bengali", has_latin_letters=False),
    Language("so", "Soomaali", "Somali"),
)
SPOKEN = {one.code: one for one in (ENGLISH, *TRANSLATED)}


def chosen_interface(request: HttpRequest) -> Language:
    """Return the language that was asked for, now or before; English if none was."""
    for code in (request.GET.get(ASKED_FOR), request.COOKIES.get(COOKIE)):
        if code in SPOKEN:
            return SPOKEN[str(code)]
    return ENGLISH


def interface_now() -> Language:
    """Return the language in which the page that is being made speaks."""
    return SPOKEN.get(get_language() or "en", ENGLISH)


def remember_language(response: HttpResponse, code: str) -> None:
    """Keep the language in the browser until it is closed: one of a list, no secret."""
    response.set_cookie(
        COOKIE, code, secure=settings.SESSION_COOKIE_SECURE, httponly=True, samesite="Lax"
    )
