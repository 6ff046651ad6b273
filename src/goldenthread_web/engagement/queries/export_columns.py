"""The columns of an export: one for each question or option, in the order of the form."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Count

from goldenthread.engagement.own_headers import ABOUT_HEADERS, written_header
from goldenthread.records.importing import ColumnUse, Use
from goldenthread_web.engagement.models import Contribution, Engagement, Question, QuestionOption
from goldenthread_web.engagement.queries.contributions import counted, to_vote_on

Kind, Part = Question.Kind, Contribution.Part
# Beyond this the votes stand in a file of their own, and what else was said in the last column.
MOST_STATEMENTS = 500
MOST_SAID = 50
BESIDE_QUESTIONS = "said-outside-the-questions"
WORDS_PARTS = {
    Part.ANSWER: Use.OPEN_QUESTION,
    Part.OTHER: Use.OTHER_WORDS,
    Part.PLACE: Use.PLACE_WORDS,
    Part.STATEMENT: Use.OWN_STATEMENT,
}
SINGLE = {
    Kind.ONE_CHOICE: Use.ONE_CHOICE,
    Kind.RATING: Use.RATING,
    Kind.NUMBER: Use.NUMBER,
    Kind.DATE: Use.DATE_ANSWER,
    Kind.FILE: Use.FILE_ANSWER,
}
PLACES = {
    Kind.AREA: (Use.AREA_ANSWER, Use.POSTCODE_SECTOR),
    Kind.PLACE: (Use.PLACE_ANSWER, Use.POSTCODE_SECTOR, Use.LATITUDE, Use.LONGITUDE),
}
Key = tuple[str, int]


@dataclass(frozen=True, slots=True)
class ExportColumn:
    """One column: its header, how it is used, and the question and part that it is about."""

    header: str
    use: ColumnUse
    question: Question | None = None
    option: int = 0
    row: int = 0
    statement: int = 0


@dataclass
class ExportLayout:
    """All columns of an engagement, and where each answer goes.

    `places` finds the position of a column by what it holds: ("option", 12).
    `words` finds the columns for words of one question and part, the first thing
    said first.
    """

    columns: list[ExportColumn] = field(default_factory=list)
    places: dict[Key, int] = field(default_factory=dict)
    words: dict[tuple[int, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    questions: dict[int, Question] = field(default_factory=dict)
    has_votes_apart: bool = False

    @property
    def headers(self) -> list[str]:
        return [column.header for column in self.columns]

    def of_kind(self, *kinds: str) -> list[int]:
        """Return the questions of these kinds: who asks for none of them asks nothing."""
        return [pk for pk, question in self.questions.items() if question.kind in kinds]


def layout_of(engagement: Engagement) -> ExportLayout:
    """Return the columns of an engagement, retired questions too, in a fixed number of queries."""
    found = Question.objects.filter(engagement=engagement).order_by("position", "pk")
    questions = list(found.prefetch_related("options", "rows").select_related("area_set"))
    layout = ExportLayout(questions={one.pk: one for one in questions})
    for use in ABOUT_HEADERS:
        column = ColumnUse("", use)
        layout.columns.append(ExportColumn(written_header(column), column))
    said = _how_often_said(engagement)
    statements = _statements_to_vote_on(engagement, questions)
    layout.has_votes_apart = len(statements) > MOST_STATEMENTS
    for question in questions:
        _add_question(layout, question, said, [] if layout.has_votes_apart else statements)
    _add_words(layout, None, Part.ANSWER, said)
    return layout


def _how_often_said(engagement: Engagement) -> dict[tuple[int, str], int]:
    """Return how many things one response says at most, by question and part."""
    each = counted(engagement).order_by().values("response", "question", "part")
    counts = each.annotate(n=Count("pk")).values_list("question", "part", "n")
    found: dict[tuple[int, str], int] = {}
    # Most responses say one thing: a database adds that up, and only the rest comes here.
    for question, part, n in counts.filter(n__gt=1).distinct():
        key = (question or 0, part)
        found[key] = max(found.get(key, 0), n)
    for question, part in counted(engagement).order_by().values_list("question", "part").distinct():
        found.setdefault((question or 0, part), 1)
    return {key: min(n, MOST_SAID) for key, n in found.items()}


def _statements_to_vote_on(
    engagement: Engagement, questions: Sequence[Question]
) -> list[Contribution]:
    asked = [one.pk for one in questions if one.kind == Kind.STATEMENTS]
    if not asked:
        return []
    found = to_vote_on(engagement).filter(question__in=asked, part=Part.STATEMENT)
    return list(found.order_by("pk").only("pk", "text", "question")[: MOST_STATEMENTS + 1])


def _add_question(
    layout: ExportLayout,
    question: Question,
    said: dict[tuple[int, str], int],
    statements: Sequence[Contribution],
) -> None:
    kind = Kind(question.kind)
    if kind in SINGLE:
        option = _say_scale(question) if kind == Kind.RATING else ""
        _add(layout, question, SINGLE[kind], ("question", question.pk), option=option)
    elif kind in PLACES:
        for use in PLACES[kind]:
            area_set = question.area_set.name if question.area_set else ""
            _add(layout, question, use, (use.value, question.pk), option=area_set)
    else:
        _add_parts(layout, question, statements)
    for part in Part:
        if (question.pk, part) in said or _is_asked_for(question, part):
            _add_words(layout, question, part, said)


def _is_asked_for(question: Question, part: str) -> bool:
    """Return whether the form has a field for such words, even if nobody wrote any."""
    if part == Part.OTHER:
        return any(option.is_other for option in question.options.all())
    kinds = {Part.ANSWER: Kind.OPEN, Part.PLACE: Kind.PLACE}
    return part in kinds and question.kind == kinds[Part(part)]


def _add_parts(
    layout: ExportLayout, question: Question, statements: Sequence[Contribution]
) -> None:
    """Add a column for each option, row or statement."""
    if question.kind in {Kind.SEVERAL_CHOICES, Kind.RANKING}:
        is_ranking = question.kind == Kind.RANKING
        use = Use.RANKING_IN_COLUMNS if is_ranking else Use.SEVERAL_CHOICES_IN_COLUMNS
        for number, option in enumerate(question.options.all(), start=1):
            key = ("option", option.pk)
            _add(layout, question, use, key, option=option.text, number=number)
    elif question.kind == Kind.MATRIX:
        for number, row in enumerate(question.rows.all(), start=1):
            key = ("row", row.pk)
            _add(layout, question, Use.MATRIX_ROW, key, option=row.text, number=number)
    elif question.kind == Kind.STATEMENTS:
        own = (one for one in statements if one.question_id == question.pk)
        for number, one in enumerate(own, start=1):
            key = ("statement", one.pk)
            _add(layout, question, Use.VOTE, key, option=one.text, number=number)


def _add_words(
    layout: ExportLayout,
    question: Question | None,
    part: str,
    said: dict[tuple[int, str], int],
) -> None:
    pk = question.pk if question else 0
    if question is None and (pk, part) not in said:
        return
    for number in range(1, said.get((pk, part), 1) + 1):
        layout.words[pk, part].append(len(layout.columns))
        option = _other_option(question) if part == Part.OTHER else ""
        use = WORDS_PARTS[Part(part)]
        _add(layout, question, use, ("words", 0), option=option, number=number if number > 1 else 0)


def _other_option(question: Question | None) -> str:
    options: Iterator[QuestionOption] = iter(question.options.all() if question else ())
    return next((option.text for option in options if option.is_other), "")


def _say_scale(question: Question) -> str:
    if question.lowest is None or question.highest is None:
        return ""
    return f"{question.lowest} {question.highest}"


def _add(
    layout: ExportLayout,
    question: Question | None,
    use: Use,
    key: Key,
    *,
    option: str = "",
    number: int = 0,
) -> None:
    stated = ColumnUse(
        "",
        use,
        question.key if question else BESIDE_QUESTIONS,
        title=question.text if question else "Said outside the questions",
        option=option,
    )
    layout.places[key] = len(layout.columns)
    name, pk = key
    layout.columns.append(
        ExportColumn(
            written_header(stated, number),
            stated,
            question,
            option=pk if name == "option" else 0,
            row=pk if name == "row" else 0,
            statement=pk if name == "statement" else 0,
        )
    )
