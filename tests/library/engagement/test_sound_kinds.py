"""Sounds are known by their first bytes."""

import pytest

from goldenthread.engagement.sound_kinds import sound_kind

WEBM = b"\x1a\x45\xdf\xa3\x9fB\x86\x81\x01B\xf7\x81\x01B\xf2\x81\x04B\xf3\x81\x08B\x82\x84webm"


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"OggS\x00\x02", "ogg"),
        (b"RIFF\x24\x08\x00\x00WAVEfmt ", "wav"),
        (WEBM, "webm"),
        (b"\x00\x00\x00\x20ftypM4A \x00", "m4a"),
        (b"ID3\x04\x00", "mp3"),
        (b"\xff\xfb\x90\x64", "mp3"),
    ],
)
def test_each_kind_is_known(content: bytes, kind: str) -> None:
    assert sound_kind(content) == kind


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<!doctype html><script>alert(1)</script>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"RIFF\x24\x08\x00\x00AVI LIST",
        b"RIFF\x24\x08\x00\x00WEBPVP8 ",
        b"\x1a\x45\xdf\xa3\x93B\x82\x88matroska",
        b"\x00\x00\x00\x20ftypheic",
        b"\x00\x00\x00\x20ftypqt  ",
        b"\xff\xfe<\x00h\x00t\x00m\x00l\x00",
        b"\xff\xd8\xff\xe0",
        b"MZ\x90\x00",
        b"%PDF-1.7",
    ],
)
def test_everything_else_is_none(content: bytes) -> None:
    assert sound_kind(content) == ""
