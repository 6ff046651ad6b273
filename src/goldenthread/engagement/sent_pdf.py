"""A PDF file written anew: its pages, and nothing that acts, hides or tells."""

import io
from collections.abc import Iterator
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, EncodedStreamObject, NameObject

from goldenthread.errors import FileRefusedError

MOST_PAGES = 100
MOST_OBJECTS = 100_000
# Notes and forms, actions, descriptions, what programs keep for themselves, other files.
DROPPED = (
    "/Annots", "/AA", "/Metadata", "/PieceInfo", "/Thumb", "/AF", "/EF", "/Ref", "/OPI",
    "/LastModified", "/B", "/StructParents", "/Tabs",
)  # fmt: skip
JPEG_MARK, JPEG_END_OF_HEADERS = 0xFF, 0xDA
NOTES_IN_JPEG = frozenset({*range(0xE1, 0xEE), 0xEF, 0xFE})


def rewrite_pdf(content: bytes) -> bytes:
    """Return a PDF of the pages alone.

    Raises:
        FileRefusedError: it is locked by a password, broken, or has too many pages.
    """
    try:
        pages = PdfReader(io.BytesIO(content), strict=False)
        if pages.is_encrypted:
            raise FileRefusedError("This PDF is locked by a password. Send it without one.")
        if not 0 < len(pages.pages) <= MOST_PAGES:
            raise FileRefusedError(
                "This PDF has %(count)s pages, and %(most)s fit. Send fewer.",
                count=f"{len(pages.pages):,}",
                most=str(MOST_PAGES),
            )
        writer = PdfWriter()
        for page in pages.pages:
            for name in DROPPED:
                page.pop(NameObject(name), None)
            writer.add_page(page)
        _clean(writer)
        writer.metadata = None
        written = io.BytesIO()
        writer.write(written)
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError,
            IndexError, RecursionError) as error:  # fmt: skip
        raise FileRefusedError(
            "This PDF cannot be opened. Save it as a new PDF, or take a picture of it, and send "
            "that."
        ) from error
    return written.getvalue()


def _clean(writer: PdfWriter) -> None:
    for item in _everything(writer):
        for name in DROPPED:
            item.pop(NameObject(name), None)
        if isinstance(item, EncodedStreamObject) and item.get("/Filter") == "/DCTDecode":
            item._data = without_notes(item._data)  # noqa: SLF001 (no other way to the bytes)


def _everything(writer: PdfWriter) -> Iterator[DictionaryObject]:
    """Yield every dictionary that the pages lead to, each once."""
    waiting: list[Any] = list(writer.pages)
    seen: dict[int, Any] = {}
    while waiting:
        item = waiting.pop()
        item = item.get_object() if hasattr(item, "get_object") else item
        if id(item) in seen:
            continue
        seen[id(item)] = item
        if len(seen) > MOST_OBJECTS:
            raise FileRefusedError(
                "This PDF is put together in too many pieces. Save it as a new PDF, or take a "
                "picture of it, and send that."
            )
        if isinstance(item, DictionaryObject):
            yield item
            waiting.extend(item.values())
        elif isinstance(item, ArrayObject):
            waiting.extend(item)


def without_notes(jpeg: bytes) -> bytes:
    """Return a JPEG without what a camera notes in it; the picture itself stays as it is."""
    kept, at = [jpeg[:2]], 2
    while at + 4 <= len(jpeg) and jpeg[at] == JPEG_MARK:
        marker, length = jpeg[at + 1], int.from_bytes(jpeg[at + 2 : at + 4], "big")
        if marker == JPEG_END_OF_HEADERS:
            break
        if marker not in NOTES_IN_JPEG:
            kept.append(jpeg[at : at + 2 + length])
        at += 2 + length
    return b"".join([*kept, jpeg[at:]])
