"""What people gave, counted by hand, and what a table of the results says: both by label."""

import re
from typing import Any

from tests.browser.building import SQUARES
from tests.browser.residents import Answers, Other, Place
from tests.browser.thirty_questions import OTHER, STATEMENTS, Asked

from goldenthread_web.engagement.models import Question

Kind = Question.Kind
Counts = dict[str, list[int]]
NUMBER_BIN = re.compile(r"(-?\d+)(?: to under (-?\d+))?")


def by_hand(asked: Asked, people: list[Answers]) -> Counts:
    """Return label: [count …] in the columns in which the table of this kind has them."""
    given = [one[asked.text] for one in people if asked.text in one]
    labels, columns = _labels(asked, given)
    return {
        label: [sum(_is_it(asked.kind, one, label, column) for one in given) for column in columns]
        for label in labels
    }


def _labels(asked: Asked, given: list[Any]) -> tuple[list[str], list[Any]]:
    options = [*asked.options, *(asked.typed[one] for one in (OTHER, NONE) if one in asked.typed)]
    lowest, highest = (int(asked.typed.get(one, default)) for one, default in SCALE)
    return {
        Kind.RATING: ([str(n) for n in range(lowest, highest + 1)], [None]),
        Kind.RANKING: (options, list(range(len(options)))),
        Kind.MATRIX: (list(asked.rows), options),
        Kind.DATE: (_dates(given) if asked.kind == Kind.DATE else [], [None]),
        Kind.AREA: (list(SQUARES), [None]),
        Kind.PLACE: (list(SQUARES), [None]),
        Kind.STATEMENTS: (list(STATEMENTS), ["Agree", "Disagree", "Pass"]),
    }.get(Kind(asked.kind), (options, [None]))


def _dates(given: list[Any]) -> list[str]:
    """Return months; years where the first and the last are three years apart or more."""
    years = {one.year for one in given}
    is_far = max(years) - min(years) >= 3
    return sorted({f"{one:%Y}" if is_far else f"{one:%B %Y}" for one in given})


NONE = "An option that rules out the others"
SCALE = (("Lowest number", 1), ("Highest number", 5))


def _is_it(kind: str, one: Any, label: str, column: Any) -> bool:
    if kind == Kind.SEVERAL_CHOICES:
        return label in [each.option if isinstance(each, Other) else each for each in one]
    if kind == Kind.RANKING:
        return bool(one[column : column + 1] == [label])
    if kind in {Kind.MATRIX, Kind.STATEMENTS}:
        return bool(one.get(label) == column)
    if kind == Kind.DATE:
        return label in {f"{one:%Y}", f"{one:%B %Y}"}
    return label == (one.area if isinstance(one, Place) else str(one))


def numbers_by_hand(asked: Asked, people: list[Answers], bins: list[str]) -> Counts:
    """Return how many numbers lie in the bins that a table has chosen."""
    given = [one[asked.text] for one in people if asked.text in one]
    counted = {}
    for label in bins:
        found = NUMBER_BIN.fullmatch(label)
        assert found, label
        low, high = int(found[1]), int(found[2] or int(found[1]) + 1)
        counted[label] = [sum(low <= one < high for one in given)]
    assert sum(count for [count] in counted.values()) == len(given)
    return counted


def shown(rows: list[list[str]], kind: str) -> Counts:
    """Return the counts that stand in the rows of a table of this kind."""
    if kind in {Kind.MATRIX, Kind.STATEMENTS}:
        return {row[0]: [_in_brackets(cell) for cell in row[1:-1]] for row in rows}
    if kind == Kind.RANKING:
        return {row[0]: [int(cell) for cell in row[2:-1]] for row in rows}
    # The ends of a scale stand beside their words: "1: Not safe".
    is_scale = kind == Kind.RATING
    return {row[0].partition(": ")[0] if is_scale else row[0]: [int(row[1])] for row in rows}


def _in_brackets(cell: str) -> int:
    """Return 9 of "43% (9)"; a row that nobody answered has a dash."""
    return 0 if cell == "–" else int(cell.split("(")[1].rstrip(")"))
