"""What only an export of this program says of a response: its number, when it came, who helped."""

from datetime import datetime, time

from goldenthread.engagement.dates import LONDON, read_date
from goldenthread.engagement.words import one_line
from goldenthread.errors import InputError
from goldenthread.records.importing import ColumnMapping, Use
from goldenthread.records.responses import OwnFields

_LARGEST_VERSION = 32_767


def read_own_fields(values: dict[str, str], mapping: ColumnMapping) -> OwnFields:
    """Return these fields of a row. InputError names the column that cannot be understood."""

    def cell(use: Use) -> str:
        columns = mapping.used_as(use)
        return one_line(values[columns[0].header]) if columns else ""

    return OwnFields(
        number=cell(Use.RESPONSE_ID),
        received_at=_moment_in(cell(Use.RECEIVED_AT), "received at"),
        started_at=_moment_in(cell(Use.STARTED_AT), "started at"),
        form_version=_version_in(cell(Use.FORM_VERSION)),
        session_name=cell(Use.SESSION_NAME),
        mandate=cell(Use.MANDATE),
        assisted_by_role=cell(Use.ASSISTED_BY_ROLE),
        assisted_by_organisation=cell(Use.ASSISTED_BY_ORGANISATION),
        is_invented=cell(Use.IS_INVENTED) == "yes",
    )


def _moment_in(cell: str, name: str) -> datetime | None:
    try:
        found = read_date(cell)
    except InputError as reason:
        raise InputError(f"Column “{name}”: {reason}.") from reason
    if found is None or isinstance(found, datetime):
        return found
    return datetime.combine(found, time(0), tzinfo=LONDON)


def _version_in(cell: str) -> int:
    if not cell:
        return 1
    if not cell.isdecimal() or not 1 <= int(cell) <= _LARGEST_VERSION:
        raise InputError(f"Column “version of the form”: “{cell[:40]}” is no version.")
    return int(cell)
