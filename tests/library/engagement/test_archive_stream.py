"""An archive that is written while what is in it is made."""

import io
import zipfile

from goldenthread.engagement.archive_stream import stream_archive


def test_what_was_put_in_comes_out() -> None:
    parts = [("README.txt", ["Für ", "alle"]), ("empty.csv", []), ("a/b.csv", ["x\r\n"])]
    content = b"".join(stream_archive(parts))
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        assert package.testzip() is None
        found = {name: package.read(name).decode() for name in package.namelist()}
    assert found == {"README.txt": "Für alle", "empty.csv": "", "a/b.csv": "x\r\n"}


def test_a_later_part_is_made_when_an_earlier_one_was_sent() -> None:
    made: list[str] = []

    def lines(name: str):
        for number in range(400):
            made.append(name)
            yield f"{name} {number * 7919 % 10_007}" * 60

    stream = stream_archive([("one", lines("one")), ("two", lines("two"))])
    assert next(stream)
    assert "two" not in made
    assert b"".join(stream)
    assert made.count("two") == 400
