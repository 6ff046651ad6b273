"""The headers of our own exports, which say all that is needed to read them back.

A header is what people read, and in brackets what a program needs: the key of the
question, what the column holds, and which of several it is.

    What matters here? | Parks [#what-matters several 2]
"""

import re
from collections.abc import Sequence

from goldenthread.engagement.mending import escape_formula, undo_escape
from goldenthread.records.importing import ColumnMapping, ColumnUse, Use
from goldenthread.records.tables import TableLayout

RESPONSE_HEADER = "Golden Thread response"
ABOUT_HEADERS: dict[Use, str] = {
    Use.RESPONSE_ID: RESPONSE_HEADER,
    Use.CHANNEL: "channel",
    Use.RECEIVED_AT: "received at",
    Use.STARTED_AT: "started at",
    Use.DATE: "said on",
    Use.LANGUAGE: "language",
    Use.AUDIENCE: "audience",
    Use.SESSION_NAME: "session",
    Use.CAPACITY: "capacity",
    Use.ORGANISATION: "organisation",
    Use.MANDATE: "mandate",
    Use.AREA: "area",
    Use.PEOPLE_COUNT: "people",
    Use.YOUNG_PERSON: "under 18",
    Use.MAY_PUBLISH: "words may be published",
    Use.FORM_VERSION: "version of the form",
    Use.ASSISTED_BY_ROLE: "helped by (role)",
    Use.ASSISTED_BY_ORGANISATION: "helped by (organisation)",
    Use.IS_INVENTED: "invented for this demonstration",
}
CODES: dict[Use, str] = {
    Use.OPEN_QUESTION: "words",
    Use.ONE_CHOICE: "one",
    Use.SEVERAL_CHOICES_IN_COLUMNS: "several",
    Use.OTHER_WORDS: "other",
    Use.RATING: "rating",
    Use.RANKING_IN_COLUMNS: "rank",
    Use.MATRIX_ROW: "row",
    Use.NUMBER: "number",
    Use.DATE_ANSWER: "date",
    Use.AREA_ANSWER: "area",
    Use.PLACE_ANSWER: "place",
    Use.PLACE_WORDS: "said-of-it",
    Use.POSTCODE_SECTOR: "sector",
    Use.LATITUDE: "latitude",
    Use.LONGITUDE: "longitude",
    Use.OWN_STATEMENT: "statement",
    Use.VOTE: "vote",
    Use.FILE_ANSWER: "file",
}
_USES = {code: use for use, code in CODES.items()}
_ABOUT = {header: use for use, header in ABOUT_HEADERS.items()}
_CODED = re.compile(r"(?P<words>.*) \[#(?P<key>[^\s\]]+) (?P<code>[a-z-]+)(?: \d+)?\]", re.DOTALL)
# Bars in the words are doubled, so one alone stands between them.
_BETWEEN = " | "


def own_header(column: ColumnUse, number: int = 0) -> str:
    """Return the header of a column; `number` tells it from its neighbours, 0 for none.

    >>> own_header(ColumnUse("", Use.RATING, "bus", "How is the bus?", option="1 5"))
    'How is the bus? | 1 5 [#bus rating]'
    """
    if column.use in ABOUT_HEADERS:
        return ABOUT_HEADERS[column.use]
    words = _BETWEEN.join(_double_bars(part) for part in (column.title, column.option) if part)
    which = f" {number}" if number else ""
    return f"{words} [#{column.question} {CODES[column.use]}{which}]"


def read_own_header(header: str) -> ColumnUse:
    """Return how the column of one of our headers is used; left out where it is none of them.

    >>> read_own_header("How is the bus? | 1 5 [#bus rating]").option
    '1 5'
    """
    plain = undo_escape(header)
    if plain in _ABOUT:
        return ColumnUse(header, _ABOUT[plain])
    found = _CODED.fullmatch(plain)
    use = _USES.get(found["code"]) if found else None
    if found is None or use is None:
        return ColumnUse(header, Use.IGNORED)
    title, *options = (part.replace("||", "|") for part in found["words"].split(_BETWEEN))
    return ColumnUse(header, use, found["key"], title=title, option=" | ".join(options))


def is_own_export(headers: Sequence[str]) -> bool:
    """Return whether this program wrote a table with these headers."""
    return bool(headers) and headers[0] == RESPONSE_HEADER


def own_mapping(headers: Sequence[str], layout: TableLayout) -> ColumnMapping:
    """Return the mapping of a table that this program wrote: nothing has to be guessed."""
    columns = tuple(map(read_own_header, headers))
    return ColumnMapping(columns, layout=layout, is_own_export=True)


def written_header(column: ColumnUse, number: int = 0) -> str:
    """Return the header as it is written to a file: no formula, one line."""
    return escape_formula(" ".join(own_header(column, number).split()))


def _double_bars(part: str) -> str:
    return part.replace("|", "||")
