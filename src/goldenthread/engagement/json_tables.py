"""Reading JSON as a table: a row for each record, a column for each thing that a record says.

Survey tools hand out JSON through their APIs: a list, or an object that holds one.
What stands in objects within a record gets a column of its own.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice, repeat
from pathlib import Path
from typing import Any

from goldenthread.engagement.json_records import (
    DEEPEST,
    TOO_DEEP,
    iterate_records,
    told_strings,
)
from goldenthread.engagement.mending import escape_formula
from goldenthread.engagement.own_headers import is_own_export
from goldenthread.errors import InputError
from goldenthread.records.tables import TableRow

BETWEEN_VALUES = ";"
COLUMNS = "columns"
MOST_COLUMNS = 5_000
_MOST_SHAPES = 10_000
_HOLD_MORE = frozenset([dict, list])
# Their names say nothing that the names within them do not.
_CONTAINERS = frozenset(["answers", "properties"])
_STARTS = ('{"', "{\n", "{\r", "{ ", "{}", "[{", "[\n", "[\r", "[ ", "[]")


def starts_as_json(start: str) -> bool:
    """Return whether a text begins as JSON with records does.

    >>> starts_as_json('[{"id": 1}]'), starts_as_json("[Draft] Question 1,Question 2")
    (True, False)
    """
    return start.startswith(_STARTS)


def columns_of_json(path: Path) -> tuple[str, ...]:
    """Return the names of the columns, in the order of the records: the file is read to its end.

    Only our own export says them at its beginning. Raises InputError if there
    is no record, or the text breaks off.
    """
    known = path.stat()
    return _columns(path, known.st_size, known.st_mtime_ns)


def read_json_head(path: Path, most: int) -> list[TableRow]:
    """Return what `iterate_json` begins with, of a file whose columns nobody knows yet."""
    told = _told_columns(path)
    columns = told or _columns_in(islice(iterate_records(path), most))
    return list(islice(iterate_json(path, columns), most))


def iterate_json(path: Path, columns: Sequence[str] = ()) -> Iterator[TableRow]:
    """Yield the names of the columns as row 0, then each record as the row of its number.

    `columns` are those of `columns_of_json`, where they are known already.
    Raises InputError as that does.
    """
    columns = tuple(columns) or columns_of_json(path)
    known = frozenset(columns)
    # Our own tables are written with escapes, and are read as if this were one.
    is_own = is_own_export(columns)
    yield TableRow(0, tuple(map(escape_formula, columns)) if is_own else columns)
    for number, record in enumerate(iterate_records(path), start=1):
        if not isinstance(record, dict):
            yield TableRow(number, (), f"Record {number} is no object with names and values.")
            continue
        said = _flat(record)
        problem = _say_lost(record)
        if not problem and not said.keys() <= known:
            extra = next(name for name in said if name not in known)
            problem = f"This record says “{extra[:60]}”, which the list of columns does not name."
        if is_own:
            said = {name: escape_formula(value) for name, value in said.items()}
        yield TableRow(number, tuple(map(said.get, columns, repeat(""))), problem)


def _say_lost(record: dict[str, Any]) -> str:
    """Return why a response that the tool itself does not count is not taken."""
    if record.get("deleted") is True:
        return "This response was deleted in the tool that it comes from."
    if record.get("completed") is False:
        return "This response was begun and never sent."
    return ""


@lru_cache(maxsize=16)
def _columns(path: Path, _size: int, _changed_at: int) -> tuple[str, ...]:
    return _told_columns(path) or _columns_in(iterate_records(path))


def _told_columns(path: Path) -> tuple[str, ...]:
    """Return the list of columns that our own export begins with; empty in any other."""
    told = tuple(dict.fromkeys(told_strings(path, COLUMNS, MOST_COLUMNS)))
    if not is_own_export(told):
        return ()
    _refuse_too_many(told)
    return told


def _refuse_too_many(columns: Sequence[str]) -> None:
    if len(columns) > MOST_COLUMNS:
        raise InputError(
            f"This JSON has more than {MOST_COLUMNS:,} columns. Export fewer questions at a time, or "
            "check that it is a survey."
        )


def _columns_in(records: Iterator[Any]) -> tuple[str, ...]:
    """Return all names in the order of the records; a new one stands behind its neighbour."""
    columns: list[str] = []
    taken: set[str] = set()
    shapes: set[tuple[str, ...]] = set()
    for record in records:
        names = tuple(_flat(record)) if isinstance(record, dict) else ()
        if names in shapes or taken.issuperset(names):
            continue
        _put_beside_neighbours(names, columns, taken)
        _refuse_too_many(columns)
        if len(shapes) < _MOST_SHAPES:
            shapes.add(names)
    if not columns:
        raise InputError("This JSON holds no responses. Export them again, or as CSV or .xlsx.")
    return tuple(columns)


def _put_beside_neighbours(names: tuple[str, ...], columns: list[str], taken: set[str]) -> None:
    _refuse_too_many(names)
    place = 0
    for name in names:
        if name not in taken:
            taken.add(name)
            columns.insert(place, name)
            place += 1
        else:
            place = max(place, columns.index(name) + 1)


def _flat(record: dict[str, Any]) -> dict[str, str]:
    """Return the names and values of a record, those of objects within it included."""
    found: dict[str, str] = {}
    if not _HOLD_MORE.intersection(map(type, record.values())):
        return {
            name or "value": value if type(value) is str else _text(value)
            for name, value in record.items()
        }
    for path, value in _leaves(record, ()):
        short = " / ".join(part for part in path if part not in _CONTAINERS) or path[-1]
        name = short if short not in found else " / ".join(path)
        found.setdefault(name, value)
    return found


def _leaves(value: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    if len(path) > DEEPEST:
        raise InputError(TOO_DEEP)
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _leaves(one, (*path, name or "value"))
    elif _are_named_values(value):
        for one in value:
            yield from _leaves(one["value"], (*path[:-1], _spoken(one["name"])))
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
        return BETWEEN_VALUES.join(map(_text, value))
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    return str(value)
