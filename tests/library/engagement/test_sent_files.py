"""Pictures written anew: pixels only, upright, in a process of their own."""

import io
import struct
import zlib

import pytest
from PIL import ExifTags, Image

from goldenthread.engagement.sent_files import LONGEST_SIDE, rewrite_apart, rewrite_file
from goldenthread.errors import FileRefusedError, InputError

SECRET = b"Canon of Mrs Begum, Flat 9"


def picture(kind: str, size: tuple[int, int] = (40, 20), mode: str = "RGB") -> bytes:
    """Return a picture that is red on its left half, with a place and a name in its notes."""
    drawn = Image.new(mode, size, "blue")
    drawn.paste("red", (0, 0, size[0] // 2, size[1]))
    notes = Image.Exif()
    notes[ExifTags.Base.Artist] = SECRET.decode()
    notes[ExifTags.Base.Orientation] = 6
    notes.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (51.0, 31.0, 12.0)
    written = io.BytesIO()
    drawn.save(written, kind, exif=notes)
    return written.getvalue()


def bomb(side: int) -> bytes:
    """Return a PNG of a few bytes that says that it has side x side points."""

    def chunk(name: bytes, content: bytes) -> bytes:
        check = zlib.crc32(name + content)
        return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    content = zlib.compress(bytes(1_000_000))
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", content)
        + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(("kind", "ending"), [("JPEG", "jpg"), ("PNG", "png")])
def test_where_and_by_whom_it_was_taken_is_gone(kind: str, ending: str) -> None:
    sent = picture(kind)
    assert SECRET in sent
    done = rewrite_file(sent)
    assert done.ending == ending
    assert SECRET not in done.content
    with Image.open(io.BytesIO(done.content)) as opened:
        assert not opened.getexif()
        assert set(opened.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_a_picture_taken_sideways_is_turned_upright() -> None:
    with Image.open(io.BytesIO(rewrite_file(picture("PNG")).content)) as opened:
        assert opened.size == (20, 40)
        assert opened.getpixel((10, 2)) == (255, 0, 0)
        assert opened.getpixel((10, 37)) == (0, 0, 255)


def test_a_large_picture_gets_smaller() -> None:
    done = rewrite_file(picture("JPEG", (LONGEST_SIDE + 1_000, 100)))
    with Image.open(io.BytesIO(done.content)) as opened:
        assert max(opened.size) == LONGEST_SIDE


def test_a_picture_of_too_many_points_is_refused_before_it_is_opened() -> None:
    with pytest.raises(InputError, match="8,000 by 8,000 points"):
        rewrite_file(bomb(8_000))
    with pytest.raises(InputError, match="cannot be opened"):
        rewrite_file(bomb(30_000))


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"", "something else"),
        (b"<html><script>alert(1)</script>", "something else"),
        (b"GIF89a....", "GIF"),
        (b"PK\x03\x04....", "Save it as PDF"),
        (b"\x00\x00\x00\x18ftypheic....", "HEIC.*screenshot.*Settings, Camera, Formats"),
        (b"\x00\x00\x00\x18ftypmif1\0\0\0\0mif1heic", "HEIC"),
        (b"\x00\x00\x00\x18ftypheix\0\0\0\0mif1miaf", "HEIC"),
        (b"\x00\x00\x00\x18ftypmif1\0\0\0\0avifmif1", "AVIF"),
        (b"\x00\x00\x00\x18ftypisom\0\0\0\0isommp42", "something else"),
        (b"\xff\xd8\xff\xe0 not a picture", "cannot be opened"),
        (b"\x89PNG\r\n\x1a\n", "cannot be opened"),
        (b"x" * 10_000_001, "10 MB fit"),
    ],
)  # fmt: skip
def test_what_is_no_picture_is_refused_in_words(sent: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        rewrite_file(sent)


def test_half_a_picture_is_refused() -> None:
    with pytest.raises(InputError, match="cannot be opened"):
        rewrite_file(picture("PNG", (400, 400))[:-100])


def test_the_process_apart_does_the_same_and_tells_the_same() -> None:
    assert rewrite_apart(picture("PNG")) == rewrite_file(picture("PNG"))
    with pytest.raises(FileRefusedError, match="8,000 by 8,000 points") as refused:
        rewrite_apart(bomb(8_000))
    assert refused.value.values == {"width": "8,000", "height": "8,000"}
    assert str(refused.value) == refused.value.sentence % refused.value.values


def test_what_takes_too_long_is_stopped() -> None:
    with pytest.raises(InputError, match="takes too long"):
        rewrite_apart(picture("PNG"), seconds=0.001)
