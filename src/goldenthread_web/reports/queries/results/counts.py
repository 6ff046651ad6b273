"""What came in, counted by ids and names of states: no words, so that it can be kept."""

from dataclasses import dataclass
from typing import Any

from goldenthread.records.results import ShownCrossing


@dataclass(frozen=True, slots=True)
class Cell:
    """People who gave one answer.

    `column` says which: an option, a value, a month, an area, a vote. `row` is the
    row of a matrix, the rank of a ranking or the statement, else 0. `capacity` is
    set where answers are split by it.
    """

    row: int
    column: str
    people: int
    capacity: str = ""


@dataclass(frozen=True, slots=True)
class Base:
    """Who answered one question, in one capacity."""

    capacity: str
    people: int
    responses: int


@dataclass(frozen=True, slots=True)
class QuestionCounts:
    """The answers to one question. `summary` holds figures that cells cannot give."""

    question: int
    bases: tuple[Base, ...] = ()
    cells: tuple[Cell, ...] = ()
    summary: tuple[float, ...] = ()

    @property
    def people(self) -> int:
        return sum(one.people for one in self.bases)

    @property
    def responses(self) -> int:
        return sum(one.responses for one in self.bases)


@dataclass(frozen=True, slots=True)
class Group:
    """People who took part under one value: of channel, capacity, language, audience, area."""

    counted_by: str
    value: str
    people: int
    responses: int


@dataclass(frozen=True, slots=True)
class ResultCounts:
    """Everything that the pages of results show of one engagement, under one filter."""

    responses: int
    people: int
    days: tuple[tuple[str, int], ...]
    groups: tuple[Group, ...]
    # How many times are known, and the quartiles of minutes taken.
    minutes: tuple[float, ...]
    questions: tuple[QuestionCounts, ...]

    def of(self, question: int) -> QuestionCounts:
        """Return the counts of a question, empty where nobody answered it."""
        found = (one for one in self.questions if one.question == question)
        return next(found, QuestionCounts(question))

    def groups_by(self, name: str) -> list[Group]:
        return [group for group in self.groups if group.counted_by == name]


def read_counts(kept: dict[str, Any]) -> ResultCounts:
    """Return counts from the form in which `dataclasses.asdict` wrote them."""
    return ResultCounts(
        responses=kept["responses"],
        people=kept["people"],
        days=tuple((day, count) for day, count in kept["days"]),
        groups=tuple(Group(**group) for group in kept["groups"]),
        minutes=tuple(kept["minutes"]),
        questions=tuple(_question(one) for one in kept["questions"]),
    )


def _question(kept: dict[str, Any]) -> QuestionCounts:
    return QuestionCounts(
        kept["question"],
        bases=tuple(Base(**one) for one in kept["bases"]),
        cells=tuple(Cell(**one) for one in kept["cells"]),
        summary=tuple(kept["summary"]),
    )


def read_crossing(kept: dict[str, Any]) -> ShownCrossing:
    """Return a crossing from the form in which `dataclasses.asdict` wrote it."""
    lists = {name: tuple(value) for name, value in kept.items() if isinstance(value, list)}
    cells = tuple(tuple(line) for line in kept["cells"])
    return ShownCrossing(**{**kept, **lists, "cells": cells})
