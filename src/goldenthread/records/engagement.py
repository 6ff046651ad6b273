"""What was said in an engagement, as it crosses a boundary."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
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
    OTHER_WORDS = "words beside “other”"
    RATING = "rating"
    RANKING_IN_COLUMNS = "ranking, one column for each option"
    MATRIX_ROW = "matrix, one column for each row"
    NUMBER = "number"
    DATE_ANSWER = "date as an answer"
    AREA_ANSWER = "postcode or area as an answer"
    PLACE_ANSWER = "area of a place on the map"
    PLACE_WORDS = "words about a place on the map"
    POSTCODE_SECTOR = "postcode sector of a place"
    LATITUDE = "latitude of a place"
    LONGITUDE = "longitude of a place"
    OWN_STATEMENT = "statement for others to vote on"
    VOTE = "votes on one statement"
    FILE_ANSWER = "reference of a file that was sent"
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
    RECEIVED_AT = "day and time it was received"
    STARTED_AT = "day and time it was begun"
    FORM_VERSION = "version of the form"
    SESSION_NAME = "session"
    MANDATE = "mandate of the organisation"
    ASSISTED_BY_ROLE = "role of who helped"
    ASSISTED_BY_ORGANISATION = "organisation of who helped"
    IS_INVENTED = "invented for a demonstration"
    EQUALITY_QUESTION = "equality question"
    IGNORED = "ignored"


QUESTION_USES = frozenset(
    {
        Use.OPEN_QUESTION,
        Use.ONE_CHOICE,
        Use.SEVERAL_CHOICES_IN_ONE_CELL,
        Use.SEVERAL_CHOICES_IN_COLUMNS,
        Use.RATING,
        Use.RANKING_IN_COLUMNS,
        Use.MATRIX_ROW,
        Use.NUMBER,
        Use.DATE_ANSWER,
        Use.AREA_ANSWER,
        Use.PLACE_ANSWER,
        Use.OWN_STATEMENT,
        Use.VOTE,
        Use.FILE_ANSWER,
    }
)
# These say more of an answer that other columns give.
BESIDE_USES = frozenset(
    {Use.OTHER_WORDS, Use.PLACE_WORDS, Use.POSTCODE_SECTOR, Use.LATITUDE, Use.LONGITUDE}
)
# Several columns together answer one question.
IN_COLUMNS_USES = frozenset(
    {
        Use.SEVERAL_CHOICES_IN_COLUMNS,
        Use.RANKING_IN_COLUMNS,
        Use.MATRIX_ROW,
        Use.OWN_STATEMENT,
        Use.VOTE,
    }
)
EQUALITY_USES = frozenset({Use.EQUALITY_QUESTION, Use.AGE})
REPEATABLE_USES = QUESTION_USES | BESIDE_USES | EQUALITY_USES | {Use.IGNORED}


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
    label of a column that stands for one option, one row of a matrix or one
    statement, the ends of a rating ("1 5") or the set of areas. `meanings` are pairs
    of a cell value and what it means, for example ("Lives locally", "resident").
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
    """How the columns of a file become responses; columns not named are ignored.

    `is_own_export`: this program wrote the file, so cells are taken just as they are.
    """

    columns: tuple[ColumnUse, ...]
    fixed: FixedValues = FixedValues()
    date_order: DateOrder = DateOrder.DAY_FIRST
    layout: TableLayout = TableLayout()
    is_own_export: bool = False

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


class WordsAre(StrEnum):
    """What words are, of a question that has more than one place for them."""

    ANSWER = "answer"
    OTHER = "other"
    PLACE = "place"
    STATEMENT = "statement"


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
