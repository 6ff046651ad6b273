"""The words of a question as they were asked, by version of the form and by language."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from goldenthread.records.questions import QuestionWords
from goldenthread_web.engagement.models import (
    Engagement,
    EngagementResponse,
    Question,
    QuestionWording,
    Translation,
    UnsentResponse,
)
from goldenthread_web.engagement.queries.exercises import is_answered
from goldenthread_web.engagement.queries.translating import digest_of

WRITTEN_IN = "en"
SCALARS = {"text": "text", "help": "help_text", "lowest_label": "lowest_label",
           "highest_label": "highest_label"}  # fmt: skip
Words = dict[str, Any]


def place_of(kind: str, number: int, name: str = "text") -> str:
    """Return the place of a text for its translations.

    `kind` is "question" (text, help, lowest_label, highest_label), "option" or "row" (text).
    """
    return f"{kind}.{number}.{name}"


def is_live(engagement: Engagement) -> bool:
    """Return whether somebody has answered here, or is at it: then each change makes a version.

    Who answered elsewhere, and came with a file, did not read this form; the team wrote it.
    """
    return (
        EngagementResponse.objects.filter(
            engagement=engagement, response_import=None, is_from_team=False
        ).exists()
        or UnsentResponse.objects.filter(engagement=engagement).exists()
    )


def is_form_of_nobody(engagement: Engagement) -> bool:
    """Return whether nobody answered this form here or changed it while it was asked.

    Then versions that a file tells of can be taken as they are.
    """
    changed = QuestionWording.objects.filter(
        question__engagement=engagement, changed_by__isnull=False
    )
    return not is_live(engagement) and not changed.exists()


def is_asked(question: Question) -> bool:
    """Return whether people may have read this question: its words are kept from then on."""
    return is_live(question.engagement) or is_answered(question) or question.wordings.exists()


def words_now(question: Question, translations: Sequence[Translation] = ()) -> Words:
    """Return the words of the question as it is, in the form in which wordings keep them."""
    written = {name: getattr(question, field) for name, field in SCALARS.items()}
    words: Words = {
        **written,
        "options": {str(one.pk): one.text for one in question.options.all()},
        "rows": {str(one.pk): one.text for one in question.rows.all()},
    }
    given: dict[str, dict[str, str]] = defaultdict(dict)
    sources = _sources(question, words)
    for one in translations:
        # What was translated from other words is not shown, so nobody reads it.
        if one.source_digest == digest_of(sources.get(one.place, "")):
            given[one.language][one.place] = one.text
    return {
        **words,
        "translations": {
            language: _translated(question, words, texts)
            for language, texts in sorted(given.items())
        },
    }


def _sources(question: Question, words: Words) -> dict[str, str]:
    """Return each text of the question by its place."""
    return {
        **{place_of("question", question.pk, name): words[name] for name in SCALARS},
        **{place_of("option", int(number)): text for number, text in words["options"].items()},
        **{place_of("row", int(number)): text for number, text in words["rows"].items()},
    }


def _translated(question: Question, words: Words, texts: dict[str, str]) -> Words:
    """Return the same again in one language, without what is not translated."""
    found: Words = {
        name: texts[place]
        for name in SCALARS
        if (place := place_of("question", question.pk, name)) in texts
    }
    for part, kind in (("options", "option"), ("rows", "row")):
        found[part] = {
            number: texts[place]
            for number in words[part]
            if (place := place_of(kind, int(number))) in texts
        }
    return found if any(found.values()) else {}


def places_of(question: Question) -> list[str]:
    """Return the places of all texts of a question."""
    scalars = [place_of("question", question.pk, name) for name in SCALARS]
    options = [place_of("option", one.pk) for one in question.options.all()]
    return [*scalars, *options, *(place_of("row", one.pk) for one in question.rows.all())]


def translations_of(question: Question) -> list[Translation]:
    """Return the translations of all texts of a question."""
    found = Translation.objects.filter(engagement=question.engagement_id)
    return list(found.filter(place__in=places_of(question)))


class WordBook:
    """The words of many questions at any version, read once."""

    def __init__(
        self,
        now: dict[int, Words],
        wordings: Iterable[QuestionWording],
    ) -> None:
        self._now = now
        self._wordings: dict[int, list[QuestionWording]] = defaultdict(list)
        for one in sorted(wordings, key=lambda one: one.version):
            self._wordings[one.question_id].append(one)

    def words(self, question_id: int, version: int, language: str = WRITTEN_IN) -> QuestionWords:
        """Return what was asked of somebody who answered this version in this language.

        What is not translated at that version stands in the language it was written in.
        """
        kept = self._wordings[question_id]
        standing = [one.words for one in reversed(kept) if one.version <= version]
        later = [one.words for one in kept if one.version > version]
        layers = [*standing, *later, self._now[question_id]]
        if language != WRITTEN_IN:
            asked_in = layers[:1] if later or not standing else [standing[0], layers[-1]]
            spoken = [one.get("translations", {}).get(language, {}) for one in asked_in]
            layers = [*spoken, *layers]
        return _first_named(layers)


def _first_named(layers: Sequence[Words]) -> QuestionWords:
    """Return each text from the first layer that names it."""

    def scalar(name: str) -> str:
        return str(next((one[name] for one in layers if name in one), ""))

    def rows(name: str) -> dict[int, str]:
        return {
            int(number): str(text)
            for one in reversed(layers)
            for number, text in one.get(name, {}).items()
        }

    return QuestionWords(
        text=scalar("text"),
        help=scalar("help"),
        options=rows("options"),
        rows=rows("rows"),
        lowest_label=scalar("lowest_label"),
        highest_label=scalar("highest_label"),
    )


def word_book(questions: Iterable[Question]) -> WordBook:
    """Return the words of these questions at any version, in a constant number of queries."""
    numbers = [one.pk for one in questions]
    found = Question.objects.filter(pk__in=numbers).prefetch_related("options", "rows")
    engagements = {one.engagement_id for one in found}
    by_question = _by_question(list(found), Translation.objects.filter(engagement__in=engagements))
    return WordBook(
        {one.pk: words_now(one, by_question[one.pk]) for one in found},
        QuestionWording.objects.filter(question__in=numbers),
    )


def _by_question(
    questions: list[Question], translations: Iterable[Translation]
) -> dict[int, list[Translation]]:
    owner = {place: one.pk for one in questions for place in places_of(one)}
    found: dict[int, list[Translation]] = defaultdict(list)
    for translation in translations:
        if translation.place in owner:
            found[owner[translation.place]].append(translation)
    return found


@dataclass(frozen=True, slots=True)
class ChangeWhileOpen:
    """What changed in the form while people could answer, and why."""

    version: int
    changed_at: datetime
    question: str
    what_changed: str
    why: str
    changed_by: str


def changes_while_open(engagement: Engagement) -> list[ChangeWhileOpen]:
    """Return what changed, the newest first; nothing was asked of the tables if nothing did."""
    if engagement.form_version == 1:
        return []
    found = QuestionWording.objects.filter(question__engagement=engagement).exclude(what_changed="")
    return [
        ChangeWhileOpen(
            version=one.version,
            changed_at=one.changed_at,
            question=str(one.words.get("text", "")),
            what_changed=one.what_changed,
            why=one.why,
            changed_by=one.changed_by.name if one.changed_by else "",
        )
        for one in found.select_related("changed_by").order_by("-version", "question__position")
    ]
