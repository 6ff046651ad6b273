"""The code book beside an export: what each column holds, what was asked, and how many answered."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.db.models import Count, Manager, QuerySet
from django.utils import timezone

from goldenthread.engagement.mending import escape_formula
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
    QuestionWording,
)
from goldenthread_web.engagement.queries.contributions import counted
from goldenthread_web.engagement.queries.exercises import counted_responses
from goldenthread_web.engagement.queries.export_columns import ExportColumn, ExportLayout
from goldenthread_web.engagement.queries.importing import counted_votes

HEADERS = (
    "column", "question key", "kind", "question", "option, row or statement", "options",
    "asked since version", "asked no more since", "words at earlier versions", "answers",
)  # fmt: skip
ABOUT = {
    Use.RESPONSE_ID: "The number of the response. It tells no more than that two rows are two.",
    Use.CHANNEL: "The way by which it came.",
    Use.RECEIVED_AT: "When it came. Blank for people under 18.",
    Use.STARTED_AT: "When it was begun, where that is known. Blank for people under 18.",
    Use.DATE: "The day on which it was said elsewhere. Blank for people under 18.",
    Use.LANGUAGE: "The language of the form, or as stated.",
    Use.AUDIENCE: "For whom the exercise was.",
    Use.SESSION_NAME: "The session. Blank for people under 18.",
    Use.CAPACITY: "In what capacity they answered.",
    Use.ORGANISATION: "The organisation, of who answered for one.",
    Use.MANDATE: "What lets them speak for it.",
    Use.AREA: "The area that they named. Blank for people under 18.",
    Use.PEOPLE_COUNT: "For how many people the response speaks.",
    Use.YOUNG_PERSON: "Whether they are under 18.",
    Use.MAY_PUBLISH: "Whether they said that their words may be published.",
    Use.FORM_VERSION: "The version of the form that they answered.",
    Use.ASSISTED_BY_ROLE: "The role of somebody who helped. Never a name.",
    Use.ASSISTED_BY_ORGANISATION: "The organisation of somebody who helped.",
    Use.IS_INVENTED: "Whether it was made up to show how this program works.",
}
# Of one answer to a question at most.
ANSWERS: tuple[Manager[Any], ...] = (
    NumberAnswer.objects,
    DateAnswer.objects,
    PlaceAnswer.objects,
    FileAnswer.objects,
)
BookRow = tuple[Cell, ...]


def code_book(engagement: Engagement, layout: ExportLayout) -> Iterator[BookRow]:
    """Yield the rows of the code book, the header first, in a fixed number of queries."""
    counts = _Counts(engagement, layout)
    wordings = _wordings_by_question(engagement)
    yield HEADERS
    for column in layout.columns:
        question = column.question
        if question is None:
            yield _row_about_the_response(column, counts.total)
        else:
            cells = _of_question(column, question, wordings[question.pk], counts)
            yield (column.header, *map(_escaped, cells[1:]))


def _escaped(cell: Cell) -> Cell:
    return escape_formula(cell) if isinstance(cell, str) else cell


def _row_about_the_response(column: ExportColumn, total: int) -> BookRow:
    told = ABOUT.get(column.use.use, "")
    return (column.header, "", "about the response", told, "", "", None, "", "", total)


def _of_question(
    column: ExportColumn, question: Question, wordings: list[QuestionWording], counts: "_Counts"
) -> BookRow:
    is_words = column.use.use in {Use.OPEN_QUESTION, Use.OTHER_WORDS, Use.PLACE_WORDS}
    has_options = column.use.use in {Use.ONE_CHOICE, Use.MATRIX_ROW}
    options = [option.text for option in question.options.all()] if has_options else []
    kind = question.get_kind_display().partition(":")[0]
    return (
        column.header,
        question.key,
        f"{kind}: words" if is_words and question.kind != Question.Kind.OPEN else kind,
        question.text,
        column.use.option,
        "; ".join(options),
        question.first_version,
        _local_day(_retired_at(column, question)),
        _say_earlier_wordings(column, wordings),
        counts.of(column),
    )


def _retired_at(column: ExportColumn, question: Question) -> datetime | None:
    found = [one.retired_at for one in question.options.all() if one.pk == column.option]
    found += [one.retired_at for one in question.rows.all() if one.pk == column.row]
    return next(filter(None, found), question.retired_at)


def _local_day(moment: datetime | None) -> str:
    return f"{timezone.localdate(moment):%Y-%m-%d}" if moment else ""


def _say_earlier_wordings(column: ExportColumn, wordings: list[QuestionWording]) -> str:
    """Return what was read at each kept version, what changed, and why."""
    told = []
    for one in wordings:
        part = one.words
        words = str(part.get("text", ""))
        if column.option:
            words = str(part.get("options", {}).get(str(column.option), words))
        elif column.row:
            words = str(part.get("rows", {}).get(str(column.row), words))
        change = f" ({one.what_changed} Why: {one.why})" if one.what_changed else ""
        told.append(f"From version {one.version}: {words}{change}")
    return "\n".join(told)


def _wordings_by_question(engagement: Engagement) -> defaultdict[int, list[QuestionWording]]:
    found: defaultdict[int, list[QuestionWording]] = defaultdict(list)
    kept = QuestionWording.objects.filter(question__engagement=engagement)
    for one in kept.order_by("question", "version"):
        found[one.question_id].append(one)
    return found


class _Counts:
    """How many answers there are in each column, counted once."""

    def __init__(self, engagement: Engagement, layout: ExportLayout) -> None:
        responses = counted_responses(engagement)
        self.total = responses.count()
        counting = responses.order_by().values("pk")
        asked = list(layout.questions)
        self._options: Counter[int] = Counter()
        self._rows: Counter[int] = Counter()
        self._questions: Counter[int] = Counter()
        for answers in ANSWERS:
            found = answers.filter(question__in=asked, response__in=counting)
            self._questions.update(_count_by(found, "question"))
        ticks = ChoiceAnswer.objects.filter(question__in=asked, response__in=counting)
        grouped = ticks.order_by().values_list("question", "option", "row").annotate(n=Count("pk"))
        for question, option, row, n in grouped:
            self._questions[question] += n
            self._options[option] += n
            self._rows[row or 0] += n
        words = counted(engagement).order_by().values_list("question", "part")
        self._words: dict[tuple[int, str], int] = {
            (question or 0, part): n for question, part, n in words.annotate(n=Count("pk"))
        }
        self._votes = _count_by(counted_votes(engagement), "statement")

    def of(self, column: ExportColumn) -> int:
        """Return the number of answers; of words, of all columns with the same part together."""
        parts = {
            Use.OPEN_QUESTION: "answer",
            Use.OTHER_WORDS: "other",
            Use.PLACE_WORDS: "place",
            Use.OWN_STATEMENT: "statement",
        }
        question = column.question.pk if column.question else 0
        if column.use.use in parts:
            return self._words.get((question, parts[column.use.use]), 0)
        if column.statement:
            return self._votes[column.statement]
        if column.option:
            return self._options[column.option]
        return self._rows[column.row] if column.row else self._questions[question]


def _count_by(found: "QuerySet[Any]", name: str) -> Counter[int]:
    return Counter(dict(found.order_by().values_list(name).annotate(n=Count("pk"))))
