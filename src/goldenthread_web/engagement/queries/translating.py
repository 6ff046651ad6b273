"""All texts of an engagement that residents read, and how far each is translated."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256

from goldenthread_web.engagement.models import (
    Engagement,
    LanguageCheck,
    Question,
    Section,
    Translation,
)

ENGAGEMENT_TEXTS = {
    "title": "Title",
    "why_asked": "Why we ask",
    "audience": "Whom we ask",
    "who_decides": "Who decides",
    "decided_when": "When it is decided",
    "other_ways": "Other ways to take part",
    "supporting_documents": "What can be read first",
    "privacy_notice": "Privacy notice",
    "equality_purpose": "What equality answers are for",
}
QUESTION_TEXTS = {
    "text": ("text", "Question"),
    "help": ("help_text", "Help"),
    "lowest_label": ("lowest_label", "Lowest end"),
    "highest_label": ("highest_label", "Highest end"),
}


class State(StrEnum):
    """How far one text is translated."""

    MISSING = "missing"
    OUT_OF_DATE = "out of date"
    DRAFT = "draft"
    CHECKED = "checked"


@dataclass(frozen=True, slots=True)
class SourceText:
    """One text as it was written: its place, what it is, and under which heading it stands."""

    place: str
    label: str
    text: str
    group: str

    @property
    def digest(self) -> str:
        return digest_of(self.text)

    @property
    def is_long(self) -> bool:
        return len(self.text) > 80 or "\n" in self.text  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class TranslationRow:
    """A text with its translation, if there is one, and how far that can be relied on."""

    source: SourceText
    translation: Translation | None
    state: State

    @property
    def is_machine_made(self) -> bool:
        made = self.translation
        return made is not None and made.maker == Translation.Maker.MACHINE


def digest_of(text: str) -> str:
    """Return the digest by which a translation knows the text that it was made from."""
    return sha256(text.encode()).hexdigest()


def texts_of(engagement: Engagement) -> list[SourceText]:
    """Return all texts that residents read, in the order of the pages; no empty ones."""
    found = [
        SourceText(f"engagement.{name}", label, getattr(engagement, name), "The page")
        for name, label in ENGAGEMENT_TEXTS.items()
    ]
    for section in Section.objects.filter(engagement=engagement):
        found += [
            SourceText(f"section.{section.pk}.title", "Section", section.title, "Sections"),
            SourceText(f"section.{section.pk}.text", "Introduction", section.text, "Sections"),
        ]
    asked = Question.objects.filter(engagement=engagement, retired_at=None)
    for number, question in enumerate(asked.prefetch_related("options", "rows"), start=1):
        found += _of_question(question, f"Question {number}")
    found += _of_equality(engagement)
    return [one for one in found if one.text.strip()]


def _of_question(question: Question, group: str) -> Iterator[SourceText]:
    for name, (field, label) in QUESTION_TEXTS.items():
        yield SourceText(f"question.{question.pk}.{name}", label, getattr(question, field), group)
    for kind, label, texts in (
        ("row", "Row", question.rows.all()),
        ("option", "Answer", question.options.all()),
    ):
        for one in texts:
            if one.retired_at is None and not getattr(one, "is_from_file", False):
                yield SourceText(f"{kind}.{one.pk}.text", label, one.text, group)


def _of_equality(engagement: Engagement) -> Iterator[SourceText]:
    for question in engagement.equality_questions.prefetch_related("options"):
        yield SourceText(
            f"equality.{question.pk}.text", "Question", question.text, "Equality questions"
        )
        for option in question.options.all():
            if not option.is_from_file:
                yield SourceText(
                    f"equality_option.{option.pk}.text", "Answer", option.text, "Equality questions"
                )


def check_of(engagement: Engagement | int, language: str) -> LanguageCheck | None:
    """Return who found this language version right, if somebody has."""
    return LanguageCheck.objects.filter(engagement=engagement, language=language).first()


def translations_in(engagement: Engagement | int, language: str) -> dict[str, Translation]:
    """Return the translations into a language, by place."""
    found = Translation.objects.filter(engagement=engagement, language=language)
    return {one.place: one for one in found}


def rows_of(engagement: Engagement, language: str) -> list[TranslationRow]:
    """Return each text with its translation and its state."""
    made = translations_in(engagement, language)
    is_checked = check_of(engagement, language) is not None
    return [
        TranslationRow(
            source,
            made.get(source.place),
            _state(source, made.get(source.place), is_checked=is_checked),
        )
        for source in texts_of(engagement)
    ]


def _state(source: SourceText, translation: Translation | None, *, is_checked: bool) -> State:
    if translation is None:
        return State.MISSING
    if translation.source_digest != source.digest:
        return State.OUT_OF_DATE
    return State.CHECKED if is_checked else State.DRAFT


@dataclass(frozen=True, slots=True)
class LanguageProgress:
    """How far a language is: how many texts, how many missing, out of date, machine-made."""

    language: str
    count: int
    missing: int
    out_of_date: int
    machine_made: int
    checked_by: str

    @property
    def translated(self) -> int:
        return self.count - self.missing


def progress_of(engagement: Engagement) -> list[LanguageProgress]:
    """Return how far each language of the engagement is, without the one it is written in."""
    return [_progress(engagement, language) for language in engagement.languages[1:]]


def _progress(engagement: Engagement, language: str) -> LanguageProgress:
    rows = rows_of(engagement, language)
    check = check_of(engagement, language)
    states = [row.state for row in rows]
    return LanguageProgress(
        language=language,
        count=len(rows),
        missing=states.count(State.MISSING),
        out_of_date=states.count(State.OUT_OF_DATE),
        machine_made=sum(row.is_machine_made for row in rows),
        checked_by=check.checked_by if check else "",
    )
