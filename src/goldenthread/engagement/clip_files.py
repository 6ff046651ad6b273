"""Films and sounds that an officer gives for everybody: what they are, and what goes out of them.

The kind is told by how the file is built, never by its name. What is written
beside picture and sound (where it was taken, when, with what, by whom) is
blanked in place, so every other byte stays where players look for it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from goldenthread.errors import InputError

BLOCK = 65_536
FIRST_BYTES = 64
OTHER_KINDS = (
    (b"OggS", 0, "Ogg, which many phones do not play. Save it as MP3 or M4A"),
    (b"AVI ", 8, "AVI, which browsers do not play. Save it as MP4 (H.264)"),
    (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", 0, "Windows Media. Save it as MP4 (H.264) or MP3"),
    (b"FLV", 0, "Flash. Save it as MP4 (H.264)"),
    (b"fLaC", 0, "FLAC, which is large. Save it as MP3 or M4A"),
    (b"GIF8", 0, "GIF. Save it as MP4 (H.264)"),
)


@dataclass(frozen=True, slots=True)
class Blank:
    """A stretch of a file that becomes `head` and zeros; `start` and `length` in bytes."""

    start: int
    length: int
    head: bytes = b""


@dataclass(frozen=True, slots=True)
class ClipFile:
    """What a film or sound is: "mp4", "webm", "m4a", "mp3" or "wav", and what it holds."""

    ending: str
    has_film: bool
    has_sound: bool
    blanks: tuple[Blank, ...]


def look_into_clip(file: BinaryIO) -> ClipFile:
    """Return what the file is and what must be blanked before anybody gets it.

    Only heads of its parts are read, a limited number of them.

    Raises:
        InputError: it is of another kind, broken, cut short, or made in a way
            that phones and browsers do not play.
    """
    from goldenthread.engagement.clip_boxes import look_into_boxes  # noqa: PLC0415 (they need this)
    from goldenthread.engagement.clip_elements import look_into_elements  # noqa: PLC0415
    from goldenthread.engagement.clip_sounds import look_into_mp3, look_into_wav  # noqa: PLC0415

    file.seek(0)
    begins = file.read(FIRST_BYTES)
    if begins[4:8] == b"ftyp":
        return look_into_boxes(file)
    if begins.startswith(b"\x1a\x45\xdf\xa3"):
        return look_into_elements(file)
    if begins.startswith(b"RIFF") and begins[8:12] == b"WAVE":
        return look_into_wav(file)
    for mark, place, said in OTHER_KINDS:
        if begins[place:].startswith(mark):
            raise InputError(f"We take MP4, WebM, M4A, MP3 and WAV. This file is {said}.")
    if (found := look_into_mp3(file)) is not None:
        return found
    raise InputError(
        "This is none of MP4, WebM, M4A, MP3 or WAV, whatever its name says. Save it as one of "
        "these and send it again."
    )


def blank_out(file: BinaryIO, blanks: Iterable[Blank]) -> None:
    """Write over what is written beside picture and sound, in the file itself."""
    for blank in blanks:
        file.seek(blank.start)
        file.write(blank.head[: blank.length])
        left = blank.length - len(blank.head)
        while left > 0:
            file.write(bytes(min(left, BLOCK)))
            left -= BLOCK
    file.flush()
    file.seek(0)


def read_at(file: BinaryIO, start: int, length: int) -> bytes:
    """Return exactly `length` bytes from there.

    Raises:
        InputError: the file ends before.
    """
    file.seek(start)
    found = file.read(length)
    if len(found) != length:
        raise InputError(cut_short())
    return found


def size_of(file: BinaryIO) -> int:
    """Return how many bytes the file has."""
    return file.seek(0, 2)


def cut_short() -> str:
    """Return what is said of a file that says that it is longer than it is."""
    return "This file is broken or was cut short. Save it again, watch it to the end, and send it."
