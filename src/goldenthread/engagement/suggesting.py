"""Guessing from headers and first rows how the columns of a file are used."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from goldenthread.engagement.dates import read_date
from goldenthread.engagement.grids import with_grids
from goldenthread.engagement.long_tables import BETWEEN_ANSWERS
from goldenthread.engagement.meanings import find_capacity
from goldenthread.engagement.mending import is_mended_file
from goldenthread.engagement.number_columns import are_numbers, suggest_numbers
from goldenthread.engagement.own_headers import is_own_export, own_mapping
from goldenthread.engagement.parting import MOST_OPTIONS, separator_of
from goldenthread.engagement.personal_columns import is_personal
from goldenthread.engagement.platforms import Platform, plain_header_name, recognise_platform
from goldenthread.errors import InputError
from goldenthread.records.importing import (
    EQUALITY_USES,
    IN_COLUMNS_USES,
    QUESTION_USES,
    ColumnMapping,
    ColumnUse,
    DateOrder,
    Use,
)
from goldenthread.records.tables import HeaderParts, LongForm, TableLayout

Rows = Sequence[Sequence[str]]
_PLAIN_LAYOUT = TableLayout()

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
    (r"(what is|which|what's|your) .*\bgender\b|\bgender\b .*identify", Use.EQUALITY_QUESTION),
    (r"religion|faith or belief|disab|long[- ]term (condition|illness)", Use.EQUALITY_QUESTION),
    (r"pregnan|marital|civil partnership|trans(gender)?\b", Use.EQUALITY_QUESTION),
    (r"caring responsib|\bcarer\b|same as .* birth", Use.EQUALITY_QUESTION),
    (r"capacity|are you (a|an|responding|answering)|responding as|^role$", Use.CAPACITY),
    (
        r"which (of .* )?best describes you$|in what role|connection to the (area|borough)",
        Use.CAPACITY,
    ),
    (r"^(your )?organi[sz]ation('?s)?( name)?$|^company( name)?$", Use.ORGANISATION),
    (r"name of .*(organi[sz]ation|group|charity|business)", Use.ORGANISATION),
    (r"(what|which) organi[sz]ation|organi[sz]ation (do )?you represent", Use.ORGANISATION),
    (r"^audience$", Use.AUDIENCE),
    (
        r"^(ward|area|neighbourhood|locality|location|place|post ?code( district| area)?)\b",
        Use.AREA,
    ),
    (r"where do you live|which (ward|area)", Use.AREA),
)
_PATTERNS = tuple((re.compile(pattern), use) for pattern, use in _SHORT_HEADERS)
_ASKING = re.compile(r"\b(what|how|why|comment|tell us|please|describe|idea|suggest|thing)")
_CHOOSING = re.compile(r"\b(select|tick|choose|from the list|on a scale)\b")
# Answers on a scale are choices, however few people have answered.
_SCALE = re.compile(
    r"(strongly|somewhat|slightly|tend to|mostly|neither|very|fairly|quite|not|completely|partly"
    r"|extremely|moderately|agree|disagree|neutral|unsure|don.t know|yes|no|maybe|not sure|n/a"
    r"|always|often|sometimes|rarely|never|daily|weekly|monthly|good|poor|average|excellent)\b"
    r".{0,40}",
    re.IGNORECASE,
)
_FEW = 4
_SHORT_ANSWER = 12
_LONGEST_HEADER = 120
_OPEN_CHARACTERS = 45


def suggest_mapping(
    headers: Sequence[str],
    sample_rows: Rows,
    *,
    layout: TableLayout = _PLAIN_LAYOUT,
    parts: Sequence[HeaderParts] = (),
    sheets: Sequence[str] = (),
) -> ColumnMapping:
    """Return a first mapping: a guess for each column, for an officer to check.

    The columns that a known survey tool adds are used as it means them. Columns
    that tell who somebody is are left out. `parts` are the levels of each
    header. Dates are taken as day first, as the United Kingdom writes them,
    unless the sample can only be month first. `mapping_notes` says what was
    taken for granted. An export of this program says itself what its columns are.
    """
    if is_own_export(headers):
        return own_mapping(headers, layout)
    platform = recognise_platform(headers, layout=layout, sheets=sheets)
    columns: list[ColumnUse] = []
    used: set[Use] = set()
    for index, header in enumerate(headers):
        cells = cells_of(sample_rows, index)
        words = platform.words_of(header) if platform else header
        column = _of_platform(platform, header, cells, used) or replace(
            _suggest_column(words, cells, used), header=header
        )
        used.add(column.use)
        columns.append(column)
    if is_mended_file(headers):
        columns[:2] = [ColumnUse(header, Use.IGNORED) for header in headers[:2]]
    if layout.long_form is not None:
        columns = [
            _of_long_form(column, layout.long_form, sample_rows, place)
            for place, column in enumerate(columns)
        ]
    levels = parts if len(parts) == len(headers) else [HeaderParts(one) for one in headers]
    cells_of_columns = [cells_of(sample_rows, place) for place in range(len(columns))]
    mapping = ColumnMapping(
        _with_keys(with_grids(columns, levels, cells_of_columns)), layout=layout
    )
    return replace(mapping, date_order=_date_order(mapping, headers, sample_rows))


def cells_of(rows: Rows, place: int) -> list[str]:
    """Return the cells of one column, without the blank ones and the space around them."""
    cells = (row[place].strip() for row in rows if place < len(row))
    return [cell for cell in cells if cell]


def _of_platform(
    platform: Platform | None, header: str, cells: list[str], used: set[Use]
) -> ColumnUse | None:
    """Return how a survey tool uses one of its own columns; None for a question of the survey."""
    use = platform.use_of(header) if platform else None
    if use is None or (use is not Use.IGNORED and (use in used or not _all_cells_fit(use, cells))):
        return None
    return ColumnUse(header, use)


def _of_long_form(column: ColumnUse, form: LongForm, rows: Rows, place: int) -> ColumnUse:
    """Return the use in a table that had a row for each answer: several stand below each other."""
    if column.header == form.response_id:
        return ColumnUse(column.header, Use.RESPONSE_ID)
    cells = cells_of(rows, place)
    is_question = column.header in form.questions
    if column.use not in {Use.ONE_CHOICE, Use.OPEN_QUESTION} or not is_question:
        return column
    parts = [part for cell in cells for part in cell.split(BETWEEN_ANSWERS)]
    is_several = len(parts) > len(cells) and len(set(parts)) <= MOST_OPTIONS
    if is_several and 2 * len(set(parts)) <= len(parts):
        return replace(column, use=Use.SEVERAL_CHOICES_IN_ONE_CELL, separator=BETWEEN_ANSWERS)
    return column


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
    if is_personal(header, cells):
        return ColumnUse(header, Use.IGNORED)
    plain = plain_header_name(header)
    if len(plain) <= _LONGEST_HEADER:
        for pattern, use in _PATTERNS:
            may_repeat = use in EQUALITY_USES | {Use.IGNORED}
            # "Which best describes you?" may be about anything: a capacity has to be among it.
            is_vague = "best describes" in plain and not any(map(find_capacity, set(cells)))
            is_free = (may_repeat or use not in used) and not (use is Use.CAPACITY and is_vague)
            if pattern.search(plain) and is_free and _all_cells_fit(use, cells):
                return ColumnUse(header, use, title=header if use in EQUALITY_USES else "")
    return _suggest_question(header, cells)


def _all_cells_fit(use: Use, cells: list[str]) -> bool:
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
    numbers = suggest_numbers(header, cells)
    if numbers is not None:
        return numbers
    separator = separator_of(cells)
    if separator:
        return ColumnUse(header, Use.SEVERAL_CHOICES_IN_ONE_CELL, title=header, separator=separator)
    is_open = _is_open(header, cells)
    return ColumnUse(header, Use.OPEN_QUESTION if is_open else Use.ONE_CHOICE, title=header)


def _is_open(header: str, cells: list[str]) -> bool:
    """Return whether people wrote these in their own words."""
    different, average = len(set(cells)), sum(map(len, cells)) / len(cells)
    is_scale = all(_SCALE.fullmatch(cell) and len(cell.split()) <= _FEW + 1 for cell in cells)
    if is_scale or are_numbers(cells):
        return False
    if _CHOOSING.search(header.casefold()) and average <= _OPEN_CHARACTERS:
        return different > MOST_OPTIONS
    is_asking = _ASKING.search(header.casefold()) and average > _SHORT_ANSWER
    return (
        bool(is_asking and different * 3 > len(cells) * 2)
        or average > _OPEN_CHARACTERS
        or different > max(3, min(MOST_OPTIONS, len(cells) // 2))
        or max(map(len, cells)) > 2 * _LONGEST_HEADER
    )


def _with_keys(columns: list[ColumnUse]) -> tuple[ColumnUse, ...]:
    keyed: list[ColumnUse] = []
    taken: dict[str, str] = {}
    for column in columns:
        if column.use in QUESTION_USES | EQUALITY_USES:
            is_group = column.use in IN_COLUMNS_USES
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
