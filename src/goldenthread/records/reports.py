"""What a report says, as data: the web page and the Word document read the same record.

People and contributions are always counted apart. A response is what one
person, or one group of n people, gave in one go, so `people` may be more
than `responses`.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goldenthread.records.results import Comparison, QuestionInFigures, ShownCrossing

# What few people wrote into a file is counted together under this name.
OTHER_ANSWERS = "Other answers"


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
class CapacityTally:
    """Everybody in one capacity who answered a closed question, added up.

    `options` has one pair (option, people) for each option that somebody chose.
    """

    capacity: str
    people: int
    responses: int
    options: tuple[tuple[str, int], ...]


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
    """Released words, with marked redactions, and in what capacity they were said.

    `reference` is the public address of the contribution, empty where it has none.
    """

    words: str
    capacity: str
    marked: str = ""
    language: str = "en"
    reference: str = ""


@dataclass(frozen=True, slots=True)
class ReportedTheme:
    """A theme with its size and how sure we are of it.

    `contributions` and `people` are of the question's own totals. `how_sure`
    is a sentence: by whom or by what it was coded, and with what agreement.
    `by_capacity` has one pair (capacity, contributions) for each capacity, as
    counted: it goes out through `say_theme_capacities`, which hides small counts.
    `nested` has one pair (name, contributions) for each theme within this one.
    """

    name: str
    definition: str
    contributions: int
    people: int
    quotes: tuple[ReleasedQuote, ...] = ()
    how_sure: str = ""
    by_capacity: tuple[tuple[str, int], ...] = ()
    nested: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class MinorityView:
    """A theme of few people, or of few kinds of people, and why it is listed apart."""

    name: str
    reason: str
    contributions: int
    people: int
    quotes: tuple[ReleasedQuote, ...] = ()
    definition: str = ""


@dataclass(frozen=True, slots=True)
class Campaign:
    """A text that many people sent. `text` is its released words, empty where none are."""

    text: str
    people: int
    added_own_words: int


@dataclass(frozen=True, slots=True)
class Petition:
    """One text with its signature count: signatures are no answers. No words: none is released."""

    words: str
    signatures: int
    received_on: date | None = None


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """An open question: its contributions, the themes in them, and what is in no theme yet.

    A theme that is named in `minority_views` is told of there. `are_suggestions`
    says that a method proposed these themes and nobody decided them yet.
    """

    question: str
    contributions: int
    people: int
    themes: tuple[ReportedTheme, ...]
    minority_views: tuple[MinorityView, ...] = ()
    campaigns: tuple[Campaign, ...] = ()
    not_placed_yet: int = 0
    are_suggestions: bool = False


@dataclass(frozen=True, slots=True)
class VotedStatement:
    """A released statement that was put to others, and how they voted."""

    words: str
    agree: int
    disagree: int
    passed: int
    reference: str = ""

    @property
    def votes(self) -> int:
        """Return how many people voted on it; each has one vote on a statement."""
        return self.agree + self.disagree + self.passed


@dataclass(frozen=True, slots=True)
class StatementVotes:
    """Statements that people voted on: those most agreed with, and those that divide most.

    `statements` are the released ones with at least one vote, `voters` the people
    who voted on any of them.
    """

    statements: int
    voters: int
    votes: int
    most_agreed: tuple[VotedStatement, ...] = ()
    most_divided: tuple[VotedStatement, ...] = ()


@dataclass(frozen=True, slots=True)
class SetAside:
    """How many contributions are not shown for one recorded reason."""

    reason: str
    contributions: int


@dataclass(frozen=True, slots=True)
class WhatWeHeard:
    """Everything that "What we heard" says of one engagement.

    `counted_at` is when its numbers were right, in the place's own time.
    `counted_only` contributions were counted, and their words are not
    published because the person asked so. `held` ones are not released yet.
    `audience` is who was asked.
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
    in_figures: "tuple[QuestionInFigures, ...]" = ()
    comparisons: "tuple[Comparison, ...]" = ()
    crossings: "tuple[ShownCrossing, ...]" = ()
    open_questions: tuple[OpenQuestion, ...] = ()
    petitions: tuple[Petition, ...] = ()
    withheld: tuple[SetAside, ...] = ()
    counted_only: int = 0
    held: int = 0
    released: int = 0
    votes: StatementVotes | None = None
    audience: str = ""
    decided_when: str = ""
    method: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()
    stamp: str = ""
    counted_at: datetime | None = None


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
