"""Reading Excel workbooks row by row, after a look inside the archive."""

import re
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, time
from functools import lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

from goldenthread.engagement.empty_cells import WithoutEmptyCells
from goldenthread.errors import InputError
from goldenthread.records.tables import TableLimits, TableRow

EXCEL_ROWS = 1_048_576
_SMALL_ARCHIVE = 20_000_000
_EXACT_IN_EXCEL = 1e15
_CHUNK_BYTES = 1 << 18
_ROWS_AT_A_TIME = 200
_SAVE_AS = "Open it in Excel or LibreOffice, save it as an Excel workbook (.xlsx), and send that."
_OTHER_ARCHIVES = (
    ("word/document.xml", "a Word document"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("xl/workbook.bin", "a binary Excel workbook (.xlsb)"),
    ("content.xml", "an OpenDocument file (.ods or .odt)"),
    ("Index/Document.iwa", "a Numbers or Pages document"),
)
# A formula without a value behind it: <c r="B5"><f>…</f></c>, with an empty <v> or none.
# An empty value of type "str" was worked out: its result is no text.
_UNFINISHED = re.compile(
    rb"<(?:\w+:)?c\b(?![^<>]*\bt=\"str\")[^<>]*?\br=\"(?P<cell>[A-Z]{1,3}(?P<row>\d{1,7}))\"[^<>]*>\s*"
    rb"<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_LONGEST_FORMULA_CELL = 1 << 14
_STRICT = b"purl.oclc.org/ooxml"
# Excel itself holds 65,490 formats of cells; each is some elements.
_MOST_ELEMENTS_OF_STYLES = 400_000
_DEFINITIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


def iterate_workbook(path: Path, limits: TableLimits, sheet: str = "") -> Iterator[TableRow]:
    """Yield every row of a sheet, or of the first visible one that has any.

    Raises InputError if the archive is broken, holds macros or document type
    definitions, unpacks to more than the limits allow, or has no such sheet.
    """
    unfinished = check_archive(path, limits)
    with _open_workbook(path) as workbook:
        for one in _visible_sheets(workbook):
            if sheet and one.title != sheet:
                continue
            is_empty = True
            for row in _rows_of_sheet(one, unfinished.get(_place_in_archive(one), {})):
                is_empty = False
                yield row
            if sheet or not is_empty:
                return
    if sheet:
        raise InputError(f"This workbook has no visible sheet “{sheet}”. Choose another sheet.")


def read_sheet_heads(path: Path, limits: TableLimits, most: int) -> dict[str, list[TableRow]]:
    """Return the first rows of each visible sheet that has any, in the order of the workbook."""
    unfinished = check_archive(path, limits)
    with _open_workbook(path) as workbook:
        heads = {
            one.title: list(
                islice(_rows_of_sheet(one, unfinished.get(_place_in_archive(one), {})), most)
            )
            for one in _visible_sheets(workbook)
        }
    return {name: rows for name, rows in heads.items() if rows}


@contextmanager
def _open_workbook(path: Path) -> Iterator[Any]:
    from openpyxl import load_workbook  # noqa: PLC0415 - half a second

    with path.open("rb") as stream:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                workbook = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        except Exception as mistake:  # openpyxl lets through whatever the XML provokes
            raise InputError(f"This workbook cannot be read. {_SAVE_AS}") from mistake
        with closing(workbook):
            yield workbook


def _visible_sheets(workbook: Any) -> Iterator[Any]:
    for sheet in workbook.worksheets:
        if sheet.sheet_state == "visible":
            # Some exporters declare a range that is smaller than what they wrote.
            sheet.reset_dimensions()
            sheet._get_source = partial(_open_sheet, sheet)  # noqa: SLF001 - nor for this
            yield sheet


def _open_sheet(sheet: Any) -> WithoutEmptyCells:
    return WithoutEmptyCells(sheet.parent._archive.open(sheet._worksheet_path))  # noqa: SLF001


def _place_in_archive(sheet: Any) -> str:
    return str(sheet._worksheet_path).lstrip("/")  # noqa: SLF001 - openpyxl has no public name for it


def check_archive(path: Path, limits: TableLimits) -> dict[str, dict[int, str]]:
    """Refuse an archive that is not a plain workbook of reasonable size.

    Returns the cells with a formula that was never worked out, by part of the
    archive and by row. A file that has not changed since is not looked at again.
    """
    known = path.stat()
    return _check_archive_once(path, known.st_size, known.st_mtime_ns, limits)


@lru_cache(maxsize=16)
def _check_archive_once(
    path: Path, _size: int, _changed_at: int, limits: TableLimits
) -> dict[str, dict[int, str]]:
    try:
        with zipfile.ZipFile(path) as archive:
            _check_names([member.filename for member in archive.infolist()])
            _check_unpacked_size(archive, path.stat().st_size, limits)
            return _check_content(archive, limits)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, EOFError, OSError) as mistake:
        raise InputError(f"This workbook is damaged. {_SAVE_AS}") from mistake
    except (RuntimeError, NotImplementedError, ValueError) as mistake:
        raise InputError(
            f"This workbook is locked or packed in an unknown way. {_SAVE_AS}"
        ) from mistake


def _check_names(names: list[str]) -> None:
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise InputError(
            "This workbook holds macros, which are never run or kept here. Save it as an "
            "Excel workbook without macros (.xlsx) and send that."
        )
    if "xl/workbook.xml" in names:
        return
    for part, kind in _OTHER_ARCHIVES:
        if any(name == part for name in names):
            raise InputError(f"This is {kind}, which is not read here. {_SAVE_AS}")
    if any(name.lower().endswith((".csv", ".tsv", ".txt", ".xlsx")) for name in names):
        raise InputError("This is a zip archive with files in it. Unpack it, and send one table.")
    raise InputError(f"This file is not an Excel workbook (.xlsx). {_SAVE_AS}")


def _check_unpacked_size(archive: zipfile.ZipFile, packed: int, limits: TableLimits) -> None:
    unpacked = sum(member.file_size for member in archive.infolist())
    # Small files may pack well without being a bomb, so the ratio counts from 20 MB.
    too_dense = unpacked > _SMALL_ARCHIVE and unpacked > limits.unpacked_ratio * packed
    if unpacked > limits.unpacked_bytes or too_dense:
        raise InputError(
            f"This workbook unpacks to {unpacked // 1_000_000:,} MB, which is more than is taken "
            "in. Remove empty formatted rows and pictures, or save the sheet as CSV UTF-8."
        )


def _check_content(archive: zipfile.ZipFile, limits: TableLimits) -> dict[str, dict[int, str]]:
    """Read all XML once: it may define nothing, and be no longer than it declares."""
    total = 0
    unfinished: dict[str, dict[int, str]] = {}
    for member in archive.infolist():
        if not member.filename.lower().endswith((".xml", ".rels")):
            continue
        end, elements = b"", 0
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                total += len(chunk)
                elements += chunk.count(b"<") - chunk.count(b"</")
                part = end + chunk
                _check_part(member.filename, part, elements)
                if any(word in part for word in _DEFINITIONS):
                    raise InputError(
                        f"This workbook defines its own XML entities in {member.filename}, which "
                        f"is not safe to read. {_SAVE_AS}"
                    )
                for found in _UNFINISHED.finditer(part) if b"<f" in part or b":f" in part else ():
                    cells = unfinished.setdefault(member.filename, {})
                    cells.setdefault(int(found["row"]), found["cell"].decode())
                end = part[-_LONGEST_FORMULA_CELL:]
        if total > limits.unpacked_bytes:
            raise InputError("This workbook unpacks to more than is taken in.")
    return unfinished


def _check_part(name: str, part: bytes, elements: int) -> None:
    """Refuse what the reader of workbooks finds nothing in, or takes minutes and gigabytes for."""
    if name == "xl/workbook.xml" and _STRICT in part:
        raise InputError(
            "This workbook is saved as “Strict Open XML Spreadsheet”, which is not read here. Save "
            "it as “Excel Workbook (.xlsx)” and send that."
        )
    if name.endswith("styles.xml") and elements > _MOST_ELEMENTS_OF_STYLES:
        raise InputError(
            "This workbook has more formats of cells than Excel can hold. Copy the answers into a "
            "new workbook, or save the sheet as CSV UTF-8, and send that."
        )


def _rows_of_sheet(sheet: Any, unfinished: dict[int, str]) -> Iterator[TableRow]:
    values = sheet.iter_rows(values_only=True)
    number = 0
    while batch := _next_values(values):
        for row in batch:
            number += 1
            if number > EXCEL_ROWS:
                raise InputError("This sheet claims more rows than Excel can hold.")
            if any(value is not None for value in row):
                cells = tuple(cell_text(value) for value in row)
                yield TableRow(number, cells, _formula_problem(unfinished.get(number, "")))


def _formula_problem(cell: str) -> str:
    if not cell:
        return ""
    return (
        f"Cell {cell} holds a formula whose result is not in the file. Open the workbook in Excel "
        "or LibreOffice, save it, and send it again."
    )


def _next_values(values: Iterator[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(islice(values, _ROWS_AT_A_TIME))
    except Exception as mistake:  # openpyxl lets through whatever the XML provokes
        raise InputError(f"A row of this workbook cannot be read. {_SAVE_AS}") from mistake


def cell_text(value: Any) -> str:
    """Return what a cell holds as a person would type it.

    >>> cell_text(5.0), cell_text(0.1 + 0.2), cell_text(datetime(2025, 3, 1)), cell_text(True)
    ('5', '0.3', '2025-03-01', 'TRUE')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return format(value, ".15g") if abs(value) < _EXACT_IN_EXCEL else str(value)
    if isinstance(value, datetime):
        is_midnight = value.time() == time(0)
        return value.date().isoformat() if is_midnight else value.isoformat(sep=" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value).replace("\x00", "")
