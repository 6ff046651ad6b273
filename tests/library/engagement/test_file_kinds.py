from pathlib import Path

import pytest

from goldenthread.engagement.file_kinds import FileKind, check_kind
from goldenthread.errors import InputError
from goldenthread.records.tables import TableLimits


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("old.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Excel format"),
        ("page.xls", b"<html><table><tr><td>ID</td></tr></table></html>", "web page"),
        ("page.xls", "\ufeff <!DOCTYPE html>".encode("utf-16"), "web page"),
        ("table.xls", b"\xef\xbb\xbf<table><tr><td>ID", "web page"),
        ("book.xls", b'<?xml version="1.0"?><Workbook xmlns="urn:x">', "XML file"),
        ("answers.csv", b"\x1f\x8b\x08\x00", "Unpack it"),
        ("answers.sav", b"$FL2@(#) SPSS DATA FILE", "SPSS"),
        ("macros.XLSM", b"PK\x03\x04", "macros"),
    ],
)
def test_what_is_no_table_is_refused_kindly(
    name: str, content: bytes, said: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(InputError, match=said):
        check_kind(tmp_path / name, TableLimits())


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04", FileKind.WORKBOOK),
        (b"ID,What\n", FileKind.DELIMITED),
        (b"[1],b\n", FileKind.DELIMITED),
        (b'\xef\xbb\xbf [{"a": 1}]', FileKind.JSON),
        ('{"a": []}'.encode("utf-16"), FileKind.JSON),
    ],
)
def test_what_a_file_is_can_be_told_by_its_bytes(
    content: bytes, kind: FileKind, tmp_path: Path
) -> None:
    (tmp_path / "export.bin").write_bytes(content)
    assert check_kind(tmp_path / "export.bin", TableLimits()) is kind
