"""Taking records out of JSON one after the other: of a file of any length, one is held at a time."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, TextIO

from goldenthread.engagement.encodings import find_encoding
from goldenthread.errors import InputError

LONGEST_RECORD = 4_000_000
DEEPEST = 12
BROKEN = "This JSON breaks off or is not well formed. Export it again."
TOO_DEEP = "This JSON is nested too deeply to be responses."
_CHUNK = 1 << 18
_BLANKS = re.compile(r"[ \t\n\r]*")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Tools put lists of their questions or pages beside that of the responses.
_NAMES_OF_RESPONSES = frozenset([
    "answers", "comments", "contributions", "data", "entries", "features", "items", "records",
    "responses", "results", "rows", "submissions",
])  # fmt: skip


class _UnfitRecordError(InputError):
    """What one record says, and why it cannot be used; its number is told by who counts."""

    def __init__(self, said: str) -> None:
        super().__init__(f"A record {said}")
        self.said = said


@dataclass(frozen=True, slots=True)
class ListInJson:
    """A list with objects in it: what it is called, and a stream of what stands in it."""

    name: str
    records: Iterator[Any]


def iterate_records(path: Path) -> Iterator[Any]:
    """Yield what stands in the list of responses, or on each line of JSON lines.

    Of several lists that is the one with a name for responses, else the longest.
    Numbers come as text. Raises InputError where there is no list, or it breaks off.
    """
    known = path.stat()
    number = _number_of_list(path, known.st_size, known.st_mtime_ns)
    count = 0
    try:
        for place, found in enumerate(iterate_lists(path)):
            for record in found.records if place == number else ():
                count += 1
                yield record
    except _UnfitRecordError as mistake:
        raise InputError(f"Record {count + 1:,} {mistake.said}") from None
    except InputError as mistake:
        raise InputError(f"After record {count:,}: {mistake}" if count else f"{mistake}") from None


@lru_cache(maxsize=16)
def _number_of_list(path: Path, _size: int, _changed_at: int) -> int:
    lengths: list[int] = []
    for place, found in enumerate(iterate_lists(path)):
        if not found.name or found.name.casefold() in _NAMES_OF_RESPONSES:
            return place
        lengths.append(sum(1 for _ in found.records))
    if not lengths:
        raise InputError(
            "This JSON holds no list of responses. Export the responses as CSV or .xlsx."
        )
    return lengths.index(max(lengths))


def iterate_lists(path: Path) -> Iterator[ListInJson]:
    """Yield each list with objects in it; what is not taken of its records is passed over."""
    with path.open(encoding=find_encoding(path), newline="") as stream:
        text = _Text(stream)
        if text.has_a_value_on_each_line():
            yield ListInJson("", text.values())
        else:
            yield from _lists(text, "", 1)
        if text.sign():
            raise InputError(BROKEN)


def told_strings(path: Path, name: str, most: int) -> list[str]:
    """Return the list of strings of this name that JSON begins with; empty where it has none.

    No more than one above `most` are read.
    """
    with path.open(encoding=find_encoding(path), newline="") as stream:
        text = _Text(stream)
        if text.sign() != "{":
            return []
        for member in text.names():
            sign = text.sign()
            if sign == "[" and member == name:
                return list(_first_strings(text, most))
            if sign in {"[", "{"}:
                break
            text.value()
    return []


def _first_strings(text: "_Text", most: int) -> Iterator[str]:
    for number, _ in enumerate(text.places(), start=1):
        if number > most + 1 or text.sign() != '"':
            return
        yield text.value()


def _lists(text: "_Text", name: str, depth: int) -> Iterator[ListInJson]:
    sign = text.sign()
    if depth > DEEPEST:
        raise InputError(TOO_DEEP)
    if sign == "{":
        for member in text.names():
            yield from _lists(text, member, depth + 1)
    elif sign == "[":
        yield from _lists_in_list(text, name, depth)
    else:
        text.value()


def _lists_in_list(text: "_Text", name: str, depth: int) -> Iterator[ListInJson]:
    passed = 0
    places = text.places()
    for _ in places:
        if text.sign() == "{":
            records = _records(text, places, passed)
            yield ListInJson(name, records)
            for _ in records:
                pass
        else:
            yield from _lists(text, name, depth + 1)
            passed += 1


def _records(text: "_Text", places: Iterator[None], passed: int) -> Iterator[Any]:
    """Yield what is in a list whose first object comes next; what stood before it is no record."""
    yield from [None] * passed
    yield text.value()
    for _ in places:
        yield text.value()


class _Text:
    """JSON, read on as it is needed. What was taken is forgotten."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._held, self._at, self._is_all = "", 0, False
        self._decode = json.JSONDecoder(
            object_pairs_hook=_object,
            parse_float=_shown_float,
            parse_int=str,
            parse_constant=_refuse_constant,
            strict=False,
        ).raw_decode

    def _read_on(self) -> None:
        rest = self._held[self._at :]
        # As much again, so that a long record is not tried many times over.
        more = self._read(max(_CHUNK, len(rest)))
        self._held, self._at, self._is_all = rest + more, 0, not more

    def _read(self, characters: int) -> str:
        try:
            return self._stream.read(characters)
        except UnicodeError as mistake:
            raise InputError(BROKEN) from mistake

    def sign(self) -> str:
        """Return the next sign that is not blank, "" at the end."""
        while True:
            self._at = _BLANKS.match(self._held, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._held):
                return self._held[self._at]
            if self._is_all:
                return ""
            self._read_on()

    def _take(self, signs: str) -> str:
        """Return the next sign, which must be one of these, and stand behind it."""
        found = self.sign()
        if not found or found not in signs:
            raise InputError(BROKEN)
        self._at += 1
        return found

    def places(self) -> Iterator[None]:
        """Stand at each value of a list in turn; it has to be taken before the next one."""
        self._take("[")
        if self.sign() == "]":
            self._take("]")
            return
        yield
        while self._take(",]") == ",":
            yield

    def names(self) -> Iterator[str]:
        """Yield each name of an object, and stand at its value, which has to be taken."""
        self._take("{")
        if self.sign() == "}":
            self._take("}")
            return
        while True:
            if self.sign() != '"':
                raise InputError(BROKEN)
            name = self.value()
            self._take(":")
            yield name
            if self._take(",}") == "}":
                return

    def values(self) -> Iterator[Any]:
        """Yield all values that stand one behind the other."""
        while self.sign():
            yield self.value()

    def has_a_value_on_each_line(self) -> bool:
        """Return whether a second object follows the first: JSON lines."""
        if self.sign() != "{":
            return False
        try:
            _, end = self._decode(self._held, self._at)
        except (ValueError, RecursionError, InputError):
            return False
        return self._held[end:].lstrip().startswith("{")

    def value(self) -> Any:
        """Return the next value, and stand behind it."""
        self.sign()
        while True:
            try:
                found, end = self._decode(self._held, self._at)
            except RecursionError:
                raise InputError(TOO_DEEP) from None
            except ValueError:
                end = len(self._held)
                if self._is_all:
                    raise InputError(BROKEN) from None
            if end < len(self._held) or self._is_all:
                return self._taken(found, end)
            if end - self._at > LONGEST_RECORD:
                raise _UnfitRecordError(
                    f"is longer than {LONGEST_RECORD:,} characters, which is no "
                    "response. Take it out, or export the responses as CSV or .xlsx."
                )
            self._read_on()

    def _taken(self, found: Any, end: int) -> Any:
        start, self._at = self._at, end
        # Only escapes can say what is no character; a zero byte is one that no database takes.
        is_plain = self._held.find("\\u", start, end) < 0 and self._held.find("\0", start, end) < 0
        return found if is_plain else _storable(found)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _UnfitRecordError(
            f"says “{twice[:60]}” twice, and which of them counts cannot be told. "
            "Give each its own name."
        )
    return found


def _shown_float(written: str) -> str:
    """Return a number as a spreadsheet shows it; one that is too large as it was written.

    >>> _shown_float("1.50"), _shown_float("1e999")
    ('1.5', '1e999')
    """
    value = float(written)
    return written if value in {float("inf"), float("-inf")} else format(value, ".15g")


def _refuse_constant(written: str) -> Any:
    raise _UnfitRecordError(
        f"says {written}, which is not well formed JSON. Write null in its place."
    )


def _storable(value: Any) -> Any:
    """Return the value without what cannot be stored: zero bytes, and halves of a character."""
    if isinstance(value, str):
        return _SURROGATE.sub("\ufffd", value.replace("\0", ""))
    if isinstance(value, list):
        return [_storable(one) for one in value]
    if isinstance(value, dict):
        return {_storable(name): _storable(one) for name, one in value.items()}
    return value
