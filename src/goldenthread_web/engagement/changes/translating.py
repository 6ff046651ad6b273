"""Translations of a form: written, brought in from a file, and checked as a whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from goldenthread.engagement import one_line
from goldenthread.errors import ConflictError, InputError
from goldenthread_web.engagement.changes.wordings import new_wording
from goldenthread_web.engagement.models import (
    Engagement,
    LanguageCheck,
    Question,
    Translation,
)
from goldenthread_web.engagement.queries.translating import (
    SourceText,
    State,
    rows_of,
    texts_of,
    translations_in,
)
from goldenthread_web.engagement.queries.wordings import places_of
from goldenthread_web.people.audit import By, person_of, record_event


@dataclass(frozen=True, slots=True)
class Maker:
    """Who translated: a person, or a machine that a person used."""

    by: By
    is_machine: bool = False


@transaction.atomic
def choose_languages(*, by: By, engagement: Engagement, languages: Sequence[str]) -> None:
    """Offer these languages, the one it is written in first. Translations of others are kept."""
    first = engagement.languages[0] if engagement.languages else "en"
    wanted = [first, *(one for one in languages if one != first)]
    if wanted == engagement.languages:
        return
    engagement.languages = wanted
    engagement.save(update_fields=["languages"])
    record_event(
        by=by,
        action="engagement.languages-chosen",
        subject=engagement,
        languages=", ".join(wanted)[:80],
    )


def write_translations(
    *,
    made: Maker,
    engagement: Engagement,
    language: str,
    texts: Mapping[str, str],
    why: str = "",
) -> int:
    """Return how many texts are new or changed; an empty one takes a translation away.

    A check of this language ends: what was checked is not what stands there now.

    Raises:
        InputError: words of a question change that was asked, and `why` is empty.
    """
    sources = {one.place: one for one in texts_of(engagement)}
    before = translations_in(engagement, language)
    changed = {
        place: text.strip()
        for place, text in texts.items()
        if place in sources and _differs(before.get(place), sources[place], text.strip())
    }
    if not changed:
        return 0
    with new_wording(by=made.by, questions=_questions_of(engagement, changed), why=why):
        for place, text in changed.items():
            _store(made, engagement, language, sources[place], text)
        LanguageCheck.objects.filter(engagement=engagement, language=language).delete()
        record_event(
            by=made.by,
            action="engagement.translated",
            subject=engagement,
            language=language,
            count=len(changed),
        )
    return len(changed)


def _differs(before: Translation | None, source: SourceText, text: str) -> bool:
    if before is None:
        return bool(text)
    return before.text != text or before.source_digest != source.digest


def _questions_of(engagement: Engagement, places: Mapping[str, str]) -> list[Question]:
    """Return the questions whose words these are."""
    asked = Question.objects.filter(engagement=engagement).prefetch_related("options", "rows")
    return [one for one in asked if set(places_of(one)) & set(places)]


def _store(
    made: Maker, engagement: Engagement, language: str, source: SourceText, text: str
) -> None:
    found = Translation.objects.filter(engagement=engagement, language=language, place=source.place)
    if not text:
        found.delete()
        return
    Translation.objects.update_or_create(
        engagement=engagement,
        language=language,
        place=source.place,
        defaults={
            "text": text,
            "source_digest": source.digest,
            "maker": Translation.Maker.MACHINE if made.is_machine else Translation.Maker.PERSON,
            "made_by": person_of(made.by),
            "made_at": timezone.now(),
        },
    )


@transaction.atomic
def record_check(
    *, by: By, engagement: Engagement, language: str, checked_by: str, checked_on: date
) -> LanguageCheck:
    """Return the record of who read this whole language version and found it right.

    Raises:
        ConflictError: a text is missing or out of date.
        InputError: nobody is named.
    """
    name = one_line(checked_by)
    if not name:
        raise InputError("Say who checked it, as they want to be named.")
    open_rows = [
        row
        for row in rows_of(engagement, language)
        if row.state in {State.MISSING, State.OUT_OF_DATE}
    ]
    if open_rows:
        raise ConflictError(
            f"{len(open_rows)} texts are missing or out of date. Translate them first, then check."
        )
    check, _ = LanguageCheck.objects.update_or_create(
        engagement=engagement,
        language=language,
        defaults={"checked_by": name[:160], "checked_on": checked_on, "recorded_by": person_of(by)},
    )
    record_event(by=by, action="engagement.language-checked", subject=engagement, language=language)
    return check
