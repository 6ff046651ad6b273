"""Telling whether a row was read before."""

import hashlib
import unicodedata
from collections.abc import Iterable

_ID_LABEL = b"goldenthread response id\x00"
_CONTENT_LABEL = b"goldenthread response content\x00"


def id_identity(response_id: str) -> str:
    """Return the identity (64 hexadecimal digits) of a row that carries its own id."""
    text = unicodedata.normalize("NFC", response_id).strip()
    return hashlib.sha256(_ID_LABEL + text.encode()).hexdigest()


def content_digest(cells: Iterable[tuple[str, str]]) -> bytes:
    """Return a digest of (header, cell) pairs.

    Blank cells and the order of columns make no difference, so that a column
    added to tomorrow's export leaves today's rows what they were.
    """
    digest = hashlib.sha256(_CONTENT_LABEL)
    for header, cell in sorted(cells):
        text = unicodedata.normalize("NFC", cell).strip()
        if text:
            digest.update(f"{len(header)}:{header}{len(text)}:{text}".encode())
    return digest.digest()


def content_identity(digest: bytes, occurrence: int) -> str:
    """Return the identity of the `occurrence`-th row with this content in one file."""
    return hashlib.sha256(_CONTENT_LABEL + digest + str(occurrence).encode()).hexdigest()


class RowIdentities:
    """The identities given so far while one file is read.

    Two people who wrote the same words stay two, because the second is the
    second occurrence. About 150 bytes are held for each row.
    """

    def __init__(self) -> None:
        self._occurrences: dict[bytes, int] = {}
        self._content_of: dict[str, tuple[bytes, int]] = {}

    def by_content(self, digest: bytes) -> str:
        """Return the identity of the next row with this content."""
        occurrence = self._occurrences.get(digest[:16], 0) + 1
        self._occurrences[digest[:16]] = occurrence
        return content_identity(digest, occurrence)

    def by_id(self, response_id: str, digest: bytes, row_number: int) -> tuple[str, int | None]:
        """Return the identity, and the row that has this id with other content, if any."""
        identity = id_identity(response_id)
        content, first_row = self._content_of.setdefault(identity, (digest[:16], row_number))
        return identity, None if content == digest[:16] else first_row
