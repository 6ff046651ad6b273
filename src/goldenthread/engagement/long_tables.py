"""Tables with a row for each answer: told apart, and turned into a row for each response."""

import hashlib
import json
import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from itertools import groupby

from goldenthread.engagement.meanings import plain_value, without_decimals
from goldenthread.errors import InputError, MappingError
from goldenthread.records.tables import HeaderParts, LongForm, Table, TableLimits, TableRow

# Several answers of one response to one question stand below each other in its cell.
BETWEEN_ANSWERS = "\n"
_MOST_ROWS_OF_RESPONSE = 20_000
_ROWS_AT_A_TIME = 500
_RESPONSE_HEADERS = re.compile(
    r"(respon(se|dent)|submission|session|participant|user|person|contribution|entry|record|form)"
    r"[ _-]?(id|no|nr|number|ref|reference|token|key)|id|ref|reference|respondent|participant"
    r"|session|submission"
)
_QUESTION_HEADERS = re.compile(
    r"((survey|form|field) )?(question|prompt|field)([ _-]?(text|title|wording|label|body|name))?"
)
_ANSWER_HEADERS = re.compile(
    r"(answer|response|reply|value)([ _-]?(text|value|body|content|label))?|free[ _-]?text|comment"
)


def find_long_form(headers: Sequence[str], rows: Sequence[TableRow]) -> LongForm | None:
    """Return which columns hold response, question and answer; None if it is another table."""
    plain = [plain_value(header).replace("_", " ") for header in headers]
    question = _first_header_like(plain, _QUESTION_HEADERS, set())
    answer = _first_header_like(plain, _ANSWER_HEADERS, set())
    if question is None or answer is None:
        return None
    response = _first_header_like(plain, _RESPONSE_HEADERS, {question, answer})
    if response is None or not _has_questions_again_and_again(rows, response, question):
        return None
    return LongForm(headers[response], headers[question], headers[answer])


def _first_header_like(
    plain: Sequence[str], pattern: re.Pattern[str], taken: set[int]
) -> int | None:
    return next(
        (
            place
            for place, header in enumerate(plain)
            if place not in taken and pattern.fullmatch(header)
        ),
        None,
    )


def _has_questions_again_and_again(rows: Sequence[TableRow], response: int, question: int) -> bool:
    """Return whether questions come again and again, and seldom twice for one response."""
    pairs = [(row.cells[response].strip(), row.cells[question].strip()) for row in rows]
    pairs = [pair for pair in pairs if all(pair)]
    questions = {question for _, question in pairs}
    return len(pairs) > 1 and 2 * len(set(pairs)) > len(pairs) > len(questions)


def describe_long_form(
    open_table: Callable[[], Table], form: LongForm, limits: TableLimits
) -> LongForm:
    """Return the form with what only the whole table tells.

    `open_table` opens it from the start. MappingError if its columns are not
    what the form says; InputError names the row that belongs to no response.
    """
    headers = open_table().headers
    places = _places(headers, form)
    form = replace(form, is_together=_is_together(open_table().rows, form, places))
    questions: dict[str, None] = {}
    differing = set(places)
    for group in _responses(open_table().rows, form, places):
        for row in group:
            questions[_question(row, places)] = None
            differing |= {
                place
                for place, cell in enumerate(row.cells)
                if place not in differing and cell != group[0].cells[place]
            }
        if len(questions) > limits.columns:
            raise InputError(
                f"There are more than {limits.columns:,} different questions in the column "
                f"“{form.question}”; row {group[-1].number} has one that is too many. Check "
                "that it is the column with the questions."
            )
    about = (header for place, header in enumerate(headers) if place not in differing)
    return replace(form, questions=tuple(questions), about=tuple(about))


def pivoted(table: Table, form: LongForm, limits: TableLimits) -> Table:
    """Return the table with a row for each response and a column for each question.

    A row bears the number of the first row of its response. Rows that stand
    together are read as they come; scattered ones are sorted in a temporary
    file, so that memory stays small in either case.
    """
    places = _places(table.headers, form)
    known = {header: place for place, header in enumerate(table.headers)}
    missing = [header for header in form.about if header not in known]
    if missing:
        raise MappingError(
            f"The file has no column “{missing[0]}”. Map the columns of this file again."
        )
    about = [known[header] for header in form.about]
    rows = (
        _response_row(group, form, (places, about), limits)
        for group in _responses(table.rows, form, places)
    )
    headers = _unique((form.response_id, *form.about, *form.questions))
    return Table(headers, rows, tuple(HeaderParts(header) for header in headers))


Places = tuple[int, int, int]


def _places(headers: Sequence[str], form: LongForm) -> Places:
    named = (form.response_id, form.question, form.answer)
    for header in named:
        if header not in headers:
            raise MappingError(
                f"The file has no column “{header}”, which should tell responses, questions or "
                "answers apart. Choose the columns of this file again."
            )
    if len(set(named)) < len(named):
        raise MappingError("Choose three different columns for the response, question and answer.")
    response, question, answer = (headers.index(header) for header in named)
    return response, question, answer


def _unique(names: Sequence[str]) -> tuple[str, ...]:
    taken: dict[str, None] = {}
    for name in names:
        copy, unique = 1, name
        while unique in taken:
            copy += 1
            unique = f"{name} ({copy})"
        taken[unique] = None
    return tuple(taken)


def _response_id(row: TableRow, places: Places) -> str:
    return without_decimals(row.cells[places[0]].strip())


def _question(row: TableRow, places: Places) -> str:
    return " ".join(row.cells[places[1]].split())


def _refuse_rows_of_nobody(
    rows: Iterator[TableRow], form: LongForm, places: Places
) -> Iterator[TableRow]:
    """Refuse the file at a row that cannot be joined to its response: nothing is half-loaded."""
    for row in rows:
        said = f"Row {row.number}: {row.problem}" if row.problem else ""
        if not said and not _response_id(row, places):
            said = f"Row {row.number} has nothing in the column “{form.response_id}”."
        if not said and not _question(row, places):
            said = f"Row {row.number} has nothing in the column “{form.question}”."
        if said:
            raise InputError(
                f"{said} A response has several rows in this file, so mend it there and send the "
                "whole file again."
            )
        yield row


def _is_together(rows: Iterator[TableRow], form: LongForm, places: Places) -> bool:
    """About 100 bytes are held for each response."""
    seen: set[bytes] = set()
    for response_id, _ in groupby(
        _refuse_rows_of_nobody(rows, form, places), lambda row: _response_id(row, places)
    ):
        digest = hashlib.sha256(response_id.encode()).digest()[:16]
        if digest in seen:
            return False
        seen.add(digest)
    return True


def _responses(
    rows: Iterator[TableRow], form: LongForm, places: Places
) -> Iterator[list[TableRow]]:
    checked = _refuse_rows_of_nobody(rows, form, places)
    ordered = checked if form.is_together else _sort_by_response(checked, places)
    for response_id, group in groupby(ordered, lambda row: _response_id(row, places)):
        found: list[TableRow] = []
        for row in group:
            found.append(row)
            if len(found) > _MOST_ROWS_OF_RESPONSE:
                raise InputError(
                    f"Row {row.number} is one too many for the response “{response_id[:40]}”. "
                    f"Check that “{form.response_id}” is the column that tells responses apart."
                )
        yield found


def _sort_by_response(rows: Iterator[TableRow], places: Places) -> Iterator[TableRow]:
    """Yield the rows by response, in the order in which each response first appears."""
    # An empty name makes a private file that SQLite deletes; a small cache spills to it.
    with closing(sqlite3.connect("")) as store:
        store.execute("CREATE TABLE answers (response TEXT, number INTEGER, cells TEXT)")
        written = ((_response_id(row, places), row.number, json.dumps(row.cells)) for row in rows)
        store.executemany("INSERT INTO answers VALUES (?, ?, ?)", written)
        store.execute("CREATE INDEX by_response ON answers (response, number)")
        found = store.execute(
            "SELECT number, cells FROM answers JOIN (SELECT response AS one, MIN(number) AS first "
            "FROM answers GROUP BY response) ON response = one ORDER BY first, number"
        )
        while batch := found.fetchmany(_ROWS_AT_A_TIME):
            for number, cells in batch:
                yield TableRow(number, tuple(json.loads(cells)))


def _response_row(
    group: list[TableRow], form: LongForm, places: tuple[Places, list[int]], limits: TableLimits
) -> TableRow:
    named, about = places
    answers: dict[str, list[str]] = {question: [] for question in form.questions}
    for row in group:
        question, answer = _question(row, named), row.cells[named[2]]
        if question not in answers:
            raise InputError(
                f"Row {row.number} answers “{question[:80]}”, which is not among the questions "
                "that this file was described with. Map the columns of this file again."
            )
        if answer.strip():
            answers[question].append(answer)
    said = [
        next((row.cells[place] for row in group if row.cells[place].strip()), "") for place in about
    ]
    cells = (
        _response_id(group[0], named), *said, *map(BETWEEN_ANSWERS.join, answers.values()),
    )  # fmt: skip
    too_long = max(map(len, cells)) > limits.cell_characters
    problem = f"An answer has more than {limits.cell_characters:,} characters." if too_long else ""
    return TableRow(group[0].number, cells, problem)
