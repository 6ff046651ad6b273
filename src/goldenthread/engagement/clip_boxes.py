"""MP4 and M4A: boxes in boxes (ISO/IEC 14496-12)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from goldenthread.engagement.clip_files import Blank, ClipFile, cut_short, read_at, size_of
from goldenthread.errors import InputError

MOST_BOXES = 50_000
DEEPEST = 6
SMALLEST_HEAD = 8
CONTAINERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl"})
# Written beside picture and sound: places, devices, titles, covers; and room that nobody looks at.
TOLD_BESIDE = frozenset({b"udta", b"meta", b"uuid", b"free", b"skip"})
TIMED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
FILM, SOUND, NOTES = b"vide", b"soun", b"meta"
FILMS = frozenset({b"avc1", b"avc3", b"av01", b"vp08", b"vp09"})
SOUNDS = frozenset({b"mp4a", b"Opus", b"fLaC"})
H_265 = frozenset({b"hvc1", b"hev1"})


@dataclass(frozen=True, slots=True)
class _Box:
    kind: bytes
    start: int
    head: int
    size: int

    @property
    def inside(self) -> int:
        return self.start + self.head

    @property
    def end(self) -> int:
        return self.start + self.size


def look_into_boxes(file: BinaryIO) -> ClipFile:
    """Return what an MP4 or M4A holds; see `look_into_clip`."""
    if read_at(file, 8, 4) == b"qt  ":
        raise InputError(
            "This is a QuickTime film (MOV), which not every phone plays. Save it as MP4 (H.264)."
        )
    tracks: list[tuple[bytes, bytes]] = []
    blanks: list[Blank] = []
    handler = b""
    for box in _walk(file):
        if box.kind in TOLD_BESIDE:
            blanks.append(_emptied(file, box))
        elif box.kind in TIMED:
            blanks.append(_without_times(file, box))
        elif box.kind == b"hdlr":
            handler = read_at(file, box.inside + 8, 4)
            _refuse_notes(handler)
        elif box.kind == b"stsd":
            tracks.append((handler, read_at(file, box.inside + 12, 4)))
    return _described(tracks, tuple(blanks))


def _walk(file: BinaryIO) -> Iterator[_Box]:
    """Yield each box, those inside a container too, in the order of the file."""
    count = 0
    ends = [size_of(file)]
    at = 0
    while ends:
        if at == ends[-1]:
            ends.pop()
            continue
        box = _box_at(file, at, ends[-1])
        count += 1
        if count > MOST_BOXES:
            raise InputError(cut_short())
        yield box
        if box.kind in CONTAINERS and len(ends) < DEEPEST:
            ends.append(box.end)
            at = box.inside
        else:
            at = box.end


def _box_at(file: BinaryIO, at: int, end: int) -> _Box:
    head = read_at(file, at, SMALLEST_HEAD) if end - at >= SMALLEST_HEAD else b""
    if not head:
        raise InputError(cut_short())
    size, length = int.from_bytes(head[:4], "big"), SMALLEST_HEAD
    if size == 1:
        size, length = int.from_bytes(read_at(file, at + 8, 8), "big"), 16
    elif size == 0:
        size = end - at
    if not length <= size <= end - at:
        raise InputError(cut_short())
    return _Box(head[4:8], at, length, size)


def _emptied(file: BinaryIO, box: _Box) -> Blank:
    """Return the box as free room of the same size: nothing after it moves."""
    longer = read_at(file, box.start + 8, box.head - 8)
    return Blank(box.start + 4, box.size - 4, b"free" + longer)


def _without_times(file: BinaryIO, box: _Box) -> Blank:
    """Blank when it was made and changed: twice four bytes, or twice eight."""
    is_long = read_at(file, box.inside, 1) == b"\x01"
    return Blank(box.inside + 4, 16 if is_long else 8)


def _refuse_notes(handler: bytes) -> None:
    if handler == NOTES:
        raise InputError(
            "This film carries notes of the camera along with the pictures, such as where it was "
            "taken. Save it again in a program for films, as MP4 (H.264), and send that."
        )


def _described(tracks: list[tuple[bytes, bytes]], blanks: tuple[Blank, ...]) -> ClipFile:
    films = {codec for handler, codec in tracks if handler == FILM}
    sounds = {codec for handler, codec in tracks if handler == SOUND}
    if not films | sounds:
        raise InputError("There is neither a film nor a sound in this file.")
    if films & H_265:
        raise InputError(
            "This film is in H.265 (HEVC), which many phones and computers do not play. "
            "Save it as MP4 with H.264."
        )
    if films - FILMS:
        raise InputError("Browsers do not play this kind of film. Save it as MP4 with H.264.")
    if sounds - SOUNDS:
        raise InputError("Browsers do not play this kind of sound. Save it with AAC, or as MP3.")
    return ClipFile("mp4" if films else "m4a", bool(films), bool(sounds), blanks)
