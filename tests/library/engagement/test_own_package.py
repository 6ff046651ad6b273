"""A package is taken apart carefully: sizes are limited, and damage is told."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from goldenthread.engagement import own_package
from goldenthread.engagement.own_package import is_own_package, open_package
from goldenthread.errors import InputError
from goldenthread.records.tables import TableLimits

FORM = json.dumps({"title": "Streets", "exported_on": "2026-05-01", "form_version": 2})


def packed(folder: Path, **parts: str | bytes) -> Path:
    path = folder / "everything.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def parts(**more: str | bytes) -> dict[str, str | bytes]:
    return {"golden-thread.json": FORM, "responses.csv": "a,b\n1,2\n", **more}


def test_a_package_is_known_by_what_lies_in_it(tmp_path: Path) -> None:
    assert is_own_package(packed(tmp_path, **parts()))
    assert not is_own_package(packed(tmp_path, **{"responses.csv": "a"}))
    table = tmp_path / "a.csv"
    table.write_text("a,b")
    assert not is_own_package(table)


def test_its_table_form_and_lines_come_out(tmp_path: Path) -> None:
    line = json.dumps({"part": "answer", "response": "x", "place": 2})
    path = packed(
        tmp_path, **parts(**{"decisions.jsonl": f"{line}\n\n{line}", "files/a.jpg": b"A"})
    )
    with open_package(path, TableLimits()) as package:
        table = BytesIO()
        package.unpack_table(table)
        assert table.getvalue() == b"a,b\n1,2\n"
        assert (package.form().title, package.form().form_version) == ("Streets", 2)
        assert [one.place for one in package.decisions()] == [2, 2]
        assert list(package.files()) == []
        assert package.content_of("files/a.jpg") == b"A"


@pytest.mark.parametrize("name", ["responses.csv", "files/../golden-thread.json", "files/b.jpg"])
def test_only_files_are_given_as_files(tmp_path: Path, name: str) -> None:
    with (
        open_package(packed(tmp_path, **parts()), TableLimits()) as package,
        pytest.raises(InputError, match="not in the package"),
    ):
        package.content_of(name)


def test_what_is_too_large_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_package, "LARGEST_FILE", 100)
    path = packed(tmp_path, **parts(**{"files/a.jpg": b"0" * 101}))
    with (
        open_package(path, TableLimits(file_bytes=5)) as package,
        pytest.raises(InputError, match="up to 0 MB"),
    ):
        package.content_of("files/a.jpg")
    with (
        open_package(path, TableLimits(file_bytes=5)) as package,
        pytest.raises(InputError, match=r"responses\.csv"),
    ):
        package.unpack_table(BytesIO())


@pytest.mark.parametrize(
    ("lines", "named"),
    [
        ("{", "line 1"),
        ('{"part": "answer"}\n[1]', "line 2"),
        ('{"a": "' + "x" * 200_001, "too long"),
    ],
)
def test_a_line_that_is_not_ours_is_named(tmp_path: Path, lines: str, named: str) -> None:
    with (
        open_package(packed(tmp_path, **parts(**{"decisions.jsonl": lines})), TableLimits()) as one,
        pytest.raises(InputError, match=named),
    ):
        list(one.decisions())


def test_a_damaged_package_is_told(tmp_path: Path) -> None:
    path = packed(tmp_path, **parts())
    content = bytearray(path.read_bytes())
    at = content.index(b"responses.csv") + len("responses.csv")
    content[at + 2] ^= 0xFF
    path.write_bytes(content)
    with (
        open_package(path, TableLimits()) as package,
        pytest.raises(InputError, match="cannot be unpacked"),
    ):
        package.unpack_table(BytesIO())
    path.write_bytes(b"PK")
    with pytest.raises(InputError, match="cannot be opened"), open_package(path, TableLimits()):
        pass
