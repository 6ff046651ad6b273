"""Reading Excel workbooks row by row, after a look inside the archive."""

import warnings
import zipfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

from goldenthread.errors import InputError
from goldenthread.records.engagement import TableLimits, TableRow

EXCEL_ROWS = 1_048_576
_SMALL_ARCHIVE = 20_000_000
_EXACT_IN_EXCEL = 1e15
_CHUNK_BYTES = 1 << 18
_ROWS_AT_A_TIME = 200
_SAVE_AS = "Open it in Excel or LibreOffice, save it as an Excel workbook (.xlsx), and send that."
_DEFINITIONS = tuple(
    word.encode(encoding)
    for word in ("<!DOCTYPE", "<!ENTITY")
    for encoding in ("utf-8", "utf-16-le", "utf-16-be")
)


def iterate_workbook(path: Path, limits: TableLimits) -> Iterator[TableRow]:
    """Yield every row of the first visible sheet that has any, the header row included.

    Raises InputError if the archive is broken, holds macros or document type
    definitions, or unpacks to more than the limits allow.
    """
    check_archive(path, limits)
    from openpyxl import load_workbook  # noqa: PLC0415 - half a second

    with path.open("rb") as stream:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                workbook = load_workbook(stream, read_only=True, data_only=True, keep_links=False)
        except Exception as mistake:  # openpyxl lets through whatever the XML provokes
            raise InputError(f"This workbook cannot be read. {_SAVE_AS}") from mistake
        with closing(workbook):
            yield from _with_wide_header(_first_sheet_with_rows(workbook))


def check_archive(path: Path, limits: TableLimits) -> None:
    """Refuse an archive that is not a plain workbook of reasonable size."""
    try:
        with zipfile.ZipFile(path) as archive:
            _check_names([member.filename for member in archive.infolist()])
            _check_unpacked_size(archive, path.stat().st_size, limits)
            _check_content(archive, limits)
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
    if "xl/workbook.xml" not in names:
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


def _check_content(archive: zipfile.ZipFile, limits: TableLimits) -> None:
    """Read all XML once: it may define nothing, and be no longer than it declares."""
    total = 0
    for member in archive.infolist():
        if not member.filename.lower().endswith((".xml", ".rels")):
            continue
        end = b""
        with archive.open(member) as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                total += len(chunk)
                if any(word in end + chunk for word in _DEFINITIONS):
                    raise InputError(
                        f"This workbook defines its own XML entities in {member.filename}, which "
                        f"is not safe to read. {_SAVE_AS}"
                    )
                end = chunk[-40:]
        if total > limits.unpacked_bytes:
            raise InputError("This workbook unpacks to more than is taken in.")


def _first_sheet_with_rows(workbook: Any) -> Iterator[TableRow]:
    for sheet in workbook.worksheets:
        if sheet.sheet_state != "visible":
            continue
        # Some exporters declare a range that is smaller than what they wrote.
        sheet.reset_dimensions()
        is_empty = True
        for row in _rows(sheet):
            is_empty = False
            yield row
        if not is_empty:
            return


def _with_wide_header(rows: Iterator[TableRow]) -> Iterator[TableRow]:
    """Fill up the first row to the width of the next ones.

    The blank cells at the end of a header row, left by a merged cell, are not
    in the file, though there are values below them.
    """
    header = next(rows, None)
    if header is None:
        return
    ahead = list(islice(rows, _ROWS_AT_A_TIME))
    width = max((_filled_width(row.cells) for row in ahead), default=0)
    yield replace(header, cells=header.cells + ("",) * (width - len(header.cells)))
    yield from ahead
    yield from rows


def _filled_width(cells: tuple[str, ...]) -> int:
    return max((place for place, cell in enumerate(cells, start=1) if cell.strip()), default=0)


def _rows(sheet: Any) -> Iterator[TableRow]:
    values = sheet.iter_rows(values_only=True)
    number = 0
    while batch := _next_values(values):
        for row in batch:
            number += 1
            if number > EXCEL_ROWS:
                raise InputError("This sheet claims more rows than Excel can hold.")
            if any(value is not None for value in row):
                yield TableRow(number, tuple(cell_text(value) for value in row))


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
