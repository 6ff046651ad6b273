"""Signed and spoken versions on a page: for whom each is, what it is called, where it lies."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from csp.constants import SELF
from csp.decorators import csp_update
from django.http import HttpResponse
from django.urls import reverse

from goldenthread_web.engagement.models import BRITISH_SIGN_LANGUAGE, Clip, Engagement, Question
from goldenthread_web.engagement.queries.clips import SHOWN_PARTS, CurrentClip, current_clips
from goldenthread_web.engagement.tongues import NAMES, Tongue

FILMS = {"mp4": "video/mp4", "webm": "video/webm"}
SOUNDS = {"m4a": "audio/mp4", "webm": "audio/webm", "mp3": "audio/mpeg", "wav": "audio/wav"}
Address = Callable[[CurrentClip, str], str]
# What all transcripts on one page may weigh together, in bytes. Beyond it each has a page of its own.
MOST_WORDS_ON_A_PAGE = 10_000


def public_address(clip: CurrentClip, name: str) -> str:
    """Return where everybody gets a clip ("clip"), its captions or its words ("clip-words")."""
    return reverse(f"engagement:{name}", args=[clip.slug, clip.pk])


def office_address(clip: CurrentClip, name: str) -> str:
    """Return where an officer gets it, published or not."""
    own = "own-clip-page" if name == "clip-words" else f"own-{name}"
    return reverse(f"engagement:{own}", args=[clip.slug, clip.pk])


def content_type_of(clip: Clip | CurrentClip) -> str:
    return (FILMS if clip.has_film else SOUNDS)[clip.ending]


def stamp_of(clip: Clip) -> str:
    """Return what stands for the content of the file: its name, which no other file had."""
    return PurePosixPath(str(clip.file.name)).stem


@dataclass(frozen=True, slots=True)
class ShownClip:
    """A clip as it stands on a page that is in the language `page`."""

    clip: CurrentClip
    page: Tongue
    written_in: Tongue
    source: str
    captions: str
    words_at: str = ""
    are_words_here: bool = True

    @property
    def is_signed(self) -> bool:
        return self.clip.kind == Clip.Kind.SIGNED

    @property
    def tongue(self) -> Tongue:
        return Tongue(self.clip.language)

    @property
    def is_in_page_language(self) -> bool:
        return self.tongue.stated == self.page.stated

    @property
    def words_tongue(self) -> Tongue:
        """The language of captions and transcript: a sign language has no letters."""
        return self.written_in if self.is_signed else self.tongue

    @property
    def content_type(self) -> str:
        return content_type_of(self.clip)


def words_tongue(clip: Clip, engagement: Engagement) -> Tongue:
    """Return the language in which the words of a clip are written."""
    languages = engagement.languages or ["en"]
    return Tongue(languages[0] if clip.kind == Clip.Kind.SIGNED else clip.language)


def name_of_version(kind: str, language: str) -> str:
    """Return what an officer calls it: "British Sign Language", "Bengali, spoken"."""
    if language == BRITISH_SIGN_LANGUAGE:
        return "British Sign Language"
    return f"{Tongue(language).english_name}, {kind}"


def clips_for(clips: Iterable[CurrentClip], engagement: Engagement, page: str) -> list[CurrentClip]:
    """Return the clips that somebody gets who reads this language, the nearest to them first.

    Signed ones are for everybody. Of the spoken ones they get that in their
    language, else in plain English for easy read, else in that of the form; and
    those in languages in which nothing is written.
    """
    found = list(clips)
    spoken = {one.language: one for one in found if one.kind == Clip.Kind.SPOKEN}
    offered = engagement.languages or ["en"]
    near = (page, Tongue(page).stated, offered[0])
    own = next((spoken[code] for code in near if code in spoken), None)
    unwritten = [spoken[code] for code in NAMES if code in spoken and code not in offered]
    return [
        *(one for one in found if one.kind == Clip.Kind.SIGNED),
        *([own] if own else []),
        *(one for one in unwritten if one is not own),
    ]


def shown(
    clips: Iterable[CurrentClip],
    engagement: Engagement,
    page: str,
    address: Address = public_address,
) -> list[ShownClip]:
    """Return the clips that a reader of this language gets, as they stand on the page."""
    written_in = Tongue(engagement.languages[0] if engagement.languages else "en")
    found = []
    for one in clips_for(clips, engagement, page):
        captions = address(one, "clip-captions") if one.has_captions else ""
        words_at = address(one, "clip-words") if one.has_words else ""
        source = address(one, "clip")
        found.append(ShownClip(one, Tongue(page), written_in, source, captions, words_at))
    return found


def within_weight(*groups: list[ShownClip]) -> list[list[ShownClip]]:
    """Return the clips of a page, all without their words if those are too heavy together."""
    clips = [one.clip for group in groups for one in group]
    weight = sum(len(one.transcript.encode()) for one in clips)
    are_here = weight <= MOST_WORDS_ON_A_PAGE
    return [
        [replace(one, are_words_here=are_here and bool(one.clip.transcript)) for one in group]
        for group in groups
    ]


@dataclass(frozen=True, slots=True)
class PageClips:
    """The clips of a public page, by part."""

    introduction: Sequence[ShownClip] = ()
    other_ways: Sequence[ShownClip] = ()
    privacy: Sequence[ShownClip] = ()
    are_questions_signed: bool = False

    def __bool__(self) -> bool:
        return bool(self.introduction or self.other_ways or self.privacy)


def clips_of_page(
    engagement: Engagement,
    questions: Sequence[Question],
    page: str,
    address: Address = public_address,
) -> PageClips:
    """Return the clips of the public page, and whether each question has a signed one."""
    numbers = {one.pk for one in questions}
    clips = current_clips(engagement)
    signed = {one.question for one in clips if one.kind == Clip.Kind.SIGNED}
    groups = within_weight(
        *(
            shown((one for one in clips if one.part == part), engagement, page, address)
            for part in SHOWN_PARTS
        )
    )
    names = (str(part).replace("-", "_") for part in SHOWN_PARTS)
    found = dict(zip(names, groups, strict=True))
    return PageClips(**found, are_questions_signed=bool(numbers) and numbers <= signed)


def add_clips(
    parts: Sequence[object],
    engagement: Engagement,
    page: str,
    address: Address = public_address,
) -> bool:
    """Put its clips on each question of a page of answering; return whether there are any."""
    clips = current_clips(engagement) if parts else ()
    numbers = [part.question.pk for part in parts]  # type: ignore[attr-defined]
    groups = within_weight(
        *(
            shown((one for one in clips if one.question == number), engagement, page, address)
            for number in numbers
        )
    )
    for part, own in zip(parts, groups, strict=True):
        part.clips = own  # type: ignore[attr-defined]
    return any(part.clips for part in parts)  # type: ignore[attr-defined]


def allow_media(response: HttpResponse) -> HttpResponse:
    """Let this one answer play films and sounds of our own."""
    return csp_update({"media-src": [SELF]})(lambda _: response)(None)  # type: ignore[arg-type, return-value]
