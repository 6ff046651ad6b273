"""Reading the exports of Polis conversations: statements and votes."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

from goldenthread.engagement.identity import id_identity
from goldenthread.engagement.tables import iterate_table
from goldenthread.engagement.words import normal_text
from goldenthread.errors import InputError
from goldenthread.records.engagement import Capacity, Channel
from goldenthread.records.polis import (
    Moderation,
    PolisFile,
    Statement,
    TallyDifference,
    Vote,
    VoteValue,
)
from goldenthread.records.responses import OpenAnswer, ResponseRow
from goldenthread.records.tables import TableLimits, TableRow

_Meaning = TypeVar("_Meaning")
_MOST_DIGITS = 15
# The wide file has a column for each statement.
_LIMITS = TableLimits(columns=50_000, rows=20_000_000)
_NEEDED = {
    PolisFile.STATEMENTS: {
        "timestamp", "comment-id", "author-id", "agrees", "disagrees", "moderated", "comment-body",
    },
    PolisFile.PARTICIPANTS: {"participant", "group-id", "n-votes", "n-agree", "n-disagree"},
    PolisFile.VOTES: {"timestamp", "comment-id", "voter-id", "vote"},
}  # fmt: skip
_MODERATION = {
    "1": Moderation.ACCEPTED,
    "0": Moderation.NOT_LOOKED_AT,
    "-1": Moderation.REJECTED,
}
_VALUES = {"1": VoteValue.AGREE, "-1": VoteValue.DISAGREE, "0": VoteValue.PASS}


def recognise_polis(headers: Sequence[str]) -> PolisFile | None:
    """Return which file of a Polis export has these headers, None if it is another table."""
    names = set(headers)
    return next((kind for kind, needed in _NEEDED.items() if needed <= names), None)


def iterate_statements(path: Path | str) -> Iterator[Statement]:
    """Yield the statements of a comments.csv in the order of the file, rejected ones included."""
    for row, values in _rows_of_file(path, PolisFile.STATEMENTS):
        yield Statement(
            id=values["comment-id"],
            author=values["author-id"],
            text=values["comment-body"],
            agrees=_number_in(values["agrees"], row, "agrees"),
            disagrees=_number_in(values["disagrees"], row, "disagrees"),
            moderation=_meaning_of(_MODERATION, values["moderated"], row, "moderated"),
            at=_moment_in(values["timestamp"], row),
            is_seed=values.get("is-seed", "").casefold() == "true",
        )


def iterate_votes(path: Path | str) -> Iterator[Vote]:
    """Yield one vote for each voter and statement from a votes.csv or participants-votes.csv.

    votes.csv is a history: of several votes by one voter on one statement the
    last in time counts (of two at the same time, the later line).
    """
    kind = recognise_polis(iterate_table(path, limits=_LIMITS).headers)
    if kind is PolisFile.VOTES:
        return _last_votes(path)
    if kind is PolisFile.PARTICIPANTS:
        return _wide_votes(path)
    raise InputError("This is neither a votes.csv nor a participants-votes.csv of Polis.")


def compare_tallies(
    statements: Iterable[Statement], votes: Iterable[Vote]
) -> tuple[TallyDifference, ...]:
    """Return the statements whose votes do not add up to what the export states of them.

    Expect some: the columns `agrees` and `disagrees` of Polis count every vote in
    the history, while here a voter who voted again counts once.
    """
    counted = Counter((vote.statement, vote.value) for vote in votes)
    differences = (
        TallyDifference(
            statement=statement.id,
            stated_agrees=statement.agrees,
            counted_agrees=counted[statement.id, VoteValue.AGREE],
            stated_disagrees=statement.disagrees,
            counted_disagrees=counted[statement.id, VoteValue.DISAGREE],
        )
        for statement in statements
    )
    return tuple(
        one
        for one in differences
        if (one.stated_agrees, one.stated_disagrees) != (one.counted_agrees, one.counted_disagrees)
    )


def statements_as_responses(
    statements: Iterable[Statement], question: str, *, may_publish_words: bool = False
) -> Iterator[ResponseRow]:
    """Yield one response for each author, with an open answer for each of their statements.

    So people and contributions are counted apart. Each row carries the number of
    the author's first statement in the order given, and the date of the first in time.
    """
    authors: dict[str, list[tuple[int, Statement]]] = {}
    for number, statement in enumerate(statements, start=1):
        if statement.text.strip():
            authors.setdefault(statement.author, []).append((number, statement))
    for author, numbered in authors.items():
        yield _response_of(author, numbered, question, may_publish_words=may_publish_words)


def _response_of(
    author: str, numbered: list[tuple[int, Statement]], question: str, *, may_publish_words: bool
) -> ResponseRow:
    return ResponseRow(
        row_number=numbered[0][0],
        identity=id_identity(f"polis author {author}"),
        channel=Channel.ONLINE_SURVEY,
        date=min((statement.at for _, statement in numbered if statement.at), default=None),
        language=None,
        audience="",
        capacity=Capacity.NOT_SAID,
        organisation="",
        area="",
        people_count=1,
        is_young_person=False,
        may_publish_words=may_publish_words,
        open_answers=tuple(
            OpenAnswer(question, normal_text(statement.text), statement.text)
            for _, statement in numbered
        ),
        choices=(),
        equality_answers=(),
    )


def _rows_of_file(path: Path | str, kind: PolisFile) -> Iterator[tuple[TableRow, dict[str, str]]]:
    table = iterate_table(path, limits=_LIMITS)
    if recognise_polis(table.headers) is not kind:
        raise InputError(f"This is not a {kind.value} of Polis: its columns are others.")
    for row in table.rows:
        if row.problem:
            raise InputError(f"Row {row.number} of {kind.value}: {row.problem}")
        yield row, dict(zip(table.headers, row.cells, strict=True))


def _last_votes(path: Path | str) -> Iterator[Vote]:
    last: dict[tuple[str, str], tuple[int, str]] = {}
    for row, values in _rows_of_file(path, PolisFile.VOTES):
        pair = (values["voter-id"], values["comment-id"])
        time = _number_in(values["timestamp"], row, "timestamp")
        _meaning_of(_VALUES, values["vote"], row, "vote")
        if pair not in last or time >= last[pair][0]:
            last[pair] = (time, values["vote"])
    for (voter, statement), (_, value) in last.items():
        yield Vote(voter, statement, _VALUES[value])


def _wide_votes(path: Path | str) -> Iterator[Vote]:
    for row, values in _rows_of_file(path, PolisFile.PARTICIPANTS):
        for header, cell in values.items():
            if header.isdecimal() and cell.strip():
                value = _meaning_of(_VALUES, cell.strip(), row, header)
                yield Vote(values["participant"], header, value)


def _meaning_of(
    meanings: Mapping[str, _Meaning], cell: str, row: TableRow, column: str
) -> _Meaning:
    if cell not in meanings:
        raise InputError(
            f"Row {row.number}, column {column}: “{cell[:40]}” is none of {', '.join(meanings)}."
        )
    return meanings[cell]


def _number_in(cell: str, row: TableRow, column: str) -> int:
    if not (cell.isdecimal() and len(cell) < _MOST_DIGITS):
        raise InputError(f"Row {row.number}, column {column}: “{cell[:40]}” is not a number.")
    return int(cell)


def _moment_in(cell: str, row: TableRow) -> datetime | None:
    """Return the moment of a time stamp in milliseconds since 1970."""
    if not cell.strip():
        return None
    milliseconds = _number_in(cell, row, "timestamp")
    return datetime.fromtimestamp(milliseconds // 1000, UTC)
