"""What came in to closed questions of every kind, added up: people, never combinations of answers.

Counts are as counted: they go out through `goldenthread.reports.results`, which
hides small ones.
"""

from dataclasses import dataclass

from goldenthread.records.indicators import AreaOutline
from goldenthread.records.reports import VotedStatement


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: an area, a month, an option, and how many people."""

    label: str
    people: int


@dataclass(frozen=True, slots=True)
class ListedAnswers:
    """A list whose lines everybody counted stands in once; `heading` says what a line is."""

    question: str
    heading: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Ratings:
    """How many people gave each point of a scale, in order; labels stand at its ends."""

    question: str
    points: tuple[tuple[int, int], ...]
    lowest_label: str = ""
    highest_label: str = ""


@dataclass(frozen=True, slots=True)
class RankedOption:
    """How many people put one option first, second and so on."""

    option: str
    positions: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Rankings:
    """Options that `base` people put in order."""

    question: str
    base: int
    options: tuple[RankedOption, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """One choice in each row: for each row, people by option in the order of `options`."""

    question: str
    options: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]


@dataclass(frozen=True, slots=True)
class Bin:
    """People whose number lies from `lower` up to, and not at, `upper`; or is both, where they are one."""

    lower: float
    upper: float
    people: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers that `base` people gave: mean with interval, quartiles, and a histogram."""

    question: str
    base: int
    mean: float
    lower: float
    upper: float
    quartiles: tuple[float, float, float]
    bins: tuple[Bin, ...]


@dataclass(frozen=True, slots=True)
class Statements:
    """Released statements with their votes."""

    question: str
    statements: tuple[VotedStatement, ...]


@dataclass(frozen=True, slots=True)
class EqualityCategory:
    """An answer of the Census with its responses, and the local answers that count towards it.

    `published` is the name under which the Census publishes it, where that is another one.
    """

    label: str
    responses: int
    local: tuple[tuple[str, int], ...] = ()
    published: str = ""


@dataclass(frozen=True, slots=True)
class EqualityCounts:
    """A monitoring question: responses by answer, and those without one."""

    question: str
    categories: tuple[EqualityCategory, ...]
    not_answered: int


@dataclass(frozen=True, slots=True)
class Crossing:
    """Two questions crossed: people by row and column.

    `rows_add_up` says that everybody in a column stands in one row, so that the
    rows of a column add up to its total; `columns_add_up` the same across.
    """

    rows_title: str
    columns_title: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: tuple[tuple[int, ...], ...]
    row_totals: tuple[int, ...]
    column_totals: tuple[int, ...]
    base: int
    rows_add_up: bool = True
    columns_add_up: bool = True


@dataclass(frozen=True, slots=True)
class ShownCrossing:
    """A crossing as it may be shown; a hidden cell is None. `refusal` says why nothing is."""

    rows_title: str
    columns_title: str
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    cells: tuple[tuple[int | None, ...], ...] = ()
    row_totals: tuple[int, ...] = ()
    column_totals: tuple[int | None, ...] = ()
    base: int = 0
    refusal: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EarlierShare:
    """One option in two exercises: people of all who answered; None where it is not shown."""

    option: str
    now: int | None
    now_base: int
    before: int | None
    before_base: int


@dataclass(frozen=True, slots=True)
class Comparison:
    """A question beside the same one of an earlier exercise, option by option."""

    question: str
    earlier: str
    shares: tuple[EarlierShare, ...]
    notes: tuple[str, ...] = ()


Answered = ListedAnswers | Ratings | Rankings | Matrix | Numbers | Statements


@dataclass(frozen=True, slots=True)
class QuestionInFigures:
    """One question with its answers: `people` answered it, of `everybody` who took part."""

    answered: Answered
    people: int
    everybody: int
    outlines: tuple[AreaOutline, ...] = ()
