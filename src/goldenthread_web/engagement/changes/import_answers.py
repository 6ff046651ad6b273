"""From a row of a file to the rows that are stored beside its words, one list for each table."""

from collections.abc import Iterator, Sequence
from typing import Any

from goldenthread.records.responses import ResponseRow
from goldenthread_web.engagement.changes.import_questions import QuestionBook
from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    DateAnswer,
    EngagementResponse,
    NumberAnswer,
    PlaceAnswer,
)

Pair = tuple[ResponseRow, EngagementResponse]


def store_answers_of(pairs: Sequence[Pair], book: QuestionBook) -> None:
    """Store ticks, numbers, dates and places: one statement for each table that gets rows."""
    made: dict[Any, list[Any]] = {}
    for row, response in pairs:
        for answer in answers_of(row, response, book):
            made.setdefault(type(answer), []).append(answer)
    for model, answers in made.items():
        model.objects.bulk_create(answers)


def answers_of(row: ResponseRow, response: EngagementResponse, book: QuestionBook) -> Iterator[Any]:
    """Yield what is stored of one row; its questions, options and rows are in the book."""
    yield from _choice_answers(row, response, book)
    for number in row.further.numbers:
        question = book.questions[number.question]
        yield NumberAnswer(response=response, question=question, value=number.value)
    for day in row.further.dates:
        question = book.questions[day.question]
        yield DateAnswer(response=response, question=question, value=day.value)
    for place in row.further.places:
        yield PlaceAnswer(
            response=response,
            question=book.questions[place.question],
            area_id=book.area_of(place.question, place.area),
            postcode_sector=place.postcode_sector,
            latitude=place.latitude,
            longitude=place.longitude,
        )


def _choice_answers(
    row: ResponseRow, response: EngagementResponse, book: QuestionBook
) -> Iterator[ChoiceAnswer]:
    def answer(key: str, option: str, **fields: Any) -> ChoiceAnswer:
        return ChoiceAnswer(
            response=response,
            question=book.questions[key],
            option_id=book.options[key, option],
            **fields,
        )

    for choice in row.choices:
        for option in choice.options:
            yield answer(choice.question, option)
    for ranking in row.further.rankings:
        for rank, option in ranking.options:
            yield answer(ranking.question, option, rank=rank)
    for matrix in row.further.matrices:
        for line, option in matrix.choices:
            yield answer(matrix.question, option, row_id=book.rows[matrix.question, line])
