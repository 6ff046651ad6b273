"""What kind of file was sent, told by its bytes: names and endings are not to be trusted."""

from enum import StrEnum
from pathlib import Path

from goldenthread.engagement.json_tables import starts_as_json
from goldenthread.errors import InputError
from goldenthread.records.tables import TableLimits

_MACROS = frozenset([".xlsm", ".xltm", ".xlam"])
_JSON_ENDINGS = frozenset([".json", ".jsonl", ".ndjson", ".geojson"])
_START_BYTES = 2048
_AS_WORKBOOK = (
    "Open it in Excel or LibreOffice, save it as an Excel workbook (.xlsx), and send that."
)
_BINARY_STARTS: tuple[tuple[bytes, str], ...] = (
    (
        b"\xd0\xcf\x11\xe0",
        (
            "This workbook is in the old Excel format (.xls) or protected by a password. Save "
            "it as an Excel workbook (.xlsx) without a password and send that."
        ),
    ),
    (b"%PDF", "This is a PDF. Send the table that it was made from, as CSV or .xlsx."),
    (b"{\\rtf", "This is a rich text document. Send the table as CSV or .xlsx."),
    (b"\x1f\x8b", "This file is packed (.gz). Unpack it, and send the table that is in it."),
    (b"7z\xbc\xaf", "This file is packed (.7z). Unpack it, and send the table that is in it."),
    (b"Rar!", "This file is packed (.rar). Unpack it, and send the table that is in it."),
    (b"$FL2", f"This is an SPSS file (.sav). {_AS_WORKBOOK}"),
    (b"SQLite format 3", "This is a database. Export the table from it as CSV."),
)  # fmt: skip
_PAGE_STARTS = ("<!doctype html", "<html", "<head", "<table", "<body", "<style", "<meta")


class FileKind(StrEnum):
    """What a file with a table in it can be."""

    WORKBOOK = "workbook"
    JSON = "JSON"
    DELIMITED = "delimited"


def check_kind(path: Path, limits: TableLimits) -> FileKind:
    """Return what the file is.

    Raises InputError if it cannot be opened, is too large, or is of a kind that
    is not read, with what to do.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as stream:
            start = stream.read(_START_BYTES)
    except OSError as mistake:
        raise InputError(f"The file {path.name} cannot be opened: {mistake.strerror}.") from mistake
    if size > limits.file_bytes:
        raise InputError(
            f"This file has {size // 1_000_000:,} MB; up to {limits.file_bytes // 1_000_000:,} MB "
            "are taken. Split it into several files with the same header row."
        )
    text = start.replace(b"\x00", b"").decode("latin-1").lstrip("ÿþï»¿ \t\r\n")
    _refuse_other_kinds(path, start, text.casefold())
    if start.startswith(b"PK"):
        return FileKind.WORKBOOK
    is_called_json = path.suffix.lower() in _JSON_ENDINGS and text.startswith(("[", "{"))
    return FileKind.JSON if is_called_json or starts_as_json(text) else FileKind.DELIMITED


def is_archive(path: Path) -> bool:
    """Return whether the file begins as a workbook (.xlsx) does."""
    with path.open("rb") as stream:
        return stream.read(2) == b"PK"


def _refuse_other_kinds(path: Path, start: bytes, text: str) -> None:
    if path.suffix.lower() in _MACROS:
        raise InputError(
            "Workbooks with macros (.xlsm) are not taken. Save it as an Excel workbook "
            "without macros (.xlsx) and send that."
        )
    for sign, message in _BINARY_STARTS:
        if start.startswith(sign):
            raise InputError(message)
    if text.startswith(_PAGE_STARTS):
        raise InputError(
            "This is a web page, though its name may end in .xls: some tools save tables so. "
            f"{_AS_WORKBOOK}"
        )
    if text.startswith("<?xml"):
        raise InputError(f"This is an XML file, perhaps from an older Excel. {_AS_WORKBOOK}")
