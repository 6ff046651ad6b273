"""Exports as files: lines of CSV, a workbook, JSON, each sent while it is read."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from goldenthread.engagement.archive_stream import stream_archive
from goldenthread.engagement.json_tables import COLUMNS
from goldenthread.engagement.mending import escape_formula, undo_escape
from goldenthread.engagement.own_package import DECISIONS, FILES, FORM, TABLE
from goldenthread.engagement.own_package_lines import as_entry
from goldenthread.engagement.workbook_stream import Cell, Sheet, stream_workbook
from goldenthread.records.own_package import DecisionElsewhere, FileElsewhere
from goldenthread_web.engagement.models import Engagement, FileAnswer
from goldenthread_web.engagement.queries.export import VOTES, ResponseRows, votes_of
from goldenthread_web.engagement.queries.export_book import code_book
from goldenthread_web.engagement.queries.export_columns import ExportLayout
from goldenthread_web.engagement.queries.export_package import (
    decisions_of,
    files_of_export,
    form_of_export,
)

MARK = "\ufeff"
VOTE_HEADERS = ("Golden Thread response", "statement", "words of the statement", "vote")


class _Lines:
    """A file that hands over the lines that were written so far."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def write(self, line: str) -> int:
        self._lines.append(line)
        return len(line)

    def take(self) -> str:
        taken = "".join(self._lines)
        self._lines.clear()
        return taken


def as_csv(
    headers: Sequence[str], chunks: Iterable[Iterable[Sequence[Cell]]], *, has_mark: bool
) -> Iterator[str]:
    """Yield a CSV file, some rows at a time; the mark makes Excel read it as UTF-8."""
    lines = _Lines()
    writer = csv.writer(lines)
    writer.writerow(headers)
    yield (MARK if has_mark else "") + lines.take()
    for rows in chunks:
        writer.writerows(rows)
        yield lines.take()


def responses_csv(rows: ResponseRows, layout: ExportLayout, *, has_mark: bool) -> Iterator[str]:
    """Yield all responses as CSV."""
    return as_csv(layout.headers, rows.chunks(), has_mark=has_mark)


def code_book_csv(engagement: Engagement, layout: ExportLayout) -> Iterator[str]:
    """Yield the code book as CSV."""
    headers, *rows = code_book(engagement, layout)
    return as_csv([str(cell) for cell in headers], [rows], has_mark=True)


def workbook(engagement: Engagement, rows: ResponseRows, layout: ExportLayout) -> Iterator[bytes]:
    """Yield a workbook: the responses, and the code book beside them."""
    return stream_workbook(
        [
            Sheet("Responses", _with_head(layout.headers, rows)),
            Sheet("Code book", code_book(engagement, layout)),
        ]
    )


def _with_head(headers: list[str], rows: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    yield headers
    yield from rows


def responses_json(
    engagement: Engagement, rows: ResponseRows, layout: ExportLayout
) -> Iterator[str]:
    """Yield all responses as JSON: what is blank is left out, and nothing is escaped."""
    names = [undo_escape(header) for header in layout.headers]
    head = {
        "engagement": engagement.title,
        "is_invented": engagement.is_invented,
        COLUMNS: names,
    }
    yield f'{json.dumps(head, ensure_ascii=False)[:-1]}, "responses": ['
    between = "\n"
    for chunk in rows.chunks():
        said = [
            {
                name: _value_of_cell(cell)
                for name, cell in zip(names, row, strict=True)
                if cell is not None
            }
            for row in chunk
        ]
        yield between + ",\n".join(json.dumps(one, ensure_ascii=False) for one in said)
        between = ",\n"
    book_headers, *book = code_book(engagement, layout)
    lines = [
        {str(name): _value_of_cell(cell) for name, cell in zip(book_headers, line, strict=True)}
        for line in book
    ]
    yield f'\n], "code_book": {json.dumps(lines, ensure_ascii=False)}}}\n'


def package(
    person: object, engagement: Engagement, layout: ExportLayout, *, today: date
) -> Iterator[bytes]:
    """Yield everything as one zip, from which another site can go on: files and decisions too."""
    rows = ResponseRows(person, engagement, layout)
    form = as_entry(form_of_export(engagement, today=today))
    files = list(files_of_export(engagement))
    parts: list[tuple[str, Iterable[str | bytes]]] = [
        (FORM, [json.dumps(form, ensure_ascii=False, indent=1)]),
        (TABLE, responses_csv(rows, layout, has_mark=True)),
        (DECISIONS, map(_line_of_decision, decisions_of(person, engagement))),
        (FILES, (_line_of_decision(told) for told, _ in files)),
        *((told.name, _bytes_of(answer)) for told, answer in files),
    ]
    return stream_archive(parts)


def _line_of_decision(record: DecisionElsewhere | FileElsewhere) -> str:
    return json.dumps(as_entry(record), ensure_ascii=False) + "\n"


def _bytes_of(answer: FileAnswer) -> Iterator[bytes]:
    """Yield the bytes of a file; nothing where it is lost, which the import then says."""
    try:
        with answer.file.open("rb") as opened:
            yield from opened.chunks()
    except FileNotFoundError:
        return


def _value_of_cell(cell: Cell) -> str | int | float | None:
    if isinstance(cell, Decimal):
        return float(cell)
    return undo_escape(cell) if isinstance(cell, str) else cell


def votes_csv(engagement: Engagement, statements: dict[int, str]) -> Iterator[str]:
    """Yield each vote in a row of its own: `statements` are the words of those to be named."""
    found = votes_of(engagement)
    rows = (
        (response, number, escape_formula(statements[number]), VOTES[value])
        for response, number, value in found.iterator(chunk_size=2_000)
        if number in statements
    )
    return as_csv(VOTE_HEADERS, _in_lots(rows), has_mark=True)


def _in_lots(rows: Iterable[Sequence[Cell]], size: int = 2_000) -> Iterator[list[Sequence[Cell]]]:
    lot: list[Sequence[Cell]] = []
    for row in rows:
        lot.append(row)
        if len(lot) == size:
            yield lot
            lot = []
    yield lot
