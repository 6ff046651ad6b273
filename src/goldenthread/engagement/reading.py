"""Turning the rows of a table into responses, one at a time."""

import re
from collections.abc import Iterator
from pathlib import Path

from goldenthread.engagement.answers import read_answers
from goldenthread.engagement.further_answers import read_further_answers
from goldenthread.engagement.identity import RowIdentities, content_digest
from goldenthread.engagement.mapping import check_mapping
from goldenthread.engagement.meanings import without_decimals
from goldenthread.engagement.mending import (
    is_mended_file,
    original_cells,
    original_headers,
    undo_escape,
)
from goldenthread.engagement.own_fields import read_own_fields
from goldenthread.engagement.person import read_person
from goldenthread.engagement.tables import iterate_table
from goldenthread.errors import InputError
from goldenthread.records.importing import ColumnMapping, Use
from goldenthread.records.responses import RejectedRow, ResponseImport, ResponseRow
from goldenthread.records.tables import TableLimits, TableRow

_STANDARD_LIMITS = TableLimits()
_EXCEL_ERRORS = frozenset(
    ["#NAME?", "#REF!", "#VALUE!", "#DIV/0!", "#NUM!", "#NULL!", "#SPILL!", "#CALC!"]
)

_TOTAL = re.compile(
    r"(?:(?:grand |sub-?)?totals?|sum|average|mean|count)"
    r"(?: (?:of )?(?:responses|rows|answers|submissions))?\s*:?",
    re.IGNORECASE,
)


def read_responses(path: Path | str, mapping: ColumnMapping) -> ResponseImport:
    """Return all rows of a file: those taken, and those not taken with the reason.

    Raises InputError if the file cannot be read, MappingError if the mapping
    does not fit it. For large files use `iterate_rows`.
    """
    accepted: list[ResponseRow] = []
    rejected: list[RejectedRow] = []
    for row in iterate_rows(path, mapping):
        if isinstance(row, ResponseRow):
            accepted.append(row)
        else:
            rejected.append(row)
    return ResponseImport(tuple(accepted), tuple(rejected))


def iterate_rows(
    path: Path | str, mapping: ColumnMapping, *, limits: TableLimits = _STANDARD_LIMITS
) -> Iterator[ResponseRow | RejectedRow]:
    """Yield each row of a file as a response, or as rejected with the reason.

    Errors of the file and the mapping are raised before the first row, except
    those that only a later part of the file can show.
    """
    table = iterate_table(path, limits=limits, layout=mapping.layout)
    is_mended = is_mended_file(table.headers)
    check_mapping(mapping, original_headers(table.headers) if is_mended else table.headers)
    reader = _RowReader(mapping, table.headers, is_mended=is_mended)
    return (reader.read(row) for row in table.rows)


class _RowReader:
    """What is the same for all rows of one file, and the identities given so far."""

    def __init__(
        self, mapping: ColumnMapping, headers: tuple[str, ...], *, is_mended: bool
    ) -> None:
        self._mapping = mapping
        self._headers = original_headers(headers) if is_mended else headers
        self._is_mended = is_mended
        self._identities = RowIdentities()
        self._used = [use.header for use in mapping.columns if use.use is not Use.IGNORED]
        self._id_header = next((use.header for use in mapping.used_as(Use.RESPONSE_ID)), None)

    def read(self, row: TableRow) -> ResponseRow | RejectedRow:
        cells = original_cells(row.cells) if self._is_mended else row.cells
        if row.problem:
            return RejectedRow(row.number, row.problem, cells)
        said = map(undo_escape, cells) if self._mapping.is_own_export else cells
        values = dict(zip(self._headers, said, strict=True))
        try:
            return self._response(row.number, values)
        except InputError as reason:
            return RejectedRow(row.number, str(reason), cells)

    def _response(self, number: int, values: dict[str, str]) -> ResponseRow:
        self._refuse_totals(values)
        identity = self._identity(number, values)
        is_own = self._mapping.is_own_export
        if not is_own:
            self._refuse_error_cells(values)
        open_answers, choices, equality_answers = read_answers(values, self._mapping)
        further = read_further_answers(values, self._mapping)
        # In our own export stands also who answered nothing at all.
        if not (open_answers or choices or further or is_own):
            raise InputError(
                "Nothing was answered in this row. Leave it out, or check that the columns with "
                "questions are mapped."
            )
        person = read_person(values, self._mapping)
        return ResponseRow(
            row_number=number,
            identity=identity,
            channel=person.channel,
            date=person.date,
            language=person.language,
            audience=person.audience,
            capacity=person.capacity,
            organisation=person.organisation,
            area=person.area,
            people_count=person.people_count,
            is_young_person=person.is_young_person,
            may_publish_words=person.may_publish_words,
            open_answers=open_answers,
            choices=choices,
            equality_answers=equality_answers,
            further=further,
            own=read_own_fields(values, self._mapping) if is_own else None,
        )

    def _refuse_totals(self, values: dict[str, str]) -> None:
        told = values[self._id_header].strip() if self._id_header else ""
        if _TOTAL.fullmatch(told):
            raise InputError(
                f"“{told}” stands in place of an id, so this row adds up the others. Leave it out."
            )

    def _refuse_error_cells(self, values: dict[str, str]) -> None:
        """Excel puts an error where words began like a formula, so the words are not there."""
        for header in self._used:
            if values[header].strip() in _EXCEL_ERRORS:
                raise InputError(
                    f"The column “{header}” holds the Excel error {values[header].strip()} in "
                    "place of what was there. Put it back, or make the cell blank."
                )

    def _identity(self, number: int, values: dict[str, str]) -> str:
        digest = content_digest(values.items())
        response_id = values[self._id_header].strip() if self._id_header else ""
        response_id = without_decimals(response_id)
        if not response_id:
            return self._identities.by_content(digest)
        identity, other_row = self._identities.by_id(response_id, digest, number)
        if other_row is not None:
            raise InputError(
                f"The column “{self._id_header}” has the same id as row {other_row}, but the "
                "answers differ. Give each response an id of its own."
            )
        return identity
