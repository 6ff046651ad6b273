"""What a suggested mapping takes for granted, told to the officer who checks it."""

import re
from collections.abc import Sequence

from goldenthread.engagement.meanings import (
    find_capacity,
    find_channel,
    find_permission,
    is_under_18,
    plain_value,
)
from goldenthread.engagement.personal_columns import is_personal
from goldenthread.engagement.suggesting import Rows, cells_of
from goldenthread.records.importing import ColumnMapping, ColumnUse, DateOrder, Use

_TWO_WAYS = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d")
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
    is_read_by_order = mapping.date_order is not DateOrder.NOT_STATED
    if is_read_by_order and _may_be_two_days(mapping, list(headers), sample_rows):
        notes.append(f"Dates such as 03/04/2025 are read {mapping.date_order.value}.")
    if not mapping.used_as(Use.MAY_PUBLISH) and not mapping.fixed.may_publish_words:
        notes.append(
            "No column says whether words may be published, so they are counted only. State it "
            "for the whole file if people were told that their words may be published."
        )
    notes.extend(
        f"Choices in “{column.header}” are parted at every comma outside brackets, so no option may hold one there."
        for column in mapping.used_as(Use.SEVERAL_CHOICES_IN_ONE_CELL)
        if "," in column.separator
    )
    for column in mapping.columns:
        unknown = _unknown_values(column, list(headers), sample_rows)
        if unknown:
            notes.append(f"Say what these mean in “{column.header}”: {', '.join(unknown)}.")
    return tuple(notes)


def _may_be_two_days(mapping: ColumnMapping, headers: list[str], rows: Rows) -> bool:
    """Return whether dates are such as 03/04/2025, or none is there to tell."""
    columns = [column for column in mapping.used_as(Use.DATE) if column.header in headers]
    cells = [cell for one in columns for cell in cells_of(rows, headers.index(one.header))]
    return bool(columns) and (not cells or any(map(_TWO_WAYS.match, cells)))


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


def columns_left_out_as_personal(
    mapping: ColumnMapping, headers: Sequence[str], sample_rows: Rows
) -> tuple[str, ...]:
    """Return the headers of the columns that are left out and tell who somebody is."""
    left_out = {column.header for column in mapping.used_as(Use.IGNORED)}
    return tuple(
        header
        for place, header in enumerate(headers)
        if header in left_out and is_personal(header, cells_of(sample_rows, place))
    )
