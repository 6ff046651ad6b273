"""WebM: elements in elements (RFC 8794 and RFC 9559)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from goldenthread.engagement.clip_files import Blank, ClipFile, cut_short, read_at, size_of
from goldenthread.errors import InputError

MOST_ELEMENTS = 300_000
HEADER, DOCUMENT_TYPE = 0x1A45DFA3, 0x4282
SEGMENT, INFO, TRACKS, CLUSTER = 0x18538067, 0x1549A966, 0x1654AE6B, 0x1F43B675
TRACK, TRACK_TYPE, CODEC = 0xAE, 0x83, 0x86
TAGS, ATTACHMENTS, CHAPTERS = 0x1254C367, 0x1941A469, 0x1043A770
DATE, TITLE, TRACK_NAME, CHECKSUM, VOID = 0x4461, 0x7BA9, 0x536E, 0xBF, 0xEC
FILE_NAMES = frozenset({0x7384, 0x3C83AB, 0x3E83BB})
TOLD_BESIDE = FILE_NAMES | {
    TAGS, ATTACHMENTS, CHAPTERS, DATE, TITLE, TRACK_NAME, CHECKSUM, VOID,
}  # fmt: skip
# A cluster is gone through like the rest: a recording that was never closed gives it no size.
OPENED = frozenset({HEADER, SEGMENT, INFO, TRACKS, TRACK})
FILM, SOUND = 1, 2
CODECS = frozenset({b"V_VP8", b"V_VP9", b"V_AV1", b"A_OPUS", b"A_VORBIS"})
LONGEST_ID, LONGEST_SIZE = 4, 8
SHORT_VOID = 9
MOST_LETTERS = 64


@dataclass(frozen=True, slots=True)
class _Element:
    name: int
    start: int
    inside: int
    end: int | None


def look_into_elements(file: BinaryIO) -> ClipFile:
    """Return what a WebM holds; see `look_into_clip`."""
    kinds: list[int] = []
    blanks: list[Blank] = []
    is_webm = False
    for one in _walk(file):
        if one.name in TOLD_BESIDE:
            blanks.append(_emptied(one))
        elif one.name == DOCUMENT_TYPE:
            is_webm = _content(file, one).rstrip(b"\0") == b"webm"
        elif one.name == TRACK_TYPE:
            kinds.append(int.from_bytes(_content(file, one), "big"))
        elif one.name == CODEC and _content(file, one).rstrip(b"\0") not in CODECS:
            raise InputError("Browsers do not play this WebM. Save it with VP9 and Opus.")
    if not is_webm:
        raise InputError("This is Matroska (MKV). Save it as WebM, or as MP4 with H.264.")
    if not {FILM, SOUND} & set(kinds):
        raise InputError("There is neither a film nor a sound in this file.")
    return ClipFile("webm", FILM in kinds, SOUND in kinds, tuple(blanks))


def _walk(file: BinaryIO) -> Iterator[_Element]:
    at, end = 0, size_of(file)
    for _ in range(MOST_ELEMENTS):
        if at >= end:
            return
        one = _element_at(file, at, end)
        yield one
        at = one.inside if one.name in OPENED or one.end is None else one.end
    raise InputError(cut_short())


def _element_at(file: BinaryIO, at: int, end: int) -> _Element:
    name, after_name = _number(file, at, LONGEST_ID, keeps_mark=True)
    size, inside = _number(file, after_name, LONGEST_SIZE)
    if size is None:
        if name not in {SEGMENT, CLUSTER}:
            raise InputError(cut_short())
        return _Element(name or 0, at, inside, None)
    if inside + size > end:
        raise InputError(cut_short())
    return _Element(name or 0, at, inside, inside + size)


def _number(
    file: BinaryIO, at: int, longest: int, *, keeps_mark: bool = False
) -> tuple[int | None, int]:
    """Return a number of variable length, nothing for "unknown", and where it ends."""
    first = read_at(file, at, 1)[0]
    length = 9 - first.bit_length()
    if length > longest:
        raise InputError(cut_short())
    value = int.from_bytes(read_at(file, at, length), "big")
    if keeps_mark:
        return value, at + length
    bits = 7 * length
    value &= (1 << bits) - 1
    return (None if value == (1 << bits) - 1 else value), at + length


def _content(file: BinaryIO, one: _Element) -> bytes:
    """Return what a short element holds: a number or a name."""
    length = (one.end or one.inside) - one.inside
    return read_at(file, one.inside, length) if length <= MOST_LETTERS else b""


def _emptied(one: _Element) -> Blank:
    """Return the element as void of the same size: nothing after it moves."""
    length = (one.end or one.inside) - one.start
    if length < SHORT_VOID:
        return Blank(one.start, length, bytes([VOID, 0x80 | (length - 2)]))
    size = (1 << 56 | (length - SHORT_VOID)).to_bytes(8, "big")
    return Blank(one.start, length, bytes([VOID]) + size)
