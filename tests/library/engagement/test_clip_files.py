"""What an officer gives for everybody is known by how it is built, and says nothing beside it."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.clip_making import NOTED, PLACE, m4a, mp3, mp4, silent_film, wav, webm

from goldenthread.engagement.clip_files import Blank, ClipFile, blank_out, look_into_clip
from goldenthread.errors import InputError


def looked_into(content: bytes) -> ClipFile:
    return look_into_clip(io.BytesIO(content))


def cleaned(content: bytes) -> bytes:
    file = io.BytesIO(content)
    blank_out(file, look_into_clip(file).blanks)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "ending", "has_film", "has_sound"),
    [
        (mp4(), "mp4", True, True),
        (silent_film(), "mp4", True, False),
        (m4a(), "m4a", False, True),
        (webm(), "webm", True, True),
        (webm((1, b"V_VP8")), "webm", True, False),
        (webm((2, b"A_OPUS")), "webm", False, True),
        (wav(), "wav", False, True),
        (mp3(), "mp3", False, True),
    ],
)
def test_each_kind_is_known_with_what_it_holds(
    content: bytes, ending: str, has_film: bool, has_sound: bool
) -> None:
    found = looked_into(content)
    assert (found.ending, found.has_film, found.has_sound) == (ending, has_film, has_sound)


@pytest.mark.parametrize("content", [mp4(), m4a(), webm(), webm(is_open=True), wav(), mp3()])
def test_what_is_noted_beside_goes_and_nothing_moves(content: bytes) -> None:
    assert NOTED in content
    clean = cleaned(content)
    assert NOTED not in clean
    assert PLACE not in clean
    assert len(clean) == len(content)
    assert cleaned(clean) == clean
    for words in (b"pictures and sound", bytes([0xFF, 0xFB, 0x90, 0x64]) * (content[:3] == b"ID3")):
        assert clean.find(words) == content.find(words)


def test_a_blank_writes_its_head_and_zeros_and_no_byte_more() -> None:
    file = io.BytesIO(b"0123456789")
    blank_out(file, [Blank(2, 4, b"AB"), Blank(8, 1)])
    assert file.getvalue() == b"01AB\0\x0067\x009"
    large = io.BytesIO(b"x" * 200_000)
    blank_out(large, [Blank(1, 199_998)])
    assert large.getvalue() == b"x" + bytes(199_998) + b"x"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "none of MP4"),
        (b"<!doctype html><script>alert(1)</script>", "none of MP4"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "none of MP4"),
        (b"%PDF-1.7", "none of MP4"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "none of MP4"),
        (b"ID3\x04\x00\x00\x00\x00\x00\x05<html><script>", "none of MP4"),
        (b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f", "none of MP4"),
        (b"OggS\x00\x02", "Ogg"),
        (b"RIFF\x24\x08\x00\x00AVI LIST", "AVI"),
        (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", "Windows Media"),
        (b"GIF89a", "GIF"),
    ],
)
def test_what_is_none_of_them_is_refused_with_what_to_do(content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        looked_into(content)


@given(st.binary(max_size=400))
def test_no_bytes_at_all_make_it_fail_otherwise(content: bytes) -> None:
    for head in (b"", b"\0\0\0\x18ftypisom", b"\x1a\x45\xdf\xa3", b"RIFF\0\0\0\0WAVE", b"ID3"):
        try:
            blanks = looked_into(head + content).blanks
        except InputError:
            blanks = ()
        assert all(one.start + one.length <= len(head + content) for one in blanks)


@given(st.data())
def test_a_film_that_was_changed_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from([mp4(), webm(), wav(), mp3()])))
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = looked_into(bytes(content))
    except InputError:
        return
    file = io.BytesIO(bytes(content))
    blank_out(file, found.blanks)
    assert len(file.getvalue()) == len(content)
