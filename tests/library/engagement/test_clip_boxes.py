"""MP4: boxes that hold together, codecs that phones play, and no notes of a camera."""

import io
import struct

import pytest
from tests.clip_making import box, mp4

from goldenthread.engagement.clip_boxes import look_into_boxes
from goldenthread.engagement.clip_files import blank_out
from goldenthread.errors import InputError


def test_a_quicktime_film_is_refused_with_what_to_do() -> None:
    with pytest.raises(InputError, match=r"QuickTime film \(MOV\)"):
        look_into_boxes(io.BytesIO(mp4(brand=b"qt  ")))


@pytest.mark.parametrize(
    ("tracks", "said"),
    [
        ([(b"vide", b"hvc1")], "H.265"),
        ([(b"vide", b"hev1"), (b"soun", b"mp4a")], "H.265"),
        ([(b"vide", b"mp4v")], "H.264"),
        ([(b"vide", b"avc1"), (b"soun", b"samr")], "AAC"),
        ([(b"vide", b"avc1"), (b"meta", b"mebx")], "notes of the camera"),
        ([(b"text", b"tx3g")], "neither a film nor a sound"),
    ],
)
def test_what_phones_do_not_play_is_refused(tracks: list[tuple[bytes, bytes]], said: str) -> None:
    with pytest.raises(InputError, match=said):
        look_into_boxes(io.BytesIO(mp4(*tracks)))


@pytest.mark.parametrize(
    "ends",
    [
        struct.pack(">I4s", 2_000_000_000, b"mdat"),
        struct.pack(">I4sQ", 1, b"mdat", 2**62),
        struct.pack(">I4sQ", 1, b"mdat", 15),
        struct.pack(">I4s", 7, b"mdat"),
        b"\0\0\0",
        box(b"moov", struct.pack(">I4s", 500, b"trak")),
    ],
)
def test_a_box_that_claims_more_than_there_is_is_refused(ends: bytes) -> None:
    with pytest.raises(InputError, match="cut short"):
        look_into_boxes(io.BytesIO(mp4() + ends))


def test_a_last_box_without_a_size_goes_to_the_end() -> None:
    file = io.BytesIO(mp4() + b"\0\0\0\0udta" + b"by Jo")
    blank_out(file, look_into_boxes(file).blanks)
    assert file.getvalue().endswith(b"\0\0\0\0free\0\0\0\0\0")


def test_a_box_with_a_long_size_keeps_it() -> None:
    long = struct.pack(">I4sQ", 1, b"udta", 21) + b"by Jo"
    file = io.BytesIO(mp4() + long + box(b"mdat"))
    blank_out(file, look_into_boxes(file).blanks)
    assert file.getvalue().endswith(struct.pack(">I4sQ", 1, b"free", 21) + bytes(5) + box(b"mdat"))
    assert look_into_boxes(file).has_film


def test_the_times_at_which_it_was_made_are_gone() -> None:
    file = io.BytesIO(mp4())
    made = struct.pack(">I", 3_800_000_000)
    assert file.getvalue().count(made) == 5
    blank_out(file, look_into_boxes(file).blanks)
    assert made not in file.getvalue()


def test_long_times_are_blanked_whole() -> None:
    times = b"\x01\0\0\0" + struct.pack(">QQ", 3_800_000_000, 3_800_000_000)
    file = io.BytesIO(mp4() + box(b"moov", box(b"mvhd", times, b"the rest")))
    blank_out(file, look_into_boxes(file).blanks)
    assert file.getvalue().endswith(b"\x01\0\0\0" + bytes(16) + b"the rest")


def test_too_many_boxes_are_refused() -> None:
    with pytest.raises(InputError):
        look_into_boxes(io.BytesIO(mp4() + box(b"none") * 50_001))


def test_boxes_deep_in_boxes_end_somewhere() -> None:
    deep = b""
    for _ in range(5_000):
        deep = box(b"moov", deep)
    assert look_into_boxes(io.BytesIO(mp4() + deep)).has_film
