"""Checking a mapping of columns, and keeping it as JSON."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

from goldenthread.engagement.meanings import find_capacity, find_channel
from goldenthread.errors import MappingError
from goldenthread.records.engagement import Capacity, Channel
from goldenthread.records.importing import (
    BESIDE_USES,
    EQUALITY_USES,
    IN_COLUMNS_USES,
    QUESTION_USES,
    REPEATABLE_USES,
    ColumnMapping,
    ColumnUse,
    DateOrder,
    FixedValues,
    Use,
)
from goldenthread.records.tables import HeaderStyle, LongForm, TableLayout

_PART_NAMES = {
    Use.SEVERAL_CHOICES_IN_COLUMNS: "option the column",
    Use.RANKING_IN_COLUMNS: "option the column",
    Use.MATRIX_ROW: "row the column",
    Use.VOTE: "statement the column",
}


def check_mapping(mapping: ColumnMapping, headers: Iterable[str]) -> None:
    """Raise MappingError if the mapping contradicts itself or does not fit the headers."""
    known = set(headers)
    for column in mapping.columns:
        if column.use is not Use.IGNORED and column.header not in known:
            raise MappingError(
                f"The mapping uses a column “{column.header}” that the file does not have. Map "
                "the columns of this file again, or send the file that the mapping was made for."
            )
        _check_column(column)
    if not mapping.used_as(*QUESTION_USES):
        raise MappingError(
            "The mapping names no question. Say of at least one column that it holds the answers "
            "to an open or a closed question."
        )
    _check_single_uses(mapping)


def _check_column(column: ColumnUse) -> None:
    needs_question = QUESTION_USES | BESIDE_USES | EQUALITY_USES
    if column.use in needs_question and not column.question:
        raise MappingError(f"Say to which question the column “{column.header}” belongs.")
    if column.use is Use.SEVERAL_CHOICES_IN_ONE_CELL and not column.separator:
        raise MappingError(
            f"Say what parts the choices within a cell of the column “{column.header}”, for "
            "example a semicolon."
        )
    if column.use in IN_COLUMNS_USES - {Use.OWN_STATEMENT} and not column.option:
        raise MappingError(f"Say for which {_PART_NAMES[column.use]} “{column.header}” stands.")
    find = {Use.CAPACITY: find_capacity, Use.CHANNEL: find_channel}.get(column.use)
    for value, meaning in column.meanings if find else ():
        if find and find(meaning) is None:
            raise MappingError(
                f"In the column “{column.header}”, “{value}” is said to mean “{meaning}”, which "
                f"is not a {column.use.value}. Choose one from the list."
            )


def _check_single_uses(mapping: ColumnMapping) -> None:
    uses = Counter(column.use for column in mapping.columns)
    for use, count in uses.items():
        if count > 1 and use not in REPEATABLE_USES:
            raise MappingError(f"{count} columns are mapped as “{use.value}”. Choose one of them.")
    _check_one_column_a_question(mapping)
    _check_beside(mapping)


def _check_one_column_a_question(mapping: ColumnMapping) -> None:
    """Only columns of one kind may answer a question together, as one for each option does."""
    uses: dict[str, set[Use]] = {}
    counts: Counter[str] = Counter()
    for column in mapping.used_as(*QUESTION_USES):
        together = Use.VOTE if column.use is Use.OWN_STATEMENT else column.use
        # Who said several things has several columns for words in our own export.
        is_alone = column.use not in IN_COLUMNS_USES
        is_alone = is_alone and not (mapping.is_own_export and column.use is Use.OPEN_QUESTION)
        uses.setdefault(column.question, set()).add(together)
        counts[column.question] += is_alone
    for key, found in uses.items():
        if len(found) > 1 or counts[key] > 1:
            raise MappingError(f"Two columns answer the same question “{key}”. Choose one of them.")


def _check_beside(mapping: ColumnMapping) -> None:
    """What says more of an answer needs the column that gives the answer."""
    answered = {column.question for column in mapping.used_as(*QUESTION_USES)}
    for column in mapping.used_as(*BESIDE_USES):
        if column.question not in answered:
            raise MappingError(
                f"“{column.header[:80]}” says more of an answer, but no column gives the answer to "
                f"“{column.question}”. Use the same question for both, or leave it out."
            )


def to_json(mapping: ColumnMapping) -> str:
    """Return the mapping as JSON text that `from_json` reads."""
    return json.dumps(asdict(mapping), ensure_ascii=False)


def from_json(text: str) -> ColumnMapping:
    """Return the mapping in a JSON text. Raises MappingError if it holds no mapping."""
    try:
        content = json.loads(text)
        return ColumnMapping(
            columns=tuple(_column_use_from(column) for column in content["columns"]),
            fixed=_fixed_values_from(content["fixed"]),
            date_order=DateOrder(content["date_order"]),
            layout=_table_layout_from(content.get("layout") or {}),
            is_own_export=bool(content.get("is_own_export", False)),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as mistake:
        raise MappingError(
            "This saved mapping cannot be read. Map the columns of the file again."
        ) from mistake


def _column_use_from(content: dict[str, Any]) -> ColumnUse:
    meanings = tuple((str(value), str(meaning)) for value, meaning in content["meanings"])
    texts = {key: str(content[key]) for key in ("header", "question", "title", "separator")}
    return ColumnUse(
        use=Use(content["use"]), option=str(content["option"]), meanings=meanings, **texts
    )


def _fixed_values_from(content: dict[str, Any]) -> FixedValues:
    language = content["language"]
    return FixedValues(
        channel=Channel(content["channel"]),
        audience=str(content["audience"]),
        language=None if language is None else str(language),
        capacity=Capacity(content["capacity"]),
        may_publish_words=bool(content["may_publish_words"]),
    )


def _table_layout_from(content: dict[str, Any]) -> TableLayout:
    """Return the layout; a mapping from before there were any reads the first row as header."""
    plain = TableLayout()
    long_form = content.get("long_form")
    return TableLayout(
        sheet=str(content.get("sheet", plain.sheet)),
        header_row=int(content.get("header_row", plain.header_row)),
        header_style=HeaderStyle(content.get("header_style", plain.header_style)),
        long_form=_long_form_from(long_form) if long_form else None,
        columns=tuple(map(str, content.get("columns", ()))),
    )


def _long_form_from(content: dict[str, Any]) -> LongForm:
    named = {key: str(content[key]) for key in ("response_id", "question", "answer")}
    return LongForm(
        questions=tuple(map(str, content["questions"])),
        about=tuple(map(str, content["about"])),
        is_together=bool(content["is_together"]),
        **named,
    )


def with_use(mapping: ColumnMapping, column: ColumnUse) -> ColumnMapping:
    """Return the mapping with this use in place of the one its header had."""
    columns: Sequence[ColumnUse] = [
        column if other.header == column.header else other for other in mapping.columns
    ]
    if column not in columns:
        columns = [*columns, column]
    return replace(mapping, columns=tuple(columns))
