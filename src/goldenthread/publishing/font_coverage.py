"""Which characters a font can draw, read from the character map of its file.

Source: OpenType specification, "cmap", format 4 (segment mapping to delta values).
"""

import struct
from functools import cache
from pathlib import Path

from goldenthread.errors import MissingPartError

_WINDOWS_UNICODE = (3, 1)
_SEGMENT_FORMAT = 4


@cache
def read_coverage(path: Path) -> frozenset[int]:
    """Return the code points below U+10000 that the font file has a glyph for.

    Raises MissingPartError where the file is not a font with such a map.
    """
    font = path.read_bytes()
    try:
        return _read_segments(font[_find_character_map(font) :])
    except (struct.error, StopIteration) as problem:
        message = f"{path.name} is not a font that can be read. Run `node scripts/build-assets.mjs` to fetch it again."
        raise MissingPartError(message) from problem


def _find_character_map(font: bytes) -> int:
    """Return where the Windows Unicode map begins in the file."""
    (tables,) = struct.unpack_from(">H", font, 4)
    records = (struct.unpack_from(">4sLLL", font, 12 + 16 * place) for place in range(tables))
    start = next(offset for tag, _, offset, _ in records if tag == b"cmap")
    (maps,) = struct.unpack_from(">H", font, start + 2)
    entries = (struct.unpack_from(">HHL", font, start + 4 + 8 * place) for place in range(maps))
    inner = next(offset for system, kind, offset in entries if (system, kind) == _WINDOWS_UNICODE)
    return int(start + inner)


def _read_segments(table: bytes) -> frozenset[int]:
    layout, _, _, doubled = struct.unpack_from(">HHHH", table, 0)
    if layout != _SEGMENT_FORMAT:
        raise StopIteration
    count = doubled // 2
    rows = [
        struct.unpack_from(f">{count}H", table, start)
        for start in (14, 16 + doubled, 16 + 2 * doubled, 16 + 3 * doubled)
    ]
    drawn: set[int] = set()
    for place, (last, first, delta, offset) in enumerate(zip(*rows, strict=True)):
        here = 16 + 3 * doubled + 2 * place
        for code in range(first, min(last, 0xFFFE) + 1):
            if _glyph_of(table, code, first=first, delta=delta, offset=offset and here + offset):
                drawn.add(code)
    return frozenset(drawn)


def _glyph_of(table: bytes, code: int, *, first: int, delta: int, offset: int) -> int:
    """Return the glyph number, 0 where there is none; `offset` 0 means that delta alone tells."""
    if not offset:
        return (code + delta) % 0x10000
    (glyph,) = struct.unpack_from(">H", table, offset + 2 * (code - first))
    return (glyph + delta) % 0x10000 if glyph else 0
