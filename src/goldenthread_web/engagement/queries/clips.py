"""Signed and spoken versions: which there are, and which still say what stands there."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from json import dumps
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from goldenthread.engagement.captions import read_captions, words_of_captions
from goldenthread_web.engagement.models import (
    Clip,
    Engagement,
    MatrixRow,
    Question,
    QuestionOption,
    Section,
    Translation,
)
from goldenthread_web.engagement.queries.building import ordered_questions
from goldenthread_web.engagement.queries.translating import QUESTION_TEXTS, digest_of
from goldenthread_web.engagement.queries.wordings import place_of

Part = Clip.Part
# Which texts of the engagement each part holds.
PARTS: dict[str, tuple[str, ...]] = {
    Part.INTRODUCTION: ("title", "why_asked"),
    Part.OTHER_WAYS: ("other_ways",),
    Part.PRIVACY: ("privacy_notice",),
}
# How many forms a process keeps in memory, and how long a transcript may be that is kept with them.
MOST_KEPT, LONGEST_KEPT = 100, 5_000
SHOWN_PARTS = (Part.INTRODUCTION, Part.OTHER_WAYS, Part.PRIVACY)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a clip belongs: a part of the public page, or one question."""

    part: str
    question: int | None = None


def spot_of(clip: Clip) -> Spot:
    return Spot(clip.part, clip.question_id)


class Words:
    """The words of an engagement as they stand in the store, by spot and language.

    They are read anew: the rows that a resident's page is made from may hold
    translations by then.
    """

    def __init__(self, engagement: Engagement, questions: Iterable[int]) -> None:
        names = (one for parts in PARTS.values() for one in parts)
        rows = Engagement.objects.filter(pk=engagement.pk)
        self._of_engagement = rows.values("languages", *names).get()
        self._of_question = _texts_of_questions(set(questions))
        self._made: dict[str, dict[str, Translation]] = defaultdict(dict)
        for one in Translation.objects.filter(engagement=engagement):
            self._made[one.language][one.place] = one

    def texts(self, spot: Spot, language: str) -> list[str]:
        """Return what stands there in a language, or as it was written if it is not in it."""
        written = (
            {f"engagement.{name}": self._of_engagement[name] for name in PARTS[spot.part]}
            if spot.question is None
            else self._of_question.get(spot.question, {})
        )
        # A language in which nothing is written is signed or spoken from the words as written.
        if language not in self._of_engagement["languages"][1:]:
            return list(written.values())
        return [self._spoken(place, text, language) for place, text in written.items()]

    def _spoken(self, place: str, text: str, language: str) -> str:
        made = self._made[language].get(place)
        is_shown = made is not None and made.text.strip() and made.source_digest == digest_of(text)
        return made.text if made is not None and is_shown else text

    def digest(self, spot: Spot, language: str) -> str:
        """Return the digest by which a clip knows the words that it was made from."""
        return sha256(dumps(self.texts(spot, language)).encode()).hexdigest()

    def is_current(self, clip: Clip) -> bool:
        return clip.words_digest == self.digest(spot_of(clip), clip.language)


def _texts_of_questions(numbers: set[int]) -> dict[int, dict[str, str]]:
    """Return what residents read of each question, by place, in the order of the page.

    What stands above a section is read with its first question.
    """
    found: dict[int, dict[str, str]] = {}
    if not numbers:
        return found
    asked = Question.objects.filter(pk__in=numbers).select_related("section")
    for question in asked.annotate(is_below=Exists(_above_in_section())):
        found[question.pk] = {} if question.is_below else _texts_of_section(question.section)
        found[question.pk] |= {
            place_of("question", question.pk, name): getattr(question, field)
            for name, (field, _) in QUESTION_TEXTS.items()
        }
    there = {"question__in": numbers, "retired_at": None}
    for row in MatrixRow.objects.filter(**there):
        found[row.question_id][place_of("row", row.pk)] = row.text
    for option in QuestionOption.objects.filter(**there, is_from_file=False):
        found[option.question_id][place_of("option", option.pk)] = option.text
    return found


def _above_in_section() -> QuerySet[Question]:
    """Return the questions that are asked before another one in the same section."""
    same = Question.objects.filter(section=OuterRef("section"), retired_at=None)
    place = OuterRef("position")
    return same.filter(Q(position__lt=place) | Q(position=place, pk__lt=OuterRef("pk")))


def _texts_of_section(section: Section | None) -> dict[str, str]:
    if section is None:
        return {}
    return {
        place_of("section", section.pk, "title"): section.title,
        place_of("section", section.pk, "text"): section.text,
    }


def words_of(engagement: Engagement, clips: Iterable[Clip]) -> Words:
    """Return the words behind these clips, in five queries at most."""
    return Words(engagement, {one.question_id for one in clips if one.question_id is not None})


def texts_at(engagement: Engagement, spot: Spot) -> list[str]:
    """Return what stands there, as it was written."""
    words = Words(engagement, [] if spot.question is None else [spot.question])
    return [text for text in words.texts(spot, "") if text.strip()]


def clips_of(engagement: Engagement) -> QuerySet[Clip]:
    """Return all clips of an engagement, those of questions that are asked no more too."""
    return Clip.objects.filter(engagement=engagement).select_related("question")


def clip_of(engagement: Engagement, clip_id: int) -> Clip:
    """Return a clip of this engagement, or answer that there is none."""
    return get_object_or_404(clips_of(engagement), pk=clip_id)


@dataclass(frozen=True, slots=True)
class CurrentClip:
    """What a page tells of a clip that says what stands there now."""

    pk: int
    slug: str
    part: str
    question: int | None
    kind: str
    language: str
    ending: str
    size: int
    has_film: bool
    has_captions: bool
    says_more: bool
    is_machine_made: bool
    made_by: str
    checked_by: str
    has_words: bool
    # Nothing if it is long: the page of its own has it.
    transcript: str


def described(clip: Clip) -> CurrentClip:
    """Return what a page tells of a clip."""
    words = words_of_clip(clip)
    return CurrentClip(
        pk=clip.pk,
        slug=clip.engagement.slug,
        part=clip.part,
        question=clip.question_id,
        kind=clip.kind,
        language=clip.language,
        ending=clip.ending,
        size=clip.size,
        has_film=clip.has_film,
        has_captions=bool(clip.captions),
        says_more=clip.says_more,
        is_machine_made=clip.is_machine_made,
        made_by=clip.made_by,
        checked_by=clip.checked_by,
        has_words=bool(words),
        transcript=words if len(words) <= LONGEST_KEPT else "",
    )


def words_of_clip(clip: Clip) -> str:
    """Return what a clip says: its transcript, else the words of its captions."""
    if clip.transcript or not clip.captions:
        return clip.transcript
    return words_of_captions(read_captions(clip.captions))


@lru_cache(maxsize=MOST_KEPT)
def _current(engagement: int, stamp: UUID, texts: str) -> tuple[CurrentClip, ...]:
    """Return the clips of a form as it was with this stamp and these texts: many requests share it."""
    del stamp, texts
    found = list(
        Clip.objects.filter(engagement=engagement).select_related("engagement", "question")
    )
    if not found:
        return ()
    words = words_of(found[0].engagement, found)
    return tuple(described(one) for one in found if is_asked(one) and words.is_current(one))


def current_clips(engagement: Engagement) -> tuple[CurrentClip, ...]:
    """Return the clips that everybody may have: what they are made from stands, and is asked."""
    # The stamp is of the form: the words of the page around it can change without it.
    facts = [getattr(engagement, name) for names in PARTS.values() for name in names]
    texts = digest_of(dumps([engagement.languages, *facts]))
    return _current(engagement.pk, engagement.form_stamp, texts)


def is_asked(clip: Clip) -> bool:
    return clip.question is None or clip.question.retired_at is None


@dataclass(frozen=True, slots=True)
class ListedClip:
    """A clip as an officer sees it in the list."""

    clip: Clip
    is_current: bool


@dataclass(frozen=True, slots=True)
class ListedSpot:
    """Something that can be signed and spoken: its name in the address, its words, its clips."""

    name: str
    title: str
    text: str
    clips: tuple[ListedClip, ...]


def listed_spots(engagement: Engagement) -> list[ListedSpot]:
    """Return the parts of the page and the questions that are asked, each with its clips."""
    clips = list(clips_of(engagement).defer("captions", "transcript"))
    words = words_of(engagement, clips)
    by_spot: dict[Spot, list[ListedClip]] = defaultdict(list)
    for one in clips:
        by_spot[spot_of(one)].append(ListedClip(one, words.is_current(one)))
    spots = [
        (Spot(part), Part(part).label, str(getattr(engagement, PARTS[part][-1])))
        for part in SHOWN_PARTS
    ]
    asked = [one for one in ordered_questions(engagement) if one.retired_at is None]
    spots += [
        (Spot(Part.QUESTION, one.pk), f"Question {number}", one.text)
        for number, one in enumerate(asked, start=1)
    ]
    return [
        ListedSpot(name_of(spot), title, text, tuple(by_spot[spot])) for spot, title, text in spots
    ]


def name_of(spot: Spot) -> str:
    """Return the name of a spot in addresses."""
    return f"question-{spot.question}" if spot.question is not None else str(spot.part)


def spot_named(engagement: Engagement, name: str) -> tuple[Spot, Question | None]:
    """Return the spot of this name, and its question; or answer that there is none."""
    if name in PARTS:
        return Spot(name), None
    number = name.removeprefix("question-")
    asked = Question.objects.filter(engagement=engagement, retired_at=None)
    is_number = number.isdecimal() and name.startswith("question-") and len(number) < 16  # noqa: PLR2004
    question = get_object_or_404(asked, pk=int(number) if is_number else 0)
    return Spot(Part.QUESTION, question.pk), question


def earlier_words_count(engagement: Engagement) -> int:
    """Return how many clips were made for words that have changed since."""
    clips = list(clips_of(engagement).defer("captions", "transcript"))
    if not clips:
        return 0
    words = words_of(engagement, clips)
    return sum(not words.is_current(one) for one in clips if is_asked(one))
