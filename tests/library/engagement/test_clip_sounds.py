"""MP3 and WAV: the sound stays as it is, and what stands around it goes."""

import io
import struct
import wave

import pytest
from tests.clip_making import NOTED, mp3, wav

from goldenthread.engagement.clip_files import blank_out
from goldenthread.engagement.clip_sounds import look_into_mp3, look_into_wav
from goldenthread.errors import InputError


def test_the_sound_of_a_wav_is_the_same_afterwards() -> None:
    file = io.BytesIO(wav())
    blank_out(file, look_into_wav(file).blanks)
    with wave.open(file) as sound:
        assert sound.readframes(2_000) == bytes(1_600)
    assert b"JUNK" in file.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"RIFF\0\0\0\0WAVE", b"RIFF\0\0\0\0WAVEdat", b"RIFF\0\0\0\0WAVELIST\xff\xff\xff\x7fxx"],
)
def test_a_wav_without_sound_is_refused(content: bytes) -> None:
    with pytest.raises(InputError, match="cut short"):
        look_into_wav(io.BytesIO(content))


def test_a_wav_in_a_form_that_browsers_do_not_play_is_refused() -> None:
    other = b"RIFF\0\0\0\0WAVEfmt " + struct.pack("<IH", 16, 0x31) + bytes(14)
    with pytest.raises(InputError, match="PCM"):
        look_into_wav(io.BytesIO(other))


def test_a_wav_that_says_that_it_is_longer_is_played_as_far_as_it_goes() -> None:
    recorded = wav()[:36] + b"data" + struct.pack("<I", 0x7FFFFFFF) + bytes(100)
    assert look_into_wav(io.BytesIO(recorded)).blanks == ()


def test_tags_before_and_after_an_mp3_are_emptied() -> None:
    others = (
        b"by Jo".ljust(40, b"\0") + b"APETAGEX" + struct.pack("<IIII", 2000, 72, 1, 0) + bytes(8)
    )
    file = io.BytesIO(mp3()[:-128] + others + mp3()[-128:])
    found = look_into_mp3(file)
    assert found is not None
    blank_out(file, found.blanks)
    clean = file.getvalue()
    assert clean.startswith(b"ID3\x04\x00\x00")
    assert b"Jo" not in clean
    assert NOTED not in clean
    assert clean.count(b"\xff\xfb\x90\x64") == 2


def test_bare_frames_are_an_mp3_and_words_are_not() -> None:
    assert look_into_mp3(io.BytesIO(b"\xff\xfb\x90\x64" + bytes(413))) is not None
    assert look_into_mp3(io.BytesIO(b"ID3 is a kind of tag")) is None
