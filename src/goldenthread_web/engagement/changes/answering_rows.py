"""From the answers so far to the rows that are stored: one list for each table."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from goldenthread_web.engagement.changes.contributions import (
    DescribedContribution,
    describe_contribution,
    plain_words,
    store_contributions,
)
from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    Contribution,
    DateAnswer,
    EngagementResponse,
    FileAnswer,
    NumberAnswer,
    PlaceAnswer,
    Question,
    Vote,
)
from goldenthread_web.engagement.queries.answering_draft import (
    CHOOSES,
    NUMBERED,
    PLACED,
    Draft,
    offered,
)
from goldenthread_web.engagement.queries.statements import votable

CHOOSES_OPTIONS = CHOOSES | {Question.Kind.RANKING, Question.Kind.MATRIX}
FOUR_PLACES = Decimal("0.0001")  # of a degree: about ten metres


@dataclass(slots=True)
class AnswerRows:
    """What is stored of one response, beside itself."""

    words: list[DescribedContribution] = field(default_factory=list)
    choices: list[ChoiceAnswer] = field(default_factory=list)
    numbers: list[NumberAnswer] = field(default_factory=list)
    dates: list[DateAnswer] = field(default_factory=list)
    places: list[PlaceAnswer] = field(default_factory=list)
    files: list[FileAnswer] = field(default_factory=list)
    votes: list[Vote] = field(default_factory=list)


def store_answers(response: EngagementResponse, questions: Sequence[Question], draft: Draft) -> int:
    """Return how many contributions were stored; one statement for each table that gets rows."""
    rows = rows_of(response, questions, draft)
    said = store_contributions(rows.words) if rows.words else []
    tables: list[tuple[Any, list[Any]]] = [
        (ChoiceAnswer, rows.choices),
        (NumberAnswer, rows.numbers),
        (DateAnswer, rows.dates),
        (PlaceAnswer, rows.places),
        (FileAnswer, rows.files),
        (Vote, rows.votes),
    ]
    for model, made in tables:
        if made:
            model.objects.bulk_create(made)
    return len(said)


def rows_of(
    response: EngagementResponse, questions: Sequence[Question], draft: Draft
) -> AnswerRows:
    """Return the rows for the questions that were shown; nothing of any other."""
    rows = AnswerRows()
    for question in questions:
        _add_words(rows, response, question, draft)
        rows.choices += _choices(response, question, draft)
        rows.numbers += _numbers(response, question, draft)
        rows.dates += _dates(response, question, draft)
        rows.places += _places(response, question, draft)
        rows.files += _files(response, question, draft)
        rows.votes += _votes(response, question, draft)
    return rows


def _add_words(
    rows: AnswerRows, response: EngagementResponse, question: Question, draft: Draft
) -> None:
    said = {
        Contribution.Part.OTHER: draft.other_words(question),
        Contribution.Part.PLACE: draft.words(question, "words"),
        Contribution.Part.STATEMENT: draft.words(question, "own"),
    }
    if question.kind == Question.Kind.OPEN:
        said = {Contribution.Part.ANSWER: draft.words(question)}
    for part, received in said.items():
        if plain_words(received):
            described = describe_contribution(
                response=response, question=question, received=received
            )
            described.contribution.part = part
            rows.words.append(described)


def _choices(response: EngagementResponse, question: Question, draft: Draft) -> list[ChoiceAnswer]:
    if question.kind not in CHOOSES_OPTIONS:
        return []
    if question.kind == Question.Kind.MATRIX:
        return [
            ChoiceAnswer(response=response, question=question, row_id=row, option_id=int(option))
            for row, option in draft.in_rows(question).items()
        ]
    ticked = draft.chosen(question)
    ranked = {option.pk: rank for rank, option in enumerate(draft.ranked(question), start=1)}
    return [
        ChoiceAnswer(
            response=response, question=question, option=option, rank=ranked.get(option.pk)
        )
        for option in offered(question)
        if str(option.pk) in ticked or option.pk in ranked
    ]


def _numbers(response: EngagementResponse, question: Question, draft: Draft) -> list[NumberAnswer]:
    number = draft.number(question) if question.kind in NUMBERED else None
    if number is None:
        return []
    return [NumberAnswer(response=response, question=question, value=number)]


def _dates(response: EngagementResponse, question: Question, draft: Draft) -> list[DateAnswer]:
    day = draft.date(question) if question.kind == Question.Kind.DATE else None
    return [DateAnswer(response=response, question=question, value=day)] if day else []


def _places(response: EngagementResponse, question: Question, draft: Draft) -> list[PlaceAnswer]:
    if question.kind not in PLACED:
        return []
    place = draft.place(question)
    if not (place.area or place.postcode_sector or place.pin):
        return []
    made = PlaceAnswer(
        response=response,
        question=question,
        area_id=int(place.area) if place.area else None,
        postcode_sector=place.postcode_sector,
    )
    if place.pin is not None:
        made.longitude, made.latitude = (one.quantize(FOUR_PLACES) for one in place.pin)
    return [made]


def _votes(response: EngagementResponse, question: Question, draft: Draft) -> list[Vote]:
    """Return the votes on statements that anybody may still vote on here."""
    if question.kind != Question.Kind.STATEMENTS or not (cast := draft.votes(question)):
        return []
    here = votable([question.pk]).filter(pk__in=cast).values_list("pk", flat=True)
    return [
        Vote(response=response, statement_id=pk, value=cast[pk], voted_at=response.received_at)
        for pk in here.order_by("pk")
    ]


def _files(response: EngagementResponse, question: Question, draft: Draft) -> list[FileAnswer]:
    kept = draft.file(question) if question.kind == Question.Kind.FILE else None
    if kept is None:
        return []
    made = FileAnswer(
        response=response,
        question=question,
        ending=kept.ending,
        digest=kept.digest,
        size=kept.size,
    )
    # It stays where it was put when it was sent: nothing is copied while somebody waits.
    made.file.name = kept.name
    return [made]
