"""All answers of an engagement, a row for each response, read some thousand rows at a time.

A row holds the words that were asked of whoever answered. No equality answer is in it.
Of people under 18 it holds no day and no place.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Manager, QuerySet

from goldenthread.engagement.mending import escape_formula
from goldenthread.engagement.own_headers import ABOUT_HEADERS
from goldenthread.engagement.workbook_stream import Cell
from goldenthread.records.importing import Use
from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    DateAnswer,
    Engagement,
    FileAnswer,
    NumberAnswer,
    PlaceAnswer,
    Question,
    Vote,
)
from goldenthread_web.engagement.queries.contributions import to_vote_on, visible_to
from goldenthread_web.engagement.queries.exercises import counted_responses
from goldenthread_web.engagement.queries.export_columns import ExportLayout
from goldenthread_web.engagement.queries.importing import counted_votes
from goldenthread_web.engagement.queries.wordings import WordBook, word_book

ROWS_AT_ONCE = 2_000
Kind = Question.Kind
FIELDS = {
    Use.RESPONSE_ID: "number",
    Use.CHANNEL: "channel",
    Use.RECEIVED_AT: "received_at",
    Use.STARTED_AT: "started_at",
    Use.DATE: "said_on",
    Use.LANGUAGE: "language",
    Use.AUDIENCE: "audience",
    Use.SESSION_NAME: "session_name",
    Use.CAPACITY: "capacity",
    Use.ORGANISATION: "organisation_name",
    Use.MANDATE: "mandate",
    Use.AREA: "area",
    Use.PEOPLE_COUNT: "people_count",
    Use.YOUNG_PERSON: "is_young_person",
    Use.MAY_PUBLISH: "may_publish_words",
    Use.FORM_VERSION: "form_version",
    Use.ASSISTED_BY_ROLE: "assisted_by_role",
    Use.ASSISTED_BY_ORGANISATION: "assisted_by_organisation",
    Use.IS_INVENTED: "is_invented",
}
READ = ("pk", *(FIELDS[use] for use in ABOUT_HEADERS))
AT_YOUNG, AT_VERSION = READ.index("is_young_person"), READ.index("form_version")
NOT_OF_THE_YOUNG = frozenset(
    READ.index(name) for name in ("received_at", "started_at", "said_on", "area", "session_name")
)
VOTES = {value.value: value.name.lower() for value in Vote.Value}
Row = list[Cell]


class ResponseRows:
    """The rows of one engagement as one person may see them."""

    def __init__(self, person: object, engagement: Engagement, layout: ExportLayout) -> None:
        self._engagement, self._layout = engagement, layout
        self._words = visible_to(person, engagement)
        self._book: WordBook = word_book(layout.questions.values())
        self._asked: dict[tuple[int, int], tuple[dict[int, str], dict[int, str]]] = {}
        self._rows: dict[int, Row] = {}
        self._versions: dict[int, int] = {}
        self._young: set[int] = set()

    def chunks(self) -> Iterator[list[Row]]:
        """Yield the rows in order, the same number of queries for each lot of them."""
        found = counted_responses(self._engagement).order_by("pk")
        last = 0
        while batch := list(found.filter(pk__gt=last).values_list(*READ)[:ROWS_AT_ONCE]):
            first, last = batch[0][0], batch[-1][0]
            self._begin(batch)
            self._fill(first, last)
            yield list(self._rows.values())

    def __iter__(self) -> Iterator[Row]:
        return (row for chunk in self.chunks() for row in chunk)

    def _begin(self, batch: Sequence[tuple[Any, ...]]) -> None:
        width = len(self._layout.columns)
        self._versions = {found[0]: found[AT_VERSION] for found in batch}
        self._young = {found[0] for found in batch if found[AT_YOUNG]}
        self._rows = {}
        for found in batch:
            about = [
                None if found[AT_YOUNG] and at in NOT_OF_THE_YOUNG else plain_cell(value)
                for at, value in enumerate(found)
            ]
            self._rows[found[0]] = [*about[1:], *[None] * (width - len(about) + 1)]

    def _fill(self, first: int, last: int) -> None:
        """Put the answers of these responses into their rows, one query for each kind of answer."""
        self._put_words(first, last)
        fillers = (
            ((Kind.ONE_CHOICE, Kind.SEVERAL_CHOICES, Kind.RANKING, Kind.MATRIX), self._put_choices),
            ((Kind.RATING, Kind.NUMBER), self._put_numbers),
            ((Kind.DATE,), self._put_dates),
            ((Kind.AREA, Kind.PLACE), self._put_places),
            ((Kind.FILE,), self._put_files),
        )
        for kinds, fill in fillers:
            if asked := self._layout.of_kind(*kinds):
                fill(asked, first, last)
        if self._layout.of_kind(Kind.STATEMENTS) and not self._layout.has_votes_apart:
            self._put_votes(first, last)

    def _put_words(self, first: int, last: int) -> None:
        found = self._words.select_related(None).prefetch_related(None).order_by("pk")
        within = found.filter(response_id__gte=first, response_id__lte=last)
        for response, question, part, text in within.values_list(
            "response_id", "question_id", "part", "text"
        ):
            row = self._rows.get(response)
            columns = self._layout.words.get((question or 0, part), ())
            if row is None or not columns:
                continue
            free = next((at for at in columns if row[at] is None), None)
            if free is not None:
                row[free] = escape_formula(text)
            else:
                row[columns[-1]] = f"{row[columns[-1]]}\n\n{text}"

    def _put_choices(self, asked: list[int], first: int, last: int) -> None:
        fields = ("response_id", "question_id", "option_id", "row_id", "rank")
        places, questions = self._layout.places, self._layout.questions
        for response, question, option, line, rank in _within(
            ChoiceAnswer.objects, fields, asked, first, last
        ):
            row = self._rows.get(response)
            if row is None:
                continue
            kind = questions[question].kind
            key = ("question", question) if kind == Kind.ONE_CHOICE else ("option", option)
            at = places.get(("row", line) if line else key)
            if at is not None:
                said = self._options(question, self._versions[response]).get(option, "")
                row[at] = rank if kind == Kind.RANKING else escape_formula(said)

    def _options(self, question: int, version: int) -> dict[int, str]:
        """Return the options as they were asked at this version."""
        if (question, version) not in self._asked:
            words = self._book.words(question, version)
            self._asked[question, version] = (dict(words.options), dict(words.rows))
        return self._asked[question, version][0]

    def _put_numbers(self, asked: list[int], first: int, last: int) -> None:
        fields = ("response_id", "question_id", "value")
        for response, question, value in _within(NumberAnswer.objects, fields, asked, first, last):
            self._put(response, ("question", question), short_number(value))

    def _put_dates(self, asked: list[int], first: int, last: int) -> None:
        fields = ("response_id", "question_id", "value")
        for response, question, value in _within(DateAnswer.objects, fields, asked, first, last):
            if response not in self._young:
                self._put(response, ("question", question), value.isoformat())

    def _put_places(self, asked: list[int], first: int, last: int) -> None:
        fields = ("response_id", "question_id", "area__name", "postcode_sector")
        pins = ("latitude", "longitude")
        for response, question, area, sector, *pin in _within(
            PlaceAnswer.objects, (*fields, *pins), asked, first, last
        ):
            if response in self._young:
                continue
            is_place = self._layout.questions[question].kind == Kind.PLACE
            use = Use.PLACE_ANSWER if is_place else Use.AREA_ANSWER
            self._put(response, (use.value, question), escape_formula(area or "") or None)
            self._put(response, (Use.POSTCODE_SECTOR.value, question), sector or None)
            for name, value in zip((Use.LATITUDE, Use.LONGITUDE), pin, strict=True):
                self._put(response, (name.value, question), value)

    def _put_files(self, asked: list[int], first: int, last: int) -> None:
        fields = ("response_id", "question_id", "pk", "ending", "status")
        for response, question, pk, ending, status in _within(
            FileAnswer.objects, fields, asked, first, last
        ):
            self._put(response, ("question", question), f"file {pk} ({ending}, {status})")

    def _put_votes(self, first: int, last: int) -> None:
        for response, statement, value in _votes_within(self._engagement, first, last):
            self._put(response, ("statement", statement), VOTES[value])

    def _put(self, response: int, key: tuple[str, int], cell: Cell) -> None:
        row, at = self._rows.get(response), self._layout.places.get(key)
        if row is not None and at is not None:
            row[at] = cell


def _within(
    answers: Manager[Any], fields: Sequence[str], asked: list[int], first: int, last: int
) -> "QuerySet[Any, Any]":
    """Return answers to these questions, of responses from the first to the last."""
    found = answers.filter(question__in=asked, response_id__gte=first, response_id__lte=last)
    return found.order_by().values_list(*fields)


def _votes_within(engagement: Engagement, first: int, last: int) -> "QuerySet[Any, Any]":
    """Return (response, statement, value) of the votes of these responses that count."""
    within = counted_votes(engagement).filter(response_id__gte=first, response_id__lte=last)
    return within.order_by().values_list("response_id", "statement_id", "value")


def votes_of(engagement: Engagement) -> "QuerySet[Any, Any]":
    """Return (number of the response, statement, value) of all votes that count."""
    found = counted_votes(engagement).order_by("response_id", "statement_id")
    return found.values_list("response__number", "statement_id", "value")


def has_votes(engagement: Engagement) -> bool:
    """Return whether somebody voted on anything here."""
    return counted_votes(engagement).exists()


def statement_words(person: object, engagement: Engagement) -> dict[int, str]:
    """Return the words of what was voted on, as far as this person may read them, by id."""
    voted = counted_votes(engagement).order_by().values("statement")
    own = visible_to(person, engagement).select_related(None).prefetch_related(None)
    words = dict(own.filter(pk__in=voted).values_list("pk", "text"))
    # What the team wrote is no voice, so it is not among what counts.
    of_team = to_vote_on(engagement).filter(pk__in=voted, response__is_from_team=True)
    return words | dict(of_team.values_list("pk", "text"))


def plain_cell(value: object) -> Cell:
    """Return what is known of a response as a cell: nothing that a spreadsheet would work out."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        return value
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return escape_formula(str(value))


def short_number(value: Decimal) -> Cell:
    """Return a number without the noughts that only fill its four places.

    >>> short_number(Decimal("4.0000")), short_number(Decimal("0.5000"))
    (4, Decimal('0.5'))
    """
    whole = value.to_integral_value()
    return int(whole) if whole == value else value.normalize()
