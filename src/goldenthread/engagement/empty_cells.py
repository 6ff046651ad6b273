"""Passing over the cells of a worksheet that have a colour or a border, and nothing in them.

Somebody who formats whole rows leaves 16,384 such cells in each, and reading
them takes a hundred times as long as reading what was answered.
"""

import re
from typing import IO

# Where a cell without an address follows, this one is counted and has to stay.
_EMPTY = re.compile(
    rb"<c r=\"[A-Z]{1,3}\d{1,7}\"(?: s=\"\d+\")?(?: t=\"n\")?\s*(?:/>|></c>)(?=<c r=|</row>)"
)
_LONGEST_TAG = 1_000_000
_WORDS_AS_THEY_STAND = b"<![CDATA["


class WithoutEmptyCells:
    """The XML of a worksheet, read on as it is needed, without its empty cells."""

    def __init__(self, source: IO[bytes]) -> None:
        self._source = source
        self._held = b""
        self._is_plain = True

    def read(self, size: int = -1) -> bytes:
        """Return some bytes of what is left, none only at the end."""
        while True:
            chunk = self._source.read(size)
            self._held += chunk
            if _WORDS_AS_THEY_STAND in self._held or len(self._held) > _LONGEST_TAG + len(chunk):
                self._is_plain = False
            # A tag may go on in the next chunk, and so may the one that tells whether it stays.
            end = self._held.rfind(b"<", 0, max(0, self._held.rfind(b"<")))
            if not chunk or not self._is_plain:
                end = len(self._held)
            if end > 0 or not chunk:
                found, self._held = self._held[: max(0, end)], self._held[max(0, end) :]
                found = _EMPTY.sub(b"", found) if self._is_plain else found
                if found or not chunk:
                    return found

    def close(self) -> None:
        """Close what it reads from."""
        self._source.close()

    def __enter__(self) -> "WithoutEmptyCells":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
