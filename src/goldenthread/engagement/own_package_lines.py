"""The lines of our own package as records, and the other way: nothing in them is trusted."""

from dataclasses import asdict
from datetime import date
from typing import Any, NoReturn, TypeVar

from goldenthread.errors import InputError
from goldenthread.records.disclosure import FindingKind, Redaction
from goldenthread.records.engagement import WordsAre
from goldenthread.records.own_package import (
    DecisionElsewhere,
    EarlierWords,
    ExportedForm,
    ExportedOption,
    ExportedQuestion,
    FileElsewhere,
)

LONGEST_TEXT = 5_000
MOST_ENTRIES = 2_000
LARGEST_NUMBER = 32_767
KINDS = {kind.value for kind in FindingKind}


Kind = TypeVar("Kind")


class _Entry:
    """An object of a JSON file; what is of another kind than it should be is told with its place."""

    def __init__(self, found: object, where: str) -> None:
        if not isinstance(found, dict):
            raise InputError(f"{where} is not as this program writes it. Export it again.")
        self._found: dict[str, Any] = found
        self._where = where

    def text(self, name: str) -> str:
        return self._of_kind(name, str, "")[:LONGEST_TEXT]

    def flag(self, name: str) -> bool:
        return self._of_kind(name, bool, False)  # noqa: FBT003 (the type and what missing means)

    def number(self, name: str) -> int:
        found = self._of_kind(name, int, 1)
        if not 1 <= found <= LARGEST_NUMBER:
            self._refuse(name)
        return found

    def day(self, name: str) -> date | None:
        told = self.text(name)
        try:
            return date.fromisoformat(told) if told else None
        except ValueError:
            self._refuse(name)

    def entries(self, name: str) -> list["_Entry"]:
        return [_Entry(one, f"{self._where}, {name}") for one in self.list_of(name)]

    def list_of(self, name: str) -> list[Any]:
        return self._of_kind(name, list, [])[:MOST_ENTRIES]

    def pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        found = self._of_kind(name, list, [])[:MOST_ENTRIES]
        if not all(isinstance(one, list) and list(map(type, one)) == [str, str] for one in found):
            self._refuse(name)
        return tuple((now[:LONGEST_TEXT], then[:LONGEST_TEXT]) for now, then in found)

    def _of_kind(self, name: str, kind: type[Kind], default: Kind) -> Kind:
        found = self._found.get(name, default)
        if not isinstance(found, kind) or (kind is int and isinstance(found, bool)):
            self._refuse(name)
        return found

    def _refuse(self, name: str) -> NoReturn:
        raise InputError(f"{self._where}: “{name}” is not as this program writes it.")


def read_form(found: object) -> ExportedForm:
    """Return the form of a package. InputError says what is not as we write it."""
    entry = _Entry(found, "The form of the package")
    return ExportedForm(
        title=entry.text("title"),
        exported_on=entry.day("exported_on") or date.min,
        form_version=entry.number("form_version"),
        questions=tuple(map(_read_question, entry.entries("questions"))),
    )


def _read_question(entry: _Entry) -> ExportedQuestion:
    return ExportedQuestion(
        key=entry.text("key"),
        help=entry.text("help"),
        lowest_label=entry.text("lowest_label"),
        highest_label=entry.text("highest_label"),
        first_version=entry.number("first_version"),
        is_retired=entry.flag("is_retired"),
        options=tuple(
            ExportedOption(
                text=one.text("text"),
                is_other=one.flag("is_other"),
                is_exclusive=one.flag("is_exclusive"),
                is_retired=one.flag("is_retired"),
            )
            for one in entry.entries("options")
        ),
        wordings=tuple(map(_read_wording, entry.entries("wordings"))),
    )


def _read_wording(entry: _Entry) -> EarlierWords:
    return EarlierWords(
        version=entry.number("version"),
        text=entry.text("text"),
        help=entry.text("help"),
        lowest_label=entry.text("lowest_label"),
        highest_label=entry.text("highest_label"),
        options=entry.pairs("options"),
        rows=entry.pairs("rows"),
        what_changed=entry.text("what_changed"),
        why=entry.text("why"),
    )


def read_decision(found: object, line: int) -> DecisionElsewhere:
    """Return a decision. InputError names the line."""
    entry = _Entry(found, f"decisions.jsonl, line {line}")
    part = entry.text("part")
    if part not in {one.value for one in WordsAre}:
        raise InputError(f"decisions.jsonl, line {line}: “{part[:40]}” is no part of an answer.")
    return DecisionElsewhere(
        response=entry.text("response"),
        question=entry.text("question"),
        part=WordsAre(part),
        place=entry.number("place"),
        digest=entry.text("digest"),
        outcome=entry.text("outcome"),
        reason=entry.text("reason"),
        decided_on=entry.day("decided_on"),
        taken_out=tuple(_read_redaction(one, line) for one in entry.list_of("taken_out")),
    )


def _read_redaction(found: object, line: int) -> Redaction:
    match found:
        case [int(start), int(end), str(kind)] if 0 <= start < end and kind in KINDS:
            return Redaction(start, end, FindingKind(kind))
    raise InputError(f"decisions.jsonl, line {line}: this is no piece of a text.")


def read_file_line(found: object, line: int) -> FileElsewhere:
    """Return what is said of a file. InputError names the line."""
    entry = _Entry(found, f"files.jsonl, line {line}")
    return FileElsewhere(
        response=entry.text("response"),
        question=entry.text("question"),
        name=entry.text("name"),
        outcome=entry.text("outcome"),
        alternative_text=entry.text("alternative_text"),
        reason=entry.text("reason"),
        decided_on=entry.day("decided_on"),
    )


def as_entry(record: ExportedForm | DecisionElsewhere | FileElsewhere) -> dict[str, Any]:
    """Return a record as it is written: what is blank is left out, days in the ISO way."""
    return {
        name: _as_json_value(value)
        for name, value in asdict(record).items()
        if value not in ("", None)
    }


def _as_json_value(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        if set(value) == {"start", "end", "kind"}:
            return [value["start"], value["end"], str(value["kind"])]
        return {name: _as_json_value(one) for name, one in value.items() if one not in ("", None)}
    if isinstance(value, list | tuple):
        return [_as_json_value(one) for one in value]
    return value
