"""Checking a mapping of columns, and keeping it as JSON."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

from goldenthread.engagement.meanings import find_capacity, find_channel
from goldenthread.errors import MappingError
from goldenthread.records.engagement import (
    EQUALITY_USES,
    QUESTION_USES,
    REPEATABLE_USES,
    Capacity,
    Channel,
    ColumnMapping,
    ColumnUse,
    DateOrder,
    FixedValues,
    HeaderStyle,
    LongForm,
    TableLayout,
    Use,
)


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
    if column.use in QUESTION_USES | EQUALITY_USES and not column.question:
        raise MappingError(f"Say to which question the column “{column.header}” belongs.")
    if column.use is Use.SEVERAL_CHOICES_IN_ONE_CELL and not column.separator:
        raise MappingError(
            f"Say what parts the choices within a cell of the column “{column.header}”, for "
            "example a semicolon."
        )
    if column.use is Use.SEVERAL_CHOICES_IN_COLUMNS and not column.option:
        raise MappingError(f"Say for which option the column “{column.header}” stands.")
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
    keys = Counter(
        column.question
        for column in mapping.columns
        if column.use in QUESTION_USES - {Use.SEVERAL_CHOICES_IN_COLUMNS}
    )
    several = {column.question for column in mapping.used_as(Use.SEVERAL_CHOICES_IN_COLUMNS)}
    for key, count in keys.items():
        if count > 1 or key in several:
            raise MappingError(f"Two columns answer the same question “{key}”. Choose one of them.")


def to_json(mapping: ColumnMapping) -> str:
    """Return the mapping as JSON text that `from_json` reads."""
    return json.dumps(asdict(mapping), ensure_ascii=False)


def from_json(text: str) -> ColumnMapping:
    """Return the mapping in a JSON text. Raises MappingError if it holds no mapping."""
    try:
        content = json.loads(text)
        return ColumnMapping(
            columns=tuple(_column(column) for column in content["columns"]),
            fixed=_fixed(content["fixed"]),
            date_order=DateOrder(content["date_order"]),
            layout=_layout(content.get("layout") or {}),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as mistake:
        raise MappingError(
            "This saved mapping cannot be read. Map the columns of the file again."
        ) from mistake


def _column(content: dict[str, Any]) -> ColumnUse:
    meanings = tuple((str(value), str(meaning)) for value, meaning in content["meanings"])
    texts = {key: str(content[key]) for key in ("header", "question", "title", "separator")}
    return ColumnUse(
        use=Use(content["use"]), option=str(content["option"]), meanings=meanings, **texts
    )


def _fixed(content: dict[str, Any]) -> FixedValues:
    language = content["language"]
    return FixedValues(
        channel=Channel(content["channel"]),
        audience=str(content["audience"]),
        language=None if language is None else str(language),
        capacity=Capacity(content["capacity"]),
        may_publish_words=bool(content["may_publish_words"]),
    )


def _layout(content: dict[str, Any]) -> TableLayout:
    """Return the layout; a mapping from before there were any reads the first row as header."""
    plain = TableLayout()
    long_form = content.get("long_form")
    return TableLayout(
        sheet=str(content.get("sheet", plain.sheet)),
        header_row=int(content.get("header_row", plain.header_row)),
        header_style=HeaderStyle(content.get("header_style", plain.header_style)),
        long_form=_long_form(long_form) if long_form else None,
    )


def _long_form(content: dict[str, Any]) -> LongForm:
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
