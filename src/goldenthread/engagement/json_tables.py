"""Reading JSON as a table: a row for each record, a column for each thing that a record says.

Survey tools hand out JSON through their APIs: a list, or an object that holds one.
What stands in objects within a record gets a column of its own.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, TextIO

from goldenthread.engagement.encodings import find_encoding
from goldenthread.engagement.mending import escape_formula
from goldenthread.errors import InputError
from goldenthread.records.tables import TableRow

BETWEEN_VALUES = ";"
COLUMNS = "columns"
MOST_COLUMNS = 5_000
_DEEPEST = 12
# Their names say nothing that the names within them do not.
_CONTAINERS = frozenset(["answers", "properties"])
_STARTS = ('{"', "{\n", "{\r", "{ ", "{}", "[{", "[\n", "[\r", "[ ", "[]")


def starts_as_json(start: str) -> bool:
    """Return whether a text begins as JSON with records does.

    >>> starts_as_json('[{"id": 1}]'), starts_as_json("[Draft] Question 1,Question 2")
    (True, False)
    """
    return start.startswith(_STARTS)


def iterate_json(path: Path) -> Iterator[TableRow]:
    """Yield the names of the columns, then a row for each record of the first list of them.

    Raises InputError if there is none, or the text breaks off.
    """
    known = path.stat()
    columns = _columns(path, known.st_size, known.st_mtime_ns)
    # Our own tables are written with escapes, and are read as if this were one.
    write = escape_formula if _told_columns(path) else str
    yield TableRow(1, tuple(map(write, columns)))
    for number, record in enumerate(_records(path), start=2):
        if not isinstance(record, dict):
            yield TableRow(number, (), f"Record {number - 1} is no object with names and values.")
            continue
        said = _flat(record)
        cells = tuple(write(said.get(column, "")) for column in columns)
        yield TableRow(number, cells, _say_lost(record))


def _say_lost(record: dict[str, Any]) -> str:
    """Return why a response that the tool itself does not count is not taken."""
    if record.get("deleted") is True:
        return "This response was deleted in the tool that it comes from."
    if record.get("completed") is False:
        return "This response was begun and never sent."
    return ""


@lru_cache(maxsize=16)
def _columns(path: Path, _size: int, _changed_at: int) -> tuple[str, ...]:
    """Return all names in the order of the records; a new one stands behind its neighbour."""
    columns = _told_columns(path)
    taken = set(columns)
    for record in _records(path):
        place = 0
        for name in _flat(record) if isinstance(record, dict) else ():
            if name not in taken:
                taken.add(name)
                columns.insert(place, name)
            place = columns.index(name, place) + 1 if name in columns[place:] else place
        if len(columns) > MOST_COLUMNS:
            raise InputError(f"This JSON has more than {MOST_COLUMNS:,} columns. Is it a survey?")
    if not columns:
        raise InputError("This JSON holds no responses. Export them again, or as CSV or .xlsx.")
    return tuple(columns)


def _told_columns(path: Path) -> list[str]:
    """Return the list of columns that our own export begins with; empty in any other."""
    found: list[str] = []
    for prefix, event, value in _events(path):
        if prefix == f"{COLUMNS}.item" and event == "string":
            found.append(_clean(value))
        elif prefix.endswith("item") and prefix != f"{COLUMNS}.item":
            break
    return list(dict.fromkeys(found))


def _records(path: Path) -> Iterator[Any]:
    """Yield what stands in the first list of objects."""
    import ijson  # noqa: PLC0415 - for few files

    prefix = next(
        (
            prefix
            for prefix, event, _ in _events(path)
            if event == "start_map" and (prefix == "item" or prefix.endswith(".item"))
        ),
        None,
    )
    if prefix is None:
        raise InputError(
            "This JSON holds no list of responses. Export the responses as CSV or .xlsx."
        )
    count = 0
    try:
        for record in ijson.items(_events(path), prefix):
            count += 1
            yield record
    except InputError as mistake:
        raise InputError(
            f"After record {count:,}: {mistake}" if count else str(mistake)
        ) from mistake


def _events(path: Path) -> Iterator[tuple[str, str, Any]]:
    import ijson  # noqa: PLC0415 - for few files

    with path.open(encoding=find_encoding(path), newline="") as text:
        try:
            yield from ijson.parse(_not_too_deep(_AsUtf8(text)))
        except (ijson.JSONError, UnicodeError) as mistake:
            raise InputError(
                "This JSON breaks off or is not well formed. Export it again."
            ) from mistake


class _AsUtf8:
    """A text, read as the bytes that the parser wants."""

    def __init__(self, text: TextIO) -> None:
        self._text = text

    def read(self, characters: int = -1) -> bytes:
        return self._text.read(characters).encode()


def _not_too_deep(text: _AsUtf8) -> Iterator[tuple[str, Any]]:
    """Yield the events: each level costs memory, and no survey has many."""
    import ijson  # noqa: PLC0415 - for few files

    depth = 0
    for event, value in ijson.basic_parse(text, use_float=True):
        depth += event in {"start_map", "start_array"}
        depth -= event in {"end_map", "end_array"}
        if depth > _DEEPEST:
            raise InputError("This JSON is nested too deeply to be responses.")
        yield event, value


def _flat(record: dict[str, Any]) -> dict[str, str]:
    """Return the names and values of a record, those of objects within it included."""
    found: dict[str, str] = {}
    for path, value in _leaves(record, ()):
        short = " / ".join(part for part in path if part not in _CONTAINERS) or path[-1]
        name = short if short not in found else " / ".join(path)
        found.setdefault(name, value)
    return found


def _leaves(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _leaves(one, (*path, _clean(name) or "value"))
    elif _are_named_values(value):
        for one in value:
            yield from _leaves(one["value"], (*path[:-1], _spoken(_clean(one["name"]))))
    elif isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        for place, one in enumerate(value, start=1):
            yield from _leaves(one, (*path, str(place)))
    else:
        yield path, _text(value)


def _are_named_values(value: Any) -> bool:
    """Return whether this is a list of fields, each with its name and value beside each other."""
    return (
        isinstance(value, list)
        and bool(value)
        and all(
            isinstance(one, dict) and isinstance(one.get("name"), str) and "value" in one
            for one in value
        )
    )


def _spoken(name: str) -> str:
    """Return a name made of words run together as words.

    >>> _spoken("whatIsTheIssue"), _spoken("Your ideas"), _spoken("GP")
    ('What is the issue', 'Your ideas', 'GP')
    """
    if not name.isascii() or not name.isalnum() or not name[:1].islower():
        return name
    spaced = "".join(f" {sign.lower()}" if sign.isupper() else sign for sign in name)
    return spaced[:1].upper() + spaced[1:]


def _text(value: Any) -> str:
    if isinstance(value, list):
        return BETWEEN_VALUES.join(_text(one) for one in value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return format(value, ".15g") if isinstance(value, float) else _clean(str(value))


def _clean(text: str) -> str:
    return text.replace("\x00", "")
