from pathlib import Path

import pytest

from goldenthread.engagement.encodings import CHUNK_BYTES, find_encoding
from goldenthread.errors import InputError

WORDS = "id,what\n1,Café naïve – “more trees”, £5\n2,বাংলা ভাষা\n"
WESTERN = "id,what\n1,The café on the corner – “more trees” for £5, she’s naïve\n" * 20


def written(folder: Path, content: bytes) -> Path:
    path = folder / "export.csv"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_unicode_files_are_read_with_and_without_a_mark(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, WORDS.encode(encoding))
    assert path.read_text(encoding=find_encoding(path)) == WORDS


def test_a_big_endian_mark_is_understood(tmp_path: Path) -> None:
    path = written(tmp_path, b"\xfe\xff" + WORDS.encode("utf-16-be"))
    assert path.read_text(encoding=find_encoding(path)) == WORDS


@pytest.mark.parametrize("encoding", ["cp1252", "mac_roman"])
def test_old_office_encodings_are_told_apart(tmp_path: Path, encoding: str) -> None:
    path = written(tmp_path, WESTERN.encode(encoding))
    assert path.read_text(encoding=find_encoding(path)) == WESTERN


def test_one_odd_byte_far_into_the_file_still_decides(tmp_path: Path) -> None:
    content = b"id,what\n" + b"1,plain\n" * CHUNK_BYTES + "2,café\n".encode("latin-1")
    path = written(tmp_path, content)
    assert path.read_text(encoding=find_encoding(path)).endswith("2,café\n")


def test_a_character_cut_by_a_reading_step_is_no_mistake(tmp_path: Path) -> None:
    path = written(tmp_path, b"a" * (CHUNK_BYTES - 1) + "é\n".encode())
    assert find_encoding(path) == "utf-8"


def test_a_mixture_of_encodings_is_refused_with_the_place(tmp_path: Path) -> None:
    path = written(tmp_path, "1,বাংলা ভাষা\n2,near the caf".encode() + b"\xe9\n")
    with pytest.raises(InputError, match=r"after “.*near the caf” is not"):
        find_encoding(path)


def test_a_picture_is_no_table(tmp_path: Path) -> None:
    path = written(tmp_path, b"\x89PNG\r\n\x1a\n" + bytes(range(32)) * 50)
    with pytest.raises(InputError, match="not a table of text"):
        find_encoding(path)
