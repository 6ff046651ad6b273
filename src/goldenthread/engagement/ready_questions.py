"""Questions that can be taken over as they stand, read from two files beside this module."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from goldenthread.errors import InputError
from goldenthread.records.questions import ReadyEqualityQuestion, ReadyQuestion, ReadySet

EQUALITY_SET_SIZES = (3, 6, 13)
PREFER_NOT_TO_SAY = "Prefer not to say"
_LISTS = ("options", "rows")


@cache
def ready_sets() -> tuple[ReadySet, ...]:
    """Return the sets of ready questions, each with the source of its words."""
    return tuple(
        ReadySet(
            key=entry["key"],
            title=entry["title"],
            source=entry["source"],
            questions=tuple(_question(one) for one in entry["question"]),
        )
        for entry in _read("ready_questions.toml")["set"]
    )


def ready_set(key: str) -> ReadySet:
    """Return the set of this key.

    Raises:
        InputError: there is none.
    """
    for one in ready_sets():
        if one.key == key:
            return one
    raise InputError(f"There is no ready set called “{key[:60]}”. Choose one from the list.")


@cache
def equality_questions(size: int) -> tuple[ReadyEqualityQuestion, ...]:
    """Return the monitoring questions of a set of 3, 6 or 13, the last option declining.

    >>> [question.key for question in equality_questions(3)]
    ['age_band', 'disabled', 'ethnic_group']

    Raises:
        InputError: there is no set of this size.
    """
    if size not in EQUALITY_SET_SIZES:
        raise InputError("Choose a set of 3, 6 or 13 equality questions.")
    entries = _read("ready_equality_questions.toml")["question"][:size]
    return tuple(
        ReadyEqualityQuestion(**{**entry, "options": (*entry["options"], PREFER_NOT_TO_SAY)})
        for entry in entries
    )


def census_name(key: str, option: str) -> str:
    """Return the name under which the Census publishes an option, or the option's own.

    >>> census_name("ethnic_group", "Asian or Asian British")
    'Asian, Asian British or Asian Welsh'
    """
    found = (one for one in equality_questions(max(EQUALITY_SET_SIZES)) if one.key == key)
    question = next(found, None)
    return question.published.get(option, option) if question else option


def _question(entry: dict[str, Any]) -> ReadyQuestion:
    lists = {name: tuple(entry[name]) for name in _LISTS if name in entry}
    return ReadyQuestion(**{**entry, **lists})


def _read(name: str) -> dict[str, Any]:
    text = files("goldenthread.engagement").joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(text)
