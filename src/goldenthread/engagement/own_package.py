"""Our own export with everything: a zip of the table, the form, decisions and files.

golden-thread.json   the form with its earlier words
responses.csv        a row for each response
decisions.jsonl      a line for each thing said that was decided about
files.jsonl          a line for each file, which lies in files/
"""

import json
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import IO

from goldenthread.engagement.own_package_lines import read_decision, read_file_line, read_form
from goldenthread.engagement.sent_files import LARGEST_FILE
from goldenthread.errors import InputError
from goldenthread.records.own_package import DecisionElsewhere, ExportedForm, FileElsewhere
from goldenthread.records.tables import TableLimits

FORM, TABLE = "golden-thread.json", "responses.csv"
DECISIONS, FILES = "decisions.jsonl", "files.jsonl"
LARGEST_FORM = 20_000_000
LONGEST_LINE = 200_000
CHUNK = 1 << 20


def digest_of_words(text: str) -> str:
    """Return what tells whether words are still those that were decided about.

    >>> digest_of_words("More trees")
    '592ee994c59f65c2'
    """
    return sha256(b"goldenthread words\x00" + text.encode()).hexdigest()[:16]


def is_own_package(path: Path) -> bool:
    """Return whether this is an export with everything, by what lies in it."""
    if not zipfile.is_zipfile(path):
        return False
    try:
        with zipfile.ZipFile(path) as archive:
            return {FORM, TABLE} <= set(archive.namelist())
    except zipfile.BadZipFile:
        return False


class OwnPackage:
    """An opened package. Nothing in it is trusted: sizes are limited, lines are checked."""

    def __init__(self, archive: zipfile.ZipFile, limits: TableLimits) -> None:
        self._archive, self._limits = archive, limits
        self._names = frozenset(archive.namelist())

    def unpack_table(self, to: IO[bytes]) -> None:
        """Write the table.

        Raises:
            InputError: it is larger than a table may be.
        """
        for chunk in self._chunks(TABLE, self._limits.file_bytes):
            to.write(chunk)
        to.flush()

    def form(self) -> ExportedForm:
        """Return the form. InputError says what in it cannot be understood."""
        content = b"".join(self._chunks(FORM, LARGEST_FORM))
        return read_form(_parse_json(content, FORM))

    def decisions(self) -> Iterator[DecisionElsewhere]:
        """Yield what was decided, a line at a time. InputError names the line."""
        for place, entry in self._lines(DECISIONS):
            yield read_decision(entry, place)

    def files(self) -> Iterator[FileElsewhere]:
        """Yield the files that belong to answers. InputError names the line."""
        for place, entry in self._lines(FILES):
            yield read_file_line(entry, place)

    def content_of(self, name: str) -> bytes:
        """Return the bytes of a file.

        Raises:
            InputError: it is not there, or larger than a file may be.
        """
        if not name.startswith("files/") or name not in self._names:
            raise InputError(f"The file “{name[:60]}” is not in the package.")
        return b"".join(self._chunks(name, LARGEST_FILE))

    def _chunks(self, name: str, most: int) -> Iterator[bytes]:
        told = self._archive.getinfo(name).file_size
        if told > most:
            raise InputError(f"“{name}” has {told / 1e6:,.0f} MB; up to {most / 1e6:,.0f} MB fit.")
        read = 0
        try:
            with self._archive.open(name) as part:
                # A header can lie about the size, so what comes out is counted too.
                while chunk := part.read(CHUNK):
                    read += len(chunk)
                    if read > most:
                        raise InputError(f"“{name}” is larger than it says. It is not read.")
                    yield chunk
        except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError) as error:
            raise InputError(f"“{name}” cannot be unpacked. Export it again.") from error

    def _lines(self, name: str) -> Iterator[tuple[int, object]]:
        if name not in self._names:
            return
        rest = b""
        number = 0
        for chunk in chain(self._chunks(name, self._limits.file_bytes), [b"\n"]):
            *lines, rest = (rest + chunk).split(b"\n")
            for line in lines:
                number += 1
                if line.strip():
                    yield number, _parse_json(line, f"{name}, line {number}")
            if len(rest) > LONGEST_LINE:
                raise InputError(f"“{name}”, line {number + 1}, is too long to be one of ours.")


def _parse_json(content: bytes, where: str) -> object:
    try:
        return json.loads(content)
    except (ValueError, RecursionError) as error:
        raise InputError(f"“{where}” cannot be read. Export it again.") from error


@contextmanager
def open_package(path: Path, limits: TableLimits) -> Iterator[OwnPackage]:
    """Give the package at this path. InputError where it is damaged."""
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, OSError) as error:
        raise InputError("This package cannot be opened. Export it again.") from error
    with archive:
        yield OwnPackage(archive, limits)
