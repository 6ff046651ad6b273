"""What a report says, as data: the web page and the Word document read the same record.

People and contributions are always counted apart. A response is what one
person, or one group of n people, gave in one go, so `people` may be more
than `responses`.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class QuestionKind(StrEnum):
    """How many options of a closed question one response may choose."""

    ONE_CHOICE = "one choice"
    SEVERAL_CHOICES = "several choices"


@dataclass(frozen=True, slots=True)
class Participation:
    """How many took part under one label: a capacity, a channel or an audience."""

    label: str
    responses: int
    people: int
    contributions: int


@dataclass(frozen=True, slots=True)
class ParticipationTable:
    """Who took part, counted by one thing. `counted_by` is "capacity", "channel" or "audience"."""

    counted_by: str
    rows: tuple[Participation, ...]


@dataclass(frozen=True, slots=True)
class ClosedAnswer:
    """What one response chose at a closed question; no option means not answered."""

    capacity: str
    options: tuple[str, ...]
    people: int = 1


@dataclass(frozen=True, slots=True)
class OptionCount:
    """How many of `base` people chose one option.

    `count` is None where it is too small to show. `lower` and `upper` are the
    interval of the share, 0 to 1, None where the count is not shown.
    """

    option: str
    count: int | None
    base: int
    lower: float | None = None
    upper: float | None = None

    @property
    def share(self) -> float | None:
        """Return count of base, 0 to 1, or None where there is nothing to show."""
        return None if self.count is None or self.base == 0 else self.count / self.base


@dataclass(frozen=True, slots=True)
class CapacityCounts:
    """The options of a closed question as people in one capacity chose them."""

    capacity: str
    base: int
    options: tuple[OptionCount, ...]


@dataclass(frozen=True, slots=True)
class ClosedQuestion:
    """A closed question, counted. `base` is the people who answered it."""

    question: str
    kind: QuestionKind
    base: int
    responses: int
    not_answered: int
    options: tuple[OptionCount, ...]
    by_capacity: tuple[CapacityCounts, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReleasedQuote:
    """Released words, with marked redactions, and in what capacity they were said."""

    words: str
    capacity: str
    marked: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class ReportedTheme:
    """A theme with its size and how sure we are of it.

    `contributions` and `people` are of the question's own totals. `how_sure`
    is a sentence: by whom or by what it was coded, and with what agreement.
    `by_capacity` has one pair (capacity, contributions) for each capacity, as
    counted: it goes out through `say_theme_capacities`, which hides small counts.
    """

    name: str
    definition: str
    contributions: int
    people: int
    quotes: tuple[ReleasedQuote, ...] = ()
    how_sure: str = ""
    by_capacity: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class MinorityView:
    """A view of few people that a count alone would hide, and why it is listed."""

    name: str
    reason: str
    contributions: int
    people: int
    quotes: tuple[ReleasedQuote, ...] = ()


@dataclass(frozen=True, slots=True)
class Campaign:
    """A text that many people sent. `text` is its released words."""

    text: str
    people: int
    added_own_words: int


@dataclass(frozen=True, slots=True)
class Petition:
    """One object with its signature count, never merged into themes."""

    title: str
    signatures: int


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """An open question: its contributions, the themes in them, and what is in no theme yet."""

    question: str
    contributions: int
    people: int
    themes: tuple[ReportedTheme, ...]
    minority_views: tuple[MinorityView, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    not_placed_yet: int = 0


@dataclass(frozen=True, slots=True)
class SetAside:
    """How many contributions are not shown for one recorded reason."""

    reason: str
    contributions: int


@dataclass(frozen=True, slots=True)
class WhatWeHeard:
    """Everything that "What we heard" says of one engagement.

    `counted_only` contributions were counted, and their words are not
    published because the person asked so. `held` ones wait for release.
    """

    title: str
    partnership: str
    engagement: str
    purpose: str
    who_decides: str
    prepared_on: date
    responses: int
    people: int
    contributions: int
    began_on: date | None = None
    ended_on: date | None = None
    channels: tuple[str, ...] = ()
    participation: tuple[ParticipationTable, ...] = ()
    closed_questions: tuple[ClosedQuestion, ...] = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    petitions: tuple[Petition, ...] = ()
    withheld: tuple[SetAside, ...] = ()
    counted_only: int = 0
    held: int = 0
    method: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    stamp: str = ""


@dataclass(frozen=True, slots=True)
class AnalysedTheme:
    """A suggested theme of an analysis from the shell. `stability` is 0 to 1."""

    name: str
    phrases: tuple[str, ...]
    contributions: int
    stability: float
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CopiedText:
    """A text that stands in several rows of the file, nearly word for word."""

    text: str
    rows: int


@dataclass(frozen=True, slots=True)
class TextColumn:
    """One column of a file as it was read.

    `rows` are the file's row numbers of `texts`. `unreadable` says of each
    row that could not be read which one and why.
    """

    file_name: str
    column: str
    rows: tuple[int, ...]
    texts: tuple[str, ...]
    empty_rows: int = 0
    unreadable: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Analysis:
    """What one run of `goldenthread analyse` found in one column of one file."""

    file_name: str
    column: str
    contributions: int
    empty_rows: int
    not_placed_yet: int
    themes: tuple[AnalysedTheme, ...]
    copies: tuple[CopiedText, ...]
    made_on: date
    method: tuple[str, ...]
    limits: tuple[str, ...]
    unreadable: tuple[str, ...] = ()
