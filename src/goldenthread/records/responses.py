"""A response as it is read from one row: what was answered, and what is known of it."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from goldenthread.records.engagement import Capacity, Channel, WordsAre


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """Words given to a question: in NFC, and as they stood in the file."""

    question: str
    text: str
    received: str
    part: WordsAre = WordsAre.ANSWER


@dataclass(frozen=True, slots=True)
class ChosenOptions:
    """The options that were chosen in a closed question, each once."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class GivenNumber:
    """A rating or a number that was given, to four places."""

    question: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class GivenDate:
    """A date that was given as an answer."""

    question: str
    value: date


@dataclass(frozen=True, slots=True)
class RankedChoices:
    """Options with the place that each was put at, the first first."""

    question: str
    options: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class MatrixChoices:
    """One option for each row of a matrix, as pairs of row and option."""

    question: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GivenPlace:
    """A place: the name of its area, a postcode sector such as "E1 4", a pin in degrees."""

    question: str
    area: str = ""
    postcode_sector: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None


@dataclass(frozen=True, slots=True)
class GivenVote:
    """Agree (1), pass (0) or disagree (-1) on the statement with these words."""

    question: str
    statement: str
    value: int


@dataclass(frozen=True, slots=True)
class FurtherAnswers:
    """What was answered in a row beside words and ticks."""

    numbers: tuple[GivenNumber, ...] = ()
    dates: tuple[GivenDate, ...] = ()
    rankings: tuple[RankedChoices, ...] = ()
    matrices: tuple[MatrixChoices, ...] = ()
    places: tuple[GivenPlace, ...] = ()
    votes: tuple[GivenVote, ...] = ()

    def __bool__(self) -> bool:
        return any(
            (self.numbers, self.dates, self.rankings, self.matrices, self.places, self.votes)
        )


@dataclass(frozen=True, slots=True)
class OwnFields:
    """What only an export of this program says of a response."""

    number: str
    received_at: datetime | None = None
    started_at: datetime | None = None
    form_version: int = 1
    session_name: str = ""
    mandate: str = ""
    assisted_by_role: str = ""
    assisted_by_organisation: str = ""
    is_invented: bool = False


@dataclass(frozen=True, slots=True)
class EqualityAnswer:
    """A monitoring answer about the person, to be kept apart from the words."""

    question: str
    answer: str


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """A response as read from one row. `identity` is the same whenever it is read again.

    `date` is an aware datetime (Europe/London where the file gave no offset),
    a date where it gave no time, or None where it gave neither.
    """

    row_number: int
    identity: str
    channel: Channel
    date: datetime | date | None
    language: str | None
    audience: str
    capacity: Capacity
    organisation: str
    area: str
    people_count: int
    is_young_person: bool
    may_publish_words: bool
    open_answers: tuple[OpenAnswer, ...]
    choices: tuple[ChosenOptions, ...]
    equality_answers: tuple[EqualityAnswer, ...]
    further: FurtherAnswers = FurtherAnswers()
    own: OwnFields | None = None


@dataclass(frozen=True, slots=True)
class RejectedRow:
    """A row that was not taken: where it stands, why, and its cells as they were."""

    row_number: int
    reason: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ResponseImport:
    """Everything that one file gave: the rows taken and the rows not taken."""

    accepted: tuple[ResponseRow, ...]
    rejected: tuple[RejectedRow, ...]
