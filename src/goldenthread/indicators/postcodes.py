"""In which area a postcode lies, read from a look-up table."""

import csv
import io
import re
from collections.abc import Collection

from goldenthread.errors import InputError

MOST_POSTCODES = 100_000
LARGEST_LOOK_UP = 20_000_000
# How the Office for National Statistics names its columns, and how others do.
POSTCODE_HEADERS = ("postcode", "pcds", "pcd", "pcd2", "pcd7", "pcd8", "postcodes")
POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")


def read_postcodes(content: bytes, codes: Collection[str]) -> dict[str, str]:
    """Return the code of the area in which each postcode lies: {"E14AB": "E05009317"}.

    The column of the area is the one that holds most of `codes`. Postcodes of
    other places are passed over.

    Raises:
        InputError: it is no table with such columns, or no postcode lies in these areas.
    """
    rows = iter(_rows(content))
    head = [one.strip().lower() for one in next(rows, [])]
    at = next((head.index(one) for one in POSTCODE_HEADERS if one in head), None)
    if at is None:
        raise InputError(
            f"None of the columns is called “postcode” or “pcds”: {', '.join(head) or 'there are none'}."
        )
    found = _found(list(rows), at, codes)
    if not found:
        raise InputError("No postcode of this table lies in these areas. Is it of another year?")
    if len(found) > MOST_POSTCODES:
        raise InputError(f"There are {len(found):,} postcodes, and {MOST_POSTCODES:,} fit.")
    return found


def _found(rows: list[list[str]], at: int, codes: Collection[str]) -> dict[str, str]:
    area_at = _column_of_areas(rows, codes)
    found = {}
    for row in rows:
        if len(row) > max(at, area_at) and row[area_at].strip() in codes:
            postcode = re.sub(r"\s", "", row[at]).upper()
            if POSTCODE.fullmatch(postcode):
                found[postcode] = row[area_at].strip()
    return found


def _rows(content: bytes) -> list[list[str]]:
    if len(content) > LARGEST_LOOK_UP:
        raise InputError(
            "The file is larger than 20 MB. Keep only the rows of your place, then send it again."
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError("This is not a CSV file in UTF-8. Save it as “CSV UTF-8”.") from error
    if "\x00" in text:
        raise InputError("This is not a CSV file. Save the table as “CSV UTF-8”.")
    try:
        return list(csv.reader(io.StringIO(text, newline="")))
    except csv.Error as error:
        raise InputError("This table cannot be read. Save it anew as “CSV UTF-8”.") from error


def _column_of_areas(rows: list[list[str]], codes: Collection[str]) -> int:
    """Return the column in which codes of these areas stand most often."""
    known = set(codes)
    counts: dict[int, int] = {}
    for row in rows:
        for at, cell in enumerate(row):
            if cell.strip() in known:
                counts[at] = counts.get(at, 0) + 1
    if not counts:
        raise InputError(
            "No column holds the codes of these areas. The table needs each postcode with the "
            "code of its area."
        )
    return max(counts, key=lambda at: (counts[at], -at))
