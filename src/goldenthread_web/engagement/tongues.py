"""The languages that a form can be asked in: what they call themselves, and which way they run."""

from dataclasses import dataclass

from goldenthread_web.engagement.models import EASY_READ
from goldenthread_web.page.languages import ENGLISH, SPOKEN

# In their own words, then in English for officers.
NAMES = {
    "en": ("English", "English"),
    EASY_READ: ("Easy read", "Easy read (English)"),
    "ar": ("العربية", "Arabic"),
    "bn": ("বাংলা", "Bengali"),
    "zh": ("中文", "Chinese"),
    "fr": ("Français", "French"),
    "it": ("Italiano", "Italian"),
    "pl": ("Polski", "Polish"),
    "pt": ("Português", "Portuguese"),
    "ro": ("Română", "Romanian"),
    "so": ("Soomaali", "Somali"),
    "es": ("Español", "Spanish"),
    "syl": ("ꠍꠤꠟꠐꠤ", "Sylheti"),
    "tr": ("Türkçe", "Turkish"),
    "ur": ("اردو", "Urdu"),
    "vi": ("Tiếng Việt", "Vietnamese"),
}
RIGHT_TO_LEFT = frozenset({"ar", "ur"})


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language as pages need it: its code, and what stands in `lang` and `dir`."""

    code: str

    @property
    def own_name(self) -> str:
        return NAMES.get(self.code, (self.code, self.code))[0]

    @property
    def english_name(self) -> str:
        return NAMES.get(self.code, (self.code, self.code))[1]

    @property
    def html_lang(self) -> str:
        return "en-GB" if self.code in {"en", EASY_READ} else self.code

    @property
    def direction(self) -> str:
        return "rtl" if self.code in RIGHT_TO_LEFT else "ltr"

    @property
    def interface(self) -> str:
        """The language in which the program's own words stand on the page."""
        return SPOKEN.get(self.code, ENGLISH).locale

    @property
    def page(self) -> "Tongue":
        """The language of a page whose texts stand in this one: that of the program's own words.

        A page of which only the texts are in Polish is an English page with Polish
        texts: each of them says so, and a voice reads the buttons in English.
        """
        return self if self.interface != "en-gb" or self.html_lang == "en-GB" else Tongue("en")

    @property
    def stated(self) -> str:
        """The language that answers are taken to be in, unless stated: easy read is English."""
        return "en" if self.code == EASY_READ else self.code
