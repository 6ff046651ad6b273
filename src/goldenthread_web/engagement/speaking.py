"""A resident's pages in the language that they chose.

The texts are put in place of those as written, on the rows in memory that the
page is made from; nothing of it is saved. What is not translated, or was
translated from other words, stands as it was written and is marked with its
own language.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple
from uuid import UUID

from django.http import HttpRequest
from django.utils.html import format_html

from goldenthread_web.engagement.models import (
    Engagement,
    EqualityQuestion,
    LanguageCheck,
    Question,
    Translation,
)
from goldenthread_web.engagement.queries.answering_form import AskedForm, has_options, read_form
from goldenthread_web.engagement.queries.equality_questions import questions_with_options
from goldenthread_web.engagement.queries.translating import (
    ENGAGEMENT_TEXTS,
    QUESTION_TEXTS,
    check_of,
    digest_of,
    translations_in,
)
from goldenthread_web.engagement.tongues import Tongue
from goldenthread_web.page.languages import ASKED_FOR, COOKIE, SPOKEN

MOST_KEPT = 64  # forms in memory, each in one language: up to half a megabyte each


def chosen_language(request: HttpRequest, engagement: Engagement) -> str:
    """Return the language that was asked for, now or before, if the form or the program is in it."""
    now = request.POST.get("speak") or request.GET.get(ASKED_FOR)
    for code in (now, request.COOKIES.get(COOKIE)):
        if code in engagement.languages or code in SPOKEN:
            return str(code)
    return str(engagement.languages[0]) if engagement.languages else "en"


@dataclass(frozen=True, slots=True)
class Spoken:
    """In which language a page stands, which others there are, and what is not checked."""

    tongue: Tongue
    others: tuple[Tongue, ...]
    written_in: Tongue
    is_offered: bool = True
    checked_by: str = ""
    is_draft: bool = False
    is_machine_made: bool = False


class FormKey(NamedTuple):
    """A form in one language: what was read under this key is true as long as it is asked for."""

    engagement: int
    stamp: UUID
    written_in: str
    language: str

    @staticmethod
    def of(engagement: Engagement, language: str) -> "FormKey":
        written_in = engagement.languages[0] if engagement.languages else "en"
        return FormKey(engagement.pk, engagement.form_stamp, written_in, language)


@lru_cache(maxsize=MOST_KEPT)
def kept_voice(key: FormKey) -> "Voice":
    """Return a voice that many requests share: what it asks is not theirs to change."""
    return Voice(key)


class Voice:
    """A form in one language: the translations are put in place of what was written."""

    def __init__(self, key: FormKey) -> None:
        self.written_in = Tongue(key.written_in)
        self.tongue = Tongue(key.language)
        self._engagement = key.engagement
        self._is_written = key.language == key.written_in
        # Nothing to put in place and nothing to mark: most pages.
        self._is_all_english = self._is_written and self.tongue.page == self.tongue

    @cached_property
    def _made(self) -> dict[str, Translation]:
        return {} if self._is_written else translations_in(self._engagement, self.tongue.code)

    @cached_property
    def _check(self) -> LanguageCheck | None:
        return check_of(self._engagement, self.tongue.code)

    @cached_property
    def asked(self) -> AskedForm:
        """What is asked, statements to vote on as if there were some."""
        asked = read_form(self._engagement)
        self._speak_questions(asked.questions)
        return asked

    @cached_property
    def equality_questions(self) -> list[EqualityQuestion]:
        asked = [one for one in questions_with_options(self._engagement) if has_options(one)]
        self._speak_equality(asked)
        return asked

    def spoken(self, languages: Sequence[str]) -> Spoken:
        """Return what the page says about its language; `languages` are those of the form."""
        # The program speaks languages that the form is not in: its own words help there too.
        offered = languages or [self.written_in.code]
        known = dict.fromkeys([*offered, *SPOKEN])
        others = tuple(Tongue(code) for code in known if code != self.tongue.code)
        if self._is_written or self.tongue.code not in offered:
            is_offered = self.tongue.code in offered
            return Spoken(self.tongue, others, self.written_in, is_offered)
        return Spoken(
            self.tongue,
            others,
            self.written_in,
            checked_by=self._check.checked_by if self._check else "",
            is_draft=self._check is None,
            is_machine_made=any(
                one.maker == Translation.Maker.MACHINE for one in self._made.values()
            ),
        )

    def speak_engagement(self, engagement: Engagement) -> None:
        for name in ENGAGEMENT_TEXTS:
            self._speak(engagement, name, f"engagement.{name}")

    def _speak_questions(self, questions: Iterable[Question]) -> None:
        """Speak the questions with options, rows and sections."""
        if self._is_all_english:
            return
        for question in questions:
            for name, (field, _) in QUESTION_TEXTS.items():
                self._speak(question, field, f"question.{question.pk}.{name}")
            for option in question.options.all():
                self._speak(option, "text", f"option.{option.pk}.text")
            if question.kind == Question.Kind.MATRIX:
                for row in question.rows.all():
                    self._speak(row, "text", f"row.{row.pk}.text")
            if question.section is not None and not hasattr(question.section, "tongues"):
                self._speak(question.section, "title", f"section.{question.section.pk}.title")
                self._speak(question.section, "text", f"section.{question.section.pk}.text")

    def _speak_equality(self, questions: Iterable[EqualityQuestion]) -> None:
        if self._is_all_english:
            return
        for question in questions:
            self._speak(question, "text", f"equality.{question.pk}.text")
            for option in question.options.all():
                self._speak(option, "text", f"equality_option.{option.pk}.text")

    def _speak(self, row: object, field: str, place: str) -> None:
        """Put the translation in place; note in which language it stands if the page has another."""
        if not hasattr(row, "tongues"):
            row.tongues = {}  # type: ignore[attr-defined]
        if self._is_all_english:
            return
        text, tongue = getattr(row, field), self.written_in
        made = self._made.get(place)
        if made is not None and made.source_digest == digest_of(text) and made.text.strip():
            setattr(row, field, made.text)
            tongue = self.tongue
        if text and tongue.html_lang != self.tongue.page.html_lang:
            row.tongues[field] = tongue  # type: ignore[attr-defined]


def marked(row: object, field: str = "text") -> str:
    """Return a text of a form as it is shown: marked with its language if the page has another."""
    text = str(getattr(row, field))
    own = own_language(row, field)
    if own is None or not text:
        return text
    return format_html('<span lang="{}" dir="{}">{}</span>', own.html_lang, own.direction, text)


def own_language(row: object, field: str) -> Tongue | None:
    """Return the language that a text stands in, if that is another than the page's."""
    tongues: dict[str, Tongue] = getattr(row, "tongues", {})
    return tongues.get(field)
