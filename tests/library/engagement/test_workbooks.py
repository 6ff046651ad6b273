import io
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from goldenthread.engagement.workbooks import cell_text, check_archive, iterate_workbook
from goldenthread.errors import InputError
from goldenthread.records.tables import TableLimits

LIMITS = TableLimits()


def workbook_at(path: Path, *sheets: list[tuple[Any, ...]]) -> Path:
    workbook = Workbook()
    workbook.remove(workbook.active)
    for rows in sheets:
        sheet = workbook.create_sheet()
        for row in rows:
            sheet.append(row)
    workbook.save(path)
    return path


def with_member(path: Path, name: str, content: bytes) -> Path:
    """Rewrite an archive with one member put in place of the one of that name, if any."""
    with zipfile.ZipFile(path) as archive:
        members = {one: archive.read(one) for one in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for one, old in (members | {name: content}).items():
            archive.writestr(one, old if one != name else content)
    return path


def cells_of(path: Path) -> list[tuple[str, ...]]:
    return [row.cells for row in iterate_workbook(path, LIMITS)]


def test_numbers_dates_and_ticks_read_as_a_person_would_type_them(tmp_path: Path) -> None:
    row = (
        5.0,
        2.5,
        True,
        datetime(2025, 3, 1),  # noqa: DTZ001 - a cell of a workbook has no zone
        datetime(2025, 3, 1, 9, 30),  # noqa: DTZ001
        date(2025, 3, 2),
        "x",
    )
    path = workbook_at(tmp_path / "a.xlsx", [("a", "b", "c", "d", "e", "f", "g"), row])
    assert cells_of(path)[1] == (
        "5", "2.5", "TRUE", "2025-03-01", "2025-03-01 09:30:00", "2025-03-02", "x",
    )  # fmt: skip


def test_a_long_number_keeps_its_digits() -> None:
    assert cell_text(447700900123) == "447700900123"
    assert cell_text(447700900123.0) == "447700900123"
    assert cell_text(time(9, 5)) == "09:05:00"


def test_the_first_visible_sheet_with_rows_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    workbook = Workbook()
    hidden = workbook.create_sheet("hidden")
    hidden.append(("secret",))
    hidden.sheet_state = "hidden"
    shown = workbook.create_sheet("shown")
    shown.append(("what",))
    workbook.create_sheet("later").append(("other",))
    workbook.save(path)
    assert cells_of(path) == [("what",)]


def test_row_numbers_are_those_of_the_sheet_though_rows_are_blank(tmp_path: Path) -> None:
    path = workbook_at(tmp_path / "a.xlsx", [("what",), (), (), ("trees",)])
    assert [row.number for row in iterate_workbook(path, LIMITS)] == [1, 4]


def test_a_declared_range_that_is_too_small_hides_no_row(tmp_path: Path) -> None:
    path = workbook_at(tmp_path / "a.xlsx", [("a", "b"), ("1", "2"), ("3", "4")])
    name = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read(name)
    with_member(path, name, sheet.replace(b'ref="A1:B3"', b'ref="A1:A1"'))
    assert cells_of(path) == [("a", "b"), ("1", "2"), ("3", "4")]


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = workbook_at(tmp_path / "a.xlsx", [("what",)])
    with_member(path, "xl/media/picture.xml", b"0" * 60_000_000)
    with pytest.raises(InputError, match="unpacks to 60 MB"):
        check_archive(path, LIMITS)


def test_an_entity_bomb_is_refused(tmp_path: Path) -> None:
    path = workbook_at(tmp_path / "a.xlsx", [("what",)])
    bomb = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><sst>&b;</sst>'
    with_member(path, "xl/sharedStrings.xml", bomb)
    with pytest.raises(InputError, match=r"its own XML entities in xl/sharedStrings\.xml"):
        cells_of(path)


def test_an_entity_that_reads_a_file_is_refused_in_any_unicode_encoding(tmp_path: Path) -> None:
    text = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x SYSTEM "file:///etc/passwd"><x/>'
    path = workbook_at(tmp_path / "a.xlsx", [("what",)])
    with_member(path, "xl/worksheets/sheet1.xml", text.encode("utf-16"))
    with pytest.raises(InputError, match="its own XML entities"):
        cells_of(path)


def test_macros_are_refused(tmp_path: Path) -> None:
    path = workbook_at(tmp_path / "a.xlsx", [("what",)])
    with_member(path, "xl/vbaProject.bin", b"macro")
    with pytest.raises(InputError, match="holds macros"):
        cells_of(path)


def test_another_kind_of_archive_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    with pytest.raises(InputError, match="not an Excel workbook"):
        cells_of(path)


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    path = workbook_at(tmp_path / "a.xlsx", [("what",)] * 100)
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(InputError, match="damaged"):
        cells_of(path)


def test_broken_xml_in_a_sheet_is_refused(tmp_path: Path) -> None:
    path = workbook_at(tmp_path / "a.xlsx", [("what",), ("trees",)])
    with_member(path, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row><c")
    with pytest.raises(InputError, match="cannot be read"):
        cells_of(path)


def test_a_cell_far_beyond_the_last_column_is_refused(tmp_path: Path) -> None:
    path = workbook_at(tmp_path / "a.xlsx", [("what",)])
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    sheet += b'<sheetData><row r="1"><c r="ZZZZZZ1"><v>1</v></c></row></sheetData></worksheet>'
    with_member(path, "xl/worksheets/sheet1.xml", sheet)
    with pytest.raises(InputError, match="cannot be read"):
        cells_of(path)


def test_a_row_far_beyond_the_last_row_is_refused(tmp_path: Path) -> None:
    path = workbook_at(tmp_path / "a.xlsx", [("what",)])
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    sheet += b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    sheet += b'<row r="4000000000"><c r="A4000000000"><v>1</v></c></row></sheetData></worksheet>'
    with_member(path, "xl/worksheets/sheet1.xml", sheet)
    with pytest.raises(InputError, match="more rows than Excel can hold"):
        cells_of(path)


def test_an_archive_whose_size_is_a_lie_is_refused(tmp_path: Path) -> None:
    path = workbook_at(tmp_path / "a.xlsx", [("what",)])
    with_member(path, "xl/theme/more.xml", b"<a/>" * 1000)
    content = path.read_bytes()
    lie = content.replace((4000).to_bytes(4, "little"), (7).to_bytes(4, "little"))
    assert lie != content
    path.write_bytes(lie)
    with pytest.raises(InputError, match="damaged"):
        cells_of(path)


def test_a_stream_of_rows_that_is_left_early_closes_the_file(tmp_path: Path) -> None:
    path = workbook_at(tmp_path / "a.xlsx", [("what",)] * 1000)
    rows = iterate_workbook(path, LIMITS)
    next(rows)
    rows.close()  # type: ignore[attr-defined]
    path.rename(tmp_path / "b.xlsx")
    assert io.BytesIO((tmp_path / "b.xlsx").read_bytes()).read(2) == b"PK"
