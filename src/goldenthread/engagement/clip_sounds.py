"""MP3 and WAV: where the sound begins, and what is written before and after it."""

from typing import BinaryIO

from goldenthread.engagement.clip_files import Blank, ClipFile, cut_short, read_at, size_of
from goldenthread.engagement.sound_kinds import sound_kind
from goldenthread.errors import InputError

MOST_CHUNKS, MOST_TAGS = 10_000, 8
TAG_HEAD, LAST_TAG, OTHER_TAG = 10, 128, 32
# PCM in whole numbers and in fractions, and the form that names one of them further on.
PLAYED = frozenset({b"\x01\x00", b"\x03\x00", b"\xfe\xff"})


def look_into_wav(file: BinaryIO) -> ClipFile:
    """Return what a WAV holds; whatever is neither its form nor its sound is blanked.

    Raises:
        InputError: it has no sound, is broken, or browsers do not play it.
    """
    at, end = 12, size_of(file)
    blanks, has_sound = [], False
    for _ in range(MOST_CHUNKS):
        if end - at < 8:  # noqa: PLR2004 - a name and a size
            break
        head = read_at(file, at, 8)
        size = int.from_bytes(head[4:], "little")
        if head[:4] == b"fmt " and read_at(file, at + 8, 2) not in PLAYED:
            raise InputError("Browsers do not play this WAV. Save it as PCM, or as MP3.")
        if head[:4] == b"data":
            has_sound = True
        elif head[:4] != b"fmt ":
            length = min(size, end - at - 8)
            blanks.append(Blank(at, length + 8, b"JUNK" + head[4:]))
        at += 8 + size + size % 2
    if not has_sound:
        raise InputError(cut_short())
    if at < end:
        blanks.append(Blank(at, end - at))
    return ClipFile("wav", has_film=False, has_sound=True, blanks=tuple(blanks))


def look_into_mp3(file: BinaryIO) -> ClipFile | None:
    """Return what an MP3 holds, or nothing if it is none."""
    at, end = 0, size_of(file)
    blanks = []
    for _ in range(MOST_TAGS):
        file.seek(at)
        head = file.read(TAG_HEAD)
        if not head.startswith(b"ID3") or len(head) < TAG_HEAD:
            break
        length = _tag_length(head)
        # The tag stays as room of the same size: without flags, and all zeros.
        blanks.append(Blank(at + 5, min(length + 5, end - at - 5), b"\0" + head[6:10]))
        at += TAG_HEAD + length
    file.seek(min(at, end))
    if sound_kind(file.read(TAG_HEAD)) != "mp3":
        return None
    blanks += _tags_at_the_end(file, end)
    return ClipFile("mp3", has_film=False, has_sound=True, blanks=tuple(blanks))


def _tag_length(head: bytes) -> int:
    """Return the length that the head of a tag names: seven bits in each of four bytes."""
    length = 0
    for one in head[6:10]:
        length = length << 7 | one & 0x7F
    has_footer = bool(head[5] & 0x10)
    return length + (TAG_HEAD if has_footer else 0)


def _tags_at_the_end(file: BinaryIO, end: int) -> list[Blank]:
    found = []
    if end > LAST_TAG and read_at(file, end - LAST_TAG, 3) == b"TAG":
        end -= LAST_TAG
        found.append(Blank(end, LAST_TAG))
    if end > OTHER_TAG:
        foot = read_at(file, end - OTHER_TAG, OTHER_TAG)
        if foot.startswith(b"APETAGEX"):
            has_head = bool(foot[23] & 0x80)
            length = int.from_bytes(foot[12:16], "little") + (OTHER_TAG if has_head else 0)
            length = min(max(length, OTHER_TAG), end)
            found.append(Blank(end - length, length))
    return found
