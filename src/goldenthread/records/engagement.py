"""What was said in an engagement, as it crosses a boundary."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Capacity(StrEnum):
    """In what capacity somebody answers."""

    RESIDENT = "resident"
    WORKS_OR_STUDIES_HERE = "works or studies here"
    BUSINESS = "business"
    ORGANISATION = "organisation"
    COUNCILLOR = "councillor"
    COUNCIL_STAFF = "council staff"
    VISITOR = "visitor"
    NOT_SAID = "not said"


class Channel(StrEnum):
    """The way by which a response reached the partnership."""

    ONLINE_SURVEY = "online survey"
    PAPER = "paper"
    WORKSHOP = "workshop"
    COMMUNITY_MEETING = "community meeting"
    YOUTH_CLUB = "youth club"
    STALL = "stall"
    LETTER = "letter"
    EMAIL = "e-mail"
    TELEPHONE = "telephone"
    OTHER = "import or other"


class Use(StrEnum):
    """What a column of an imported table is used for."""

    RESPONSE_ID = "response id"
    OPEN_QUESTION = "open question"
    ONE_CHOICE = "one choice"
    SEVERAL_CHOICES_IN_ONE_CELL = "several choices in one cell"
    SEVERAL_CHOICES_IN_COLUMNS = "several choices, one column for each option"
    CHANNEL = "channel"
    DATE = "date"
    AUDIENCE = "audience"
    CAPACITY = "capacity"
    ORGANISATION = "organisation"
    AREA = "area"
    LANGUAGE = "language"
    PEOPLE_COUNT = "number of people in the group"
    YOUNG_PERSON = "under 18, yes or no"
    AGE = "age or age band"
    MAY_PUBLISH = "may the words be published"
    EQUALITY_QUESTION = "equality question"
    IGNORED = "ignored"


QUESTION_USES = frozenset(
    {
        Use.OPEN_QUESTION,
        Use.ONE_CHOICE,
        Use.SEVERAL_CHOICES_IN_ONE_CELL,
        Use.SEVERAL_CHOICES_IN_COLUMNS,
    }
)
EQUALITY_USES = frozenset({Use.EQUALITY_QUESTION, Use.AGE})
REPEATABLE_USES = QUESTION_USES | EQUALITY_USES | {Use.IGNORED}


class DateOrder(StrEnum):
    """How to read a date such as 03/04/2025; ISO dates are read in any case."""

    DAY_FIRST = "day first"
    MONTH_FIRST = "month first"
    NOT_STATED = "not stated"


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What one column is used for.

    `question` and `title` are the key and wording of a question or equality
    question; `separator` parts several choices in one cell; `option` is the
    label of a column that stands for one option. `meanings` are pairs of a
    cell value and what it means, for example ("Lives locally", "resident").
    """

    header: str
    use: Use
    question: str = ""
    title: str = ""
    separator: str = ";"
    option: str = ""
    meanings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class FixedValues:
    """What holds for every row when no column or cell says it.

    Words of people who were not asked are counted only, until an officer
    states that they may be published.
    """

    channel: Channel = Channel.OTHER
    audience: str = ""
    language: str | None = None
    capacity: Capacity = Capacity.NOT_SAID
    may_publish_words: bool = False


class HeaderStyle(StrEnum):
    """How many rows name the columns of a table, and what each of them holds."""

    ONE_ROW = "one row"
    OPTIONS_BELOW = "questions, options below"
    WORDING_BELOW = "short names, wording below"
    IDS_BELOW = "wording, internal ids below"
    WORDING_AND_IDS_BELOW = "short names, wording and internal ids below"

    @property
    def rows(self) -> int:
        """How many rows of the file belong to the header."""
        if self is HeaderStyle.ONE_ROW:
            return 1
        return 3 if self is HeaderStyle.WORDING_AND_IDS_BELOW else 2


@dataclass(frozen=True, slots=True)
class LongForm:
    """What a table with one row for each answer consists of.

    `response_id`, `question` and `answer` are headers. `questions` are the
    different cells of the question column in the order of the file, `about` the
    columns that say the same in all rows of a response. Without `is_together`
    the rows of one response are scattered over the file.
    """

    response_id: str
    question: str
    answer: str
    questions: tuple[str, ...] = ()
    about: tuple[str, ...] = ()
    is_together: bool = True


@dataclass(frozen=True, slots=True)
class TableLayout:
    """Where in a file the table stands and how it is built.

    `sheet` is "" for the first visible sheet that has rows, `header_row` the
    number that a spreadsheet shows beside the (first) header row, 0 for the
    first row that is not blank.
    """

    sheet: str = ""
    header_row: int = 0
    header_style: HeaderStyle = HeaderStyle.ONE_ROW
    long_form: LongForm | None = None


@dataclass(frozen=True, slots=True)
class HeaderParts:
    """What a header of two levels says; `option` is "" where there is one level."""

    question: str
    option: str = ""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How the columns of a file become responses; columns not named are ignored."""

    columns: tuple[ColumnUse, ...]
    fixed: FixedValues = FixedValues()
    date_order: DateOrder = DateOrder.DAY_FIRST
    layout: TableLayout = TableLayout()

    def used_as(self, *uses: Use) -> tuple[ColumnUse, ...]:
        """Return the columns with one of these uses, in the order of the mapping."""
        return tuple(column for column in self.columns if column.use in uses)


@dataclass(frozen=True, slots=True)
class TableLimits:
    """The largest table that is taken in; what is larger is refused, not cut."""

    file_bytes: int = 200_000_000
    columns: int = 1_000
    rows: int = 1_000_000
    cell_characters: int = 100_000
    unpacked_bytes: int = 1_000_000_000
    unpacked_ratio: int = 200


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row: its number as a spreadsheet shows it, its cells, what is wrong with it.

    With no problem there are as many cells as headers.
    """

    number: int
    cells: tuple[str, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The headers of a table, made unique, and its rows, read while you iterate.

    `parts` are the levels of each header, of the same length as `headers`.
    """

    headers: tuple[str, ...]
    rows: Iterator[TableRow]
    parts: tuple[HeaderParts, ...] = ()


@dataclass(frozen=True, slots=True)
class OpenAnswer:
    """Words given to an open question: in NFC, and as they stood in the file."""

    question: str
    text: str
    received: str


@dataclass(frozen=True, slots=True)
class ChosenOptions:
    """The options that were chosen in a closed question, each once."""

    question: str
    options: tuple[str, ...]


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
