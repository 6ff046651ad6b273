"""What each column of a table is used for, so that its rows become responses."""

from dataclasses import dataclass, field
from enum import StrEnum

from goldenthread.records.engagement import Capacity, Channel
from goldenthread.records.tables import TableLayout


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


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """How the columns of a file become responses; columns not named are ignored.

    `is_own_export`: this program wrote the file, so cells are taken just as they are.
    """

    columns: tuple[ColumnUse, ...]
    fixed: FixedValues = FixedValues()
    date_order: DateOrder = DateOrder.DAY_FIRST
    layout: TableLayout = field(default_factory=TableLayout)
    is_own_export: bool = False

    def used_as(self, *uses: Use) -> tuple[ColumnUse, ...]:
        """Return the columns with one of these uses, in the order of the mapping."""
        return tuple(column for column in self.columns if column.use in uses)
