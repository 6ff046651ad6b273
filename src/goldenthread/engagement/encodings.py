"""Which encoding a text file is in."""

import codecs
import re
from functools import lru_cache
from pathlib import Path

from goldenthread.errors import InputError

CHUNK_BYTES = 1 << 18
# The mark of the longer ones begins like one of the shorter.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL_BYTES = frozenset(range(32)) - frozenset(b"\t\n\r\x0b\x0c\x1b")
# A character beyond the first 65,536 as two halves of three bytes: some databases write it so.
_HALVES = re.compile(rb"\xed[\xa0-\xaf][\x80-\xbf]\xed[\xb0-\xbf][\x80-\xbf]")
_ESCAPED_BYTE = re.compile("[\udc80-\udcff]")
_BEYOND_ASCII = re.compile("[^\x00-\x7f\udc80-\udcff]")


def find_encoding(path: Path) -> str:
    """Return the name of the codec that reads the file.

    A byte order mark decides, then the pattern of zero bytes in UTF-16, then
    whether the whole file is UTF-8; what remains is an older one-byte encoding.

    A file that has not changed since is not read again. Raises InputError if the
    file is not text, or mixes UTF-8 with another encoding.
    """
    known = path.stat()
    return _find_encoding(path, known.st_size, known.st_mtime_ns)


@lru_cache(maxsize=16)
def _find_encoding(path: Path, _size: int, _changed_at: int) -> str:
    with path.open("rb") as stream:
        start = stream.read(4096)
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    if sixteen_bits := _find_unmarked_utf16(start):
        return sixteen_bits
    _refuse_binary(start)
    bad_byte_at = _first_byte_that_is_not_utf8(path)
    return "utf-8" if bad_byte_at is None else _find_one_byte_encoding(path, bad_byte_at)


def _find_unmarked_utf16(start: bytes) -> str:
    pairs = len(start) // 2
    zeros_first, zeros_second = start[0::2].count(0), start[1::2].count(0)
    if zeros_second > 0.4 * pairs > 4 * zeros_first:
        return "utf-16-le"
    if zeros_first > 0.4 * pairs > 4 * zeros_second:
        return "utf-16-be"
    return ""


def _refuse_binary(start: bytes) -> None:
    control = sum(1 for byte in start if byte in _CONTROL_BYTES)
    if control > 0.05 * len(start):
        raise InputError(
            "This file is not a table of text. Save it as CSV UTF-8 or as an Excel "
            "workbook (.xlsx) and send that."
        )


def _first_byte_that_is_not_utf8(path: Path) -> int | None:
    decoder = codecs.getincrementaldecoder("utf-8")("strict")
    read = 0
    with path.open("rb") as stream:
        while True:
            chunk = stream.read(CHUNK_BYTES)
            try:
                decoder.decode(chunk, final=not chunk)
            except UnicodeDecodeError:
                return read
            if not chunk:
                return None
            read += len(chunk)


def _find_one_byte_encoding(path: Path, bad_byte_near: int) -> str:
    from charset_normalizer import from_bytes  # noqa: PLC0415 - a tenth of a second

    with path.open("rb") as stream:
        stream.seek(max(0, bad_byte_near - CHUNK_BYTES // 2))
        sample = stream.read(2 * CHUNK_BYTES)
    _refuse_mixture(sample)
    # Only what offices in the United Kingdom still write: with every codec as
    # a candidate, short samples come out as Cyrillic or Baltic.
    best = from_bytes(sample, cp_isolation=["cp1252", "mac_roman", "latin_1"]).best()
    return best.encoding if best else "latin_1"


def _refuse_mixture(sample: bytes) -> None:
    """Refuse a file with more characters that are UTF-8 than bytes that are not."""
    text = sample.decode("utf-8", errors="surrogateescape")
    stray = _ESCAPED_BYTE.search(text)
    is_halved = _HALVES.search(sample) is not None
    if stray and (is_halved or len(_BEYOND_ASCII.findall(text)) > len(_ESCAPED_BYTE.findall(text))):
        before = " ".join(text[max(0, stray.start() - 30) : stray.start()].split())
        raise InputError(
            f"Most of this file is UTF-8, but the character after “{before}” is not. Open the "
            "file in the tool it came from and save it again as CSV UTF-8."
        )
