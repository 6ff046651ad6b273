"""Reading a file of organisations and people: which column is what, and what is wrong in a row."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from goldenthread.engagement import iterate_table, normal_text, one_line
from goldenthread.engagement.meanings import find_language
from goldenthread.engagement.mending import undo_escape
from goldenthread.errors import InputError
from goldenthread.records.tables import TableLimits

MOST_ROWS = 20_000
LIMITS = TableLimits(file_bytes=20_000_000, columns=100, rows=MOST_ROWS, cell_characters=2_000)
MOST_LINES, LONGEST_LINE = 7, 60
LONGEST_NAME = 160
_HEADERS = {
    "name": {"name", "full name", "contact", "contact name", "contact person", "person"},
    "organisation_name": {
        "organisation", "organization", "organisation name", "organization name", "group", "company"
    },
    "email": {"email", "e-mail", "email address", "e-mail address", "mail"},
    "language": {"language", "preferred language", "language code"},
}  # fmt: skip
_ADDRESS = re.compile(
    r"^(postal |home )?address( ?(line)? ?\d+)?$|^(town|city|county|postcode|post code)$"
)
# As mail programs copy it: Amina Example <amina@example.org>
_BESIDE_NAME = re.compile(r"[^<>@]*<([^<>]+)>")
_FIRST_NAMES, _LAST_NAMES = {"first name", "forename"}, {"last name", "surname", "family name"}


@dataclass(frozen=True, slots=True)
class NewInvitee:
    """Somebody to be put on a list, as a row of a file says."""

    row_number: int
    name: str
    organisation_name: str
    email: str
    postal_address: str
    language: str


@dataclass(frozen=True, slots=True)
class RejectedInvitee:
    """A row that is not taken, and why."""

    row_number: int
    reason: str


def clean_email(typed: str) -> str:
    """Return the address as it is kept: in small letters. InputError if it is none."""
    email = one_line(typed).lower()
    try:
        validate_email(email)
    except ValidationError:
        raise InputError(f"“{email[:80]}” is not an e-mail address.") from None
    return email


def clean_address(typed: str) -> str:
    """Return a postal address as it is printed. InputError if it does not fit the window."""
    lines = [one_line(line) for line in normal_text(typed).split("\n")]
    lines = [line for line in lines if line]
    if len(lines) > MOST_LINES or any(len(line) > LONGEST_LINE for line in lines):
        raise InputError(
            f"The postal address has more than {MOST_LINES} lines, or a line has more than "
            f"{LONGEST_LINE} signs: it would not fit the window of an envelope."
        )
    return "\n".join(lines)


def clean_language(typed: str) -> str:
    """Return the code of a language, English if none is named. InputError if it is unknown."""
    code = find_language(typed) or "en"
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]{2,8})?", code):
        raise InputError(f"The language “{code[:40]}” is not known. Write its code, such as bn.")
    return code


def clean_name(typed: str) -> str:
    """Return a name on one line. InputError if it is too long to be one."""
    name = one_line(typed)
    if len(name) > LONGEST_NAME:
        raise InputError(f"A name has more than {LONGEST_NAME} signs.")
    return name


def iterate_invitees(path: Path) -> Iterator[NewInvitee | RejectedInvitee]:
    """Yield each row of a CSV, TSV or Excel file as somebody to add, or with what is wrong.

    InputError if the file cannot be read, or has no column with e-mail or postal addresses.
    """
    table = iterate_table(path, limits=LIMITS)
    columns = [(at, _use_of(header)) for at, header in enumerate(table.headers)]
    uses = {use for _, use in columns}
    if not uses & {"email", "address"}:
        raise InputError(
            "No column of this file is an e-mail or postal address. Name its columns in the first "
            "row: name, organisation, email, postal address, language."
        )
    for row in table.rows:
        if row.problem:
            yield RejectedInvitee(row.number, row.problem)
            continue
        try:
            yield _read(row.number, row.cells, columns)
        except InputError as reason:
            yield RejectedInvitee(row.number, str(reason))


def _use_of(header: str) -> str:
    plain = re.sub(r"[\s_:]+", " ", one_line(header).lower()).strip()
    if plain in _FIRST_NAMES:
        return "first"
    if plain in _LAST_NAMES:
        return "last"
    if _ADDRESS.match(plain):
        return "address"
    return next((use for use, names in _HEADERS.items() if plain in names), "")


def _read(number: int, cells: tuple[str, ...], columns: list[tuple[int, str]]) -> NewInvitee:
    def under(use: str, between: str = " ") -> str:
        found = (undo_escape(cells[at]).strip() for at, held in columns if held == use)
        return between.join(part for part in found if part)

    email, address = under("email"), under("address", "\n")
    if beside_name := _BESIDE_NAME.fullmatch(email):
        email = beside_name[1]
    if not email and not address:
        raise InputError("There is no e-mail and no postal address in this row.")
    return NewInvitee(
        row_number=number,
        name=clean_name(under("name") or f"{under('first')} {under('last')}"),
        organisation_name=clean_name(under("organisation_name")),
        email=clean_email(email) if email else "",
        postal_address=clean_address(address),
        language=clean_language(under("language")),
    )
