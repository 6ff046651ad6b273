"""Which files the public may be given, told by what is in them and not by their name."""

import zipfile
from typing import IO

LARGEST_DOCUMENT = 20_000_000
KINDS = {
    "pdf": ("PDF", "application/pdf"),
    "png": ("picture (PNG)", "image/png"),
    "jpg": ("picture (JPEG)", "image/jpeg"),
    "docx": (
        "Word",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "odt": ("OpenDocument", "application/vnd.oasis.opendocument.text"),
}
_SIGNATURES = ((b"%PDF-", "pdf"), (b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpg"))
_ZIP = b"PK\x03\x04"


def kind_of(file: IO[bytes]) -> str:
    """Return "pdf", "png", "jpg", "docx" or "odt" by the file's own bytes, or nothing."""
    file.seek(0)
    begins = file.read(8)
    file.seek(0)
    for signature, kind in _SIGNATURES:
        if begins.startswith(signature):
            return kind
    return _kind_of_package(file) if begins.startswith(_ZIP) else ""


def _kind_of_package(file: IO[bytes]) -> str:
    """Tell the two packages apart by the names in them; nothing is unpacked."""
    try:
        with zipfile.ZipFile(file) as package:
            names = set(package.namelist())
            first = package.infolist()[0]
    except (zipfile.BadZipFile, IndexError, ValueError, NotImplementedError):
        return ""
    finally:
        file.seek(0)
    if any(name.endswith("vbaProject.bin") or name.startswith("Basic/") for name in names):
        return ""
    if {"[Content_Types].xml", "word/document.xml"} <= names:
        return "docx"
    return "odt" if first.filename == "mimetype" and "content.xml" in names else ""
