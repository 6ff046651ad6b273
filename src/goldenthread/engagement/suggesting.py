"""Guessing from headers and first rows how the columns of a file are used."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from goldenthread.engagement.dates import read_date
from goldenthread.engagement.meanings import (
    NO,
    YES,
    find_capacity,
    find_channel,
    find_permission,
    is_not_said,
    is_under_18,
    plain_value,
)
from goldenthread.engagement.mending import is_mended_file
from goldenthread.errors import InputError
from goldenthread.records.engagement import (
    EQUALITY_USES,
    QUESTION_USES,
    ColumnMapping,
    ColumnUse,
    DateOrder,
    Use,
)

Rows = Sequence[Sequence[str]]

# The first pattern that is found in a short header decides, so the order matters.
_SHORT_HEADERS: tuple[tuple[str, Use], ...] = (
    (r"respon(se|dent) ?(id|number|no|ref\w*)|^(unique )?(id|ref(erence)?)$|^#$", Use.RESPONSE_ID),
    (r"^(channel|collector|method|how (was|were) .*(received|collected))|^source$", Use.CHANNEL),
    (r"^(start|end|submi\w+|completion|created|response)? ?(date|time|timestamp)\b", Use.DATE),
    (r"submitted|^(start|completion|end) (date|time)$", Use.DATE),
    (r"^(response )?language$|^lang$", Use.LANGUAGE),
    (r"^(number|no\.?|count) of (people|participants|attendees)", Use.PEOPLE_COUNT),
    (r"^group size$|^people$|head ?count", Use.PEOPLE_COUNT),
    (r"under ?-?18|young person|is a child", Use.YOUNG_PERSON),
    (r"publish|publication", Use.MAY_PUBLISH),
    (r"^(your )?age( ?-?(group|band|range))?\??$|how old are you|your age\b", Use.AGE),
    (r"ethnic|^(your )?(gender|sex)\b|sexual orientation|gender identity", Use.EQUALITY_QUESTION),
    (r"religion|faith or belief|disab|long[- ]term (condition|illness)", Use.EQUALITY_QUESTION),
    (r"pregnan|marital|civil partnership|trans(gender)?\b", Use.EQUALITY_QUESTION),
    (r"caring responsib|\bcarer\b|same as .* birth", Use.EQUALITY_QUESTION),
    (r"capacity|are you (a|an|responding|answering)|responding as|^role$", Use.CAPACITY),
    (r"which best describes you|in what role|connection to the (area|borough)", Use.CAPACITY),
    (r"organi[sz]ation|^company( name)?$|name of .*(group|charity|business)", Use.ORGANISATION),
    (r"^audience$", Use.AUDIENCE),
    (r"^(ward|area|neighbourhood|locality|place|post ?code( district| area)?)\b", Use.AREA),
    (r"where do you live|which (ward|area)", Use.AREA),
    (r"^(ip( address)?|user ?agent|(first|last|full|your)? ?name)\b", Use.IGNORED),
    (r"^(e-?mail( address)?|phone|telephone|mobile|contact)\b", Use.IGNORED),
)
_PATTERNS = tuple((re.compile(pattern), use) for pattern, use in _SHORT_HEADERS)
_ASKING = re.compile(r"\b(what|how|why|comment|tell us|please|describe|idea|suggest|thing)")
_NUMBER = re.compile(r"[-+]?[\d.,]+(?:e[-+]?\d+)?")
_SHORT_ANSWER = 12
_LONGEST_HEADER = 120
_OPEN_CHARACTERS = 45
_MOST_OPTIONS = 25
_OPTION_HEADER = re.compile(
    r"(?P<title>.{3,}?)\s*(?:\[(?P<a>[^\]]+)\]|[-–—:|/»]\s+(?P<b>[^-–—:|/»]+))"
)


def suggest_mapping(headers: Sequence[str], sample_rows: Rows) -> ColumnMapping:
    """Return a first mapping: a guess for each column, for an officer to check.

    Dates are taken as day first, as the United Kingdom writes them, unless the
    sample can only be month first. `mapping_notes` says what was taken for granted.
    """
    columns: list[ColumnUse] = []
    used: set[Use] = set()
    for index, header in enumerate(headers):
        cells = [row[index].strip() for row in sample_rows if index < len(row)]
        column = _suggest_column(header, [cell for cell in cells if cell], used)
        used.add(column.use)
        columns.append(column)
    if is_mended_file(headers):
        columns[:2] = [ColumnUse(header, Use.IGNORED) for header in headers[:2]]
    mapping = ColumnMapping(_with_keys(_with_option_groups(columns, headers, sample_rows)))
    return replace(mapping, date_order=_date_order(mapping, headers, sample_rows))


def question_key(title: str) -> str:
    """Return a short key for a question.

    >>> question_key("What would make your street better?")
    'what-would-make-your-street-better'
    """
    text = unicodedata.normalize("NFC", title).casefold()
    kept = "".join(
        sign if sign.isalnum() or unicodedata.category(sign).startswith("M") else " "
        for sign in text
    )
    return "-".join(kept.split())[:60].strip("-") or "question"


def _suggest_column(header: str, cells: list[str], used: set[Use]) -> ColumnUse:
    plain = plain_value(header).rstrip("?:* ")
    if len(plain) <= _LONGEST_HEADER:
        for pattern, use in _PATTERNS:
            may_repeat = use in EQUALITY_USES | {Use.IGNORED}
            if pattern.search(plain) and (may_repeat or use not in used) and _fits(use, cells):
                return ColumnUse(header, use, title=header if use in EQUALITY_USES else "")
    return _suggest_question(header, cells)


def _fits(use: Use, cells: list[str]) -> bool:
    """Return whether what stands in the cells can be what the header promises."""
    if not cells:
        return True
    longest = max(map(len, cells))
    if use is Use.RESPONSE_ID:
        return len(set(cells)) == len(cells)
    if use is Use.DATE:
        return 2 * sum(map(_looks_like_date, cells)) > len(cells)
    if use is Use.PEOPLE_COUNT:
        return all(cell.replace(".0", "").isdigit() for cell in cells)
    if use in {Use.YOUNG_PERSON, Use.MAY_PUBLISH, Use.CHANNEL, Use.LANGUAGE, Use.AGE}:
        return longest <= _OPEN_CHARACTERS
    return longest <= _LONGEST_HEADER


def _suggest_question(header: str, cells: list[str]) -> ColumnUse:
    if not cells:
        return ColumnUse(header, Use.IGNORED)
    separator = _separator(cells)
    if separator:
        return ColumnUse(header, Use.SEVERAL_CHOICES_IN_ONE_CELL, title=header, separator=separator)
    if len(set(cells)) > _MOST_OPTIONS and all(map(_NUMBER.fullmatch, cells)):
        return ColumnUse(header, Use.IGNORED)
    average = sum(map(len, cells)) / len(cells)
    is_asking = _ASKING.search(header.casefold()) and average > _SHORT_ANSWER
    is_open = (
        (is_asking and len(set(cells)) * 3 > len(cells) * 2)
        or average > _OPEN_CHARACTERS
        or len(set(cells)) > max(3, min(_MOST_OPTIONS, len(cells) // 2))
        or max(map(len, cells)) > 2 * _LONGEST_HEADER
    )
    return ColumnUse(header, Use.OPEN_QUESTION if is_open else Use.ONE_CHOICE, title=header)


def _separator(cells: list[str]) -> str:
    """Return what parts the choices in these cells, "" if they hold none or are words."""
    for separator in (";", "|", ", "):
        parts = [part.strip() for cell in cells for part in cell.split(separator)]
        labels = {part for part in parts if part}
        is_parted = len(parts) > len(cells)
        is_repeated = len(labels) <= _MOST_OPTIONS and len(labels) * 2 <= len(parts)
        if is_parted and is_repeated and max(map(len, labels)) <= _LONGEST_HEADER:
            return separator
    return ""


def _with_option_groups(
    columns: list[ColumnUse], headers: Sequence[str], rows: Rows
) -> list[ColumnUse]:
    """Join neighbouring columns such as "Topics [Parks]", "Topics [Buses]" to one question."""
    matches = [_OPTION_HEADER.fullmatch(header) for header in headers]
    titles = [match["title"].strip() if match else "" for match in matches]
    joined = list(columns)
    for index, match in enumerate(matches):
        if match and titles.count(titles[index]) > 1:
            option = (match["a"] or match["b"]).strip()
            cells = [row[index] for row in rows if index < len(row)]
            if all(_is_tick(cell, option) for cell in cells):
                joined[index] = ColumnUse(
                    headers[index], Use.SEVERAL_CHOICES_IN_COLUMNS,
                    title=titles[index], option=option,
                )  # fmt: skip
    return joined


def _is_tick(cell: str, option: str) -> bool:
    plain = plain_value(cell)
    return plain in YES | NO or plain == plain_value(option) or is_not_said(cell)


def _with_keys(columns: list[ColumnUse]) -> tuple[ColumnUse, ...]:
    keyed: list[ColumnUse] = []
    taken: dict[str, str] = {}
    for column in columns:
        if column.use in QUESTION_USES | EQUALITY_USES:
            is_group = column.use is Use.SEVERAL_CHOICES_IN_COLUMNS
            owner = f"group {column.title}" if is_group else f"column {column.header}"
            key, copy = question_key(column.title), 1
            while taken.setdefault(key, owner) != owner:
                copy += 1
                key = f"{question_key(column.title)}-{copy}"
            column = replace(column, question=key)  # noqa: PLW2901
        keyed.append(column)
    return tuple(keyed)


def _looks_like_date(cell: str) -> bool:
    return any(_reads_as_date(cell, order) for order in DateOrder)


def _reads_as_date(cell: str, order: DateOrder) -> bool:
    try:
        read_date(cell, order)
    except InputError:
        return False
    return True


def _date_order(mapping: ColumnMapping, headers: Sequence[str], rows: Rows) -> DateOrder:
    cells = [
        row[index]
        for column in mapping.used_as(Use.DATE)
        for index in [list(headers).index(column.header)]
        for row in rows
        if index < len(row)
    ]
    if all(_reads_as_date(cell, DateOrder.DAY_FIRST) for cell in cells):
        return DateOrder.DAY_FIRST
    if all(_reads_as_date(cell, DateOrder.MONTH_FIRST) for cell in cells):
        return DateOrder.MONTH_FIRST
    return DateOrder.DAY_FIRST


_READERS = {
    Use.CAPACITY: find_capacity,
    Use.CHANNEL: find_channel,
    Use.MAY_PUBLISH: find_permission,
    Use.AGE: is_under_18,
}


def mapping_notes(
    mapping: ColumnMapping, headers: Sequence[str], sample_rows: Rows
) -> tuple[str, ...]:
    """Return sentences on what the mapping takes for granted and an officer should check."""
    notes: list[str] = []
    if mapping.used_as(Use.DATE) and mapping.date_order is not DateOrder.NOT_STATED:
        notes.append(f"Dates such as 03/04/2025 are read {mapping.date_order.value}.")
    if not mapping.used_as(Use.MAY_PUBLISH) and not mapping.fixed.may_publish_words:
        notes.append(
            "No column says whether words may be published, so they are counted only. State it "
            "for the whole file if people were told that their words may be published."
        )
    notes.extend(
        f"Choices in “{column.header}” are parted at every comma, so no option may hold one."
        for column in mapping.used_as(Use.SEVERAL_CHOICES_IN_ONE_CELL)
        if "," in column.separator
    )
    for column in mapping.columns:
        unknown = _unknown_values(column, list(headers), sample_rows)
        if unknown:
            notes.append(f"Say what these mean in “{column.header}”: {', '.join(unknown)}.")
    return tuple(notes)


def _unknown_values(column: ColumnUse, headers: list[str], rows: Rows) -> list[str]:
    find = _READERS.get(column.use)
    if find is None or column.header not in headers:
        return []
    index = headers.index(column.header)
    stated = {plain_value(value) for value, _ in column.meanings}
    cells = {row[index].strip() for row in rows if index < len(row)}
    return sorted(
        cell for cell in cells if cell and plain_value(cell) not in stated and find(cell) is None
    )
