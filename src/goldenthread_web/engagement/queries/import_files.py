"""Looking into an uploaded file: its columns, its first rows, and how they would be read."""

import shutil
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.core.files.base import File

from goldenthread.engagement import (
    iterate_rows,
    iterate_table,
    recognise_platform,
    recognise_polis,
)
from goldenthread.engagement.layouts import (
    choose_sheet,
    find_long_layout,
    layout_of_sheet,
    read_head,
)
from goldenthread.engagement.mending import is_mended_file, original_cells, original_headers
from goldenthread.engagement.own_package import is_own_package, open_package
from goldenthread.engagement.words import shortened
from goldenthread.errors import ConflictError
from goldenthread.records.importing import ColumnMapping
from goldenthread.records.polis import PolisFile
from goldenthread.records.responses import ResponseRow
from goldenthread.records.tables import HeaderParts, TableLayout, TableLimits
from goldenthread_web.engagement.models import ResponseImport

SAMPLE_ROWS = 300
LONGEST_TITLE = 80
MOST_STATEMENTS = 50_000
CHUNK_BYTES = 1 << 20
# Some two seconds on a busy machine: the XML of a workbook is some ten times as long.
LARGE_WORKBOOK, LARGE_TEXT = 4_000_000, 20_000_000
# Formatted cells without a value pack into next to nothing, and are read all the same.
LARGE_UNPACKED = 40_000_000
PLAIN_LAYOUT = TableLayout()


@dataclass(frozen=True, slots=True)
class FileSample:
    """The headers and first rows of a file; `polis` if it is part of a Polis export.

    `platform` is the name of the survey tool that wrote it, "" if none is known.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    polis: PolisFile | None
    layout: TableLayout = PLAIN_LAYOUT
    parts: tuple[HeaderParts, ...] = ()
    sheets: tuple[str, ...] = ()
    platform: str = ""

    def cells_of(self, position: int) -> list[str]:
        """Return the cells of one column that are not blank."""
        return [row[position] for row in self.rows if position < len(row) and row[position].strip()]


@dataclass(frozen=True, slots=True)
class RowAsRead:
    """How one row would be taken: what it says, or why it cannot be taken."""

    number: int
    reason: str
    words: tuple[tuple[str, str], ...] = ()
    about: tuple[tuple[str, str], ...] = ()


def is_large(file: "File[bytes]") -> bool:
    """Return whether looking into a file takes longer than somebody should wait for a page."""
    file.seek(0)
    is_workbook = file.read(2) == b"PK"
    unpacked = _unpacked_size(file) if is_workbook else 0
    file.seek(0)
    is_long = (file.size or 0) > (LARGE_WORKBOOK if is_workbook else LARGE_TEXT)
    return is_long or unpacked > LARGE_UNPACKED


def _unpacked_size(file: "File[bytes]") -> int:
    """Return how large an archive says that it is unpacked; 0 where it cannot be told."""
    try:
        with zipfile.ZipFile(file) as archive:
            return sum(member.file_size for member in archive.infolist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return 0


def upload_limits(*, columns: int = 1_000) -> TableLimits:
    """Return the limits of this site."""
    return TableLimits(file_bytes=settings.UPLOAD_LIMIT_BYTES, columns=columns)


def sample_file(path: Path, layout: TableLayout | None = None) -> FileSample:
    """Return what the file begins with, read by this layout or by the one that fits it.

    InputError says why it cannot be used.
    """
    # Only a Polis export may be as wide as a conversation has statements.
    wide = upload_limits(columns=MOST_STATEMENTS)
    head = read_head(path, limits=wide)
    if layout is None:
        layout = layout_of_sheet(head, choose_sheet(head))
        layout = find_long_layout(path, layout, limits=wide)
    table = iterate_table(path, limits=wide, layout=layout)
    polis = recognise_polis(table.headers)
    if polis is None and len(table.headers) > upload_limits().columns:
        table = iterate_table(path, limits=upload_limits(), layout=layout)
    is_mended = is_mended_file(table.headers)
    platform = recognise_platform(table.headers, layout=layout, sheets=head.names)
    cells = (row.cells for row in islice(table.rows, SAMPLE_ROWS) if not row.problem)
    return FileSample(
        original_headers(table.headers) if is_mended else table.headers,
        tuple(original_cells(row) if is_mended else row for row in cells),
        polis,
        layout,
        () if is_mended else table.parts,
        head.names,
        platform.name if platform and not is_mended else "",
    )


def cells_of_rows(
    path: Path, numbers: frozenset[int], layout: TableLayout = PLAIN_LAYOUT
) -> dict[int, tuple[str, ...]]:
    """Return the cells of these rows as they stand in the file, by row number."""
    table = iterate_table(path, limits=upload_limits(columns=MOST_STATEMENTS), layout=layout)
    is_mended = is_mended_file(table.headers)
    return {
        row.number: original_cells(row.cells) if is_mended else row.cells
        for row in table.rows
        if row.number in numbers
    }


def read_first_rows(path: Path, mapping: ColumnMapping, *, most: int = 10) -> list[RowAsRead]:
    """Return how the first rows would be read. MappingError if the mapping does not fit."""
    titles = {
        column.question: shortened(column.title or column.header, LONGEST_TITLE)
        for column in mapping.columns
    }
    found = islice(iterate_rows(path, mapping, limits=upload_limits()), most)
    return [
        _as_read(row, titles)
        if isinstance(row, ResponseRow)
        else RowAsRead(row.row_number, row.reason)
        for row in found
    ]


def _as_read(row: ResponseRow, titles: dict[str, str]) -> RowAsRead:
    words = [(titles[answer.question], answer.text) for answer in row.open_answers]
    chosen = [(titles[choice.question], ", ".join(choice.options)) for choice in row.choices]
    chosen += list(_say_further_answers(row, titles))
    about = (
        ("Channel", row.channel.value.capitalize()),
        ("Capacity", row.capacity.value.capitalize()),
        ("Date", _say_day(row)),
        ("Area", row.area),
        ("Audience", row.audience),
        ("Organisation", row.organisation),
        ("Language", row.language or ""),
        ("People", str(row.people_count) if row.people_count > 1 else ""),
        ("Under 18", "Yes" if row.is_young_person else ""),
        ("Words", "May be published" if row.may_publish_words else "Counted only"),
        ("Equality answers", str(len(row.equality_answers)) if row.equality_answers else ""),
    )
    return RowAsRead(
        row.row_number, "", (*words, *chosen), tuple(pair for pair in about if pair[1])
    )


def _say_further_answers(row: ResponseRow, titles: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what was answered beside words and ticks, as a person would say it."""
    said = row.further
    for number in said.numbers:
        yield titles[number.question], f"{number.value.normalize():f}"
    for day in said.dates:
        yield titles[day.question], f"{day.value.day} {day.value:%B %Y}"
    for ranking in said.rankings:
        yield titles[ranking.question], ", ".join(f"{at}: {one}" for at, one in ranking.options)
    for matrix in said.matrices:
        yield titles[matrix.question], ", ".join(f"{line}: {one}" for line, one in matrix.choices)
    for place in said.places:
        pin = "a pin" if place.latitude is not None else ""
        parts = filter(None, (place.area, place.postcode_sector, pin))
        yield titles[place.question], ", ".join(parts)
    for vote in said.votes:
        told = {1: "agree", 0: "pass", -1: "disagree"}[vote.value]
        yield vote.statement, told


def _say_day(row: ResponseRow) -> str:
    return f"{row.date.day} {row.date:%B %Y}" if row.date else ""


def estimate_rows(path: Path) -> int:
    """Return about how many rows the file has, at least 1: for a progress bar, not for a count."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/sheet")]
            return max(1, sum(_count_in(archive.open(name), b"<row ") for name in sheets[:1]))
    with path.open("rb") as stream:
        is_json = stream.read(1) in {b"[", b"{"}
        stream.seek(0)
        lines = _count_in(stream, b"}," if is_json else b"\n")
    with path.open("rb") as stream:
        return max(1, lines or _count_in(stream, b"\r"))


def _count_in(stream: object, mark: bytes) -> int:
    total = 0
    while chunk := stream.read(CHUNK_BYTES):  # type: ignore[attr-defined]
        total += chunk.count(mark)
    return total


@contextmanager
def file_of(response_import: ResponseImport) -> Iterator[Path]:
    """Give the path of the table that was uploaded; of a package, of the one in it."""
    with upload_of(response_import) as path, table_in(path) as table:
        yield table


@contextmanager
def table_in(path: Path) -> Iterator[Path]:
    """Give the path of the table itself: of our own package, that which is in it."""
    if not is_own_package(path):
        yield path
        return
    limits = upload_limits()
    with open_package(path, limits) as package, NamedTemporaryFile(suffix=".csv") as table:
        package.unpack_table(table)
        yield Path(table.name)


@contextmanager
def upload_of(response_import: ResponseImport) -> Iterator[Path]:
    """Give the path of the uploaded file, copied here first if it is stored elsewhere."""
    if not response_import.file:
        raise ConflictError(
            "The file of this import is not kept any more: words live in one place. "
            "Send the file again."
        )
    try:
        path = Path(response_import.file.path)
    except NotImplementedError:  # a store on another machine has no paths
        with response_import.file.open("rb") as stored, path_of(stored) as copy:
            yield copy
        return
    yield path


@contextmanager
def path_of(uploaded: "File[bytes]") -> Iterator[Path]:
    """Give a path with the bytes of a file that may be in memory only."""
    if hasattr(uploaded, "temporary_file_path"):
        yield Path(uploaded.temporary_file_path())
        return
    suffix = Path(uploaded.name or "").suffix
    with NamedTemporaryFile(suffix=suffix[:10]) as copy:
        uploaded.seek(0)
        shutil.copyfileobj(uploaded, copy)
        copy.flush()
        uploaded.seek(0)
        yield Path(copy.name)
