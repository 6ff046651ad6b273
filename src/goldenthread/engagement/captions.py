"""Captions of a film: read from WebVTT or SubRip, written as plain WebVTT."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape, unescape

from goldenthread.engagement.words import normal_text
from goldenthread.errors import InputError

LONGEST_CAPTIONS = 200_000
MOST_CUES = 3_000
TIME = r"(?:(\d{2,3}):)?([0-5]\d):([0-5]\d)[.,](\d{3})"
TIMING = re.compile(rf"\s*{TIME}\s+-->\s+{TIME}(?:\s.*)?$")
SPEAKER = re.compile(r"<v(?:\.[\w.]+)?\s+([^<>]*)>")
TAG = re.compile(r"</?[a-z0-9][^<>]*>", re.IGNORECASE)
# The head, notes of the maker, and what would dress the player.
NOT_SHOWN = ("WEBVTT", "NOTE", "STYLE", "REGION", "X-TIMESTAMP-MAP")


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that stand in the film for a while; `begins` and `ends` in thousandths of a second."""

    begins: int
    ends: int
    text: str


def read_captions(content: str) -> tuple[Cue, ...]:
    """Return the captions of a WebVTT or SubRip file, without tags and styles.

    Raises:
        InputError: it is neither, has no captions or too many, or a time is wrong;
            the sentence names the line.
    """
    _require_room(content)
    lines = normal_text(content.removeprefix("\ufeff")).split("\n")
    cues: list[Cue] = []
    for number, block in _blocks(lines):
        if block[0].startswith(NOT_SHOWN) and not any("-->" in line for line in block[:2]):
            continue
        if (cue := _cue(number, block)) is None:
            continue
        if cues and cue.begins < cues[-1].begins:
            raise InputError(f"Line {number}: this caption begins before the one above it.")
        cues.append(cue)
        if len(cues) > MOST_CUES:
            raise InputError(f"There are more than {MOST_CUES:,} captions.")
    if not cues:
        raise InputError(
            "There is no caption in this file. Give WebVTT (.vtt) or SubRip (.srt): lines such as "
            "“00:01.000 --> 00:04.000” with words under them."
        )
    # What is stored is read again for each transcript.
    _require_room(write_captions(tuple(cues)))
    return tuple(cues)


def _require_room(content: str) -> None:
    if len(content) > LONGEST_CAPTIONS:
        raise InputError(f"These captions are longer than {LONGEST_CAPTIONS:,} characters.")


def _blocks(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the lines that stand together, with the number of the first one."""
    block: list[str] = []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            block.append(line)
        elif block:
            yield number - len(block), block
            block = []


def _cue(number: int, block: list[str]) -> Cue | None:
    """Return the caption; a name or number may stand in the line before its times."""
    place = next((at for at, line in enumerate(block[:2]) if "-->" in line), None)
    if place is None:
        raise InputError(
            f"Line {number}: a time is missing here, such as “00:01.000 --> 00:04.000”."
        )
    found = TIMING.match(block[place])
    if found is None:
        raise InputError(
            f"Line {number + place}: this time cannot be read. Write it as "
            "“00:01.000 --> 00:04.000”."
        )
    begins, ends = _thousandths(found.groups()[:4]), _thousandths(found.groups()[4:])
    if ends <= begins:
        raise InputError(f"Line {number + place}: this caption ends before it begins.")
    text = _plain("\n".join(block[place + 1 :]))
    return Cue(begins, ends, text) if text else None


def _thousandths(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, rest = (int(one or 0) for one in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + rest


def _plain(text: str) -> str:
    """Return the words alone, without empty lines; who speaks stands before them."""
    named = SPEAKER.sub(lambda found: f"{found[1].strip()}: ", text)
    lines = normal_text(unescape(TAG.sub("", named))).splitlines()
    return "\n".join(line for line in lines if line.strip()).strip()


def write_captions(cues: tuple[Cue, ...]) -> str:
    r"""Return the captions as WebVTT.

    >>> print(write_captions((Cue(1000, 2500, "Your street & you"),)))
    WEBVTT
    <BLANKLINE>
    00:00:01.000 --> 00:00:02.500
    Your street &amp; you
    <BLANKLINE>
    """
    blocks = [
        f"{_clock(one.begins)} --> {_clock(one.ends)}\n{escape(one.text, quote=False)}"
        for one in cues
    ]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def _clock(thousandths: int) -> str:
    seconds, rest = divmod(thousandths, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def words_of_captions(cues: tuple[Cue, ...]) -> str:
    """Return what the captions say, one a line: a transcript of what is heard."""
    return "\n".join(" ".join(one.text.split()) for one in cues)
