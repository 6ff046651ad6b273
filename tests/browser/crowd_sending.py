"""Many people at once: what each answered is sent by the function that the page calls."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.utils import timezone
from tests.browser.residents import Answers, Other, Place

from goldenthread_web.engagement.changes.answering import send_response
from goldenthread_web.engagement.models import Contribution, Engagement, Question
from goldenthread_web.engagement.queries.answering_draft import Draft, field_of
from goldenthread_web.indicators.models import Area

VOTES = {"Agree": "1", "Disagree": "-1", "Pass": "0"}
ABOUT = {"capacity": "resident", "is_young_person": "no", "may_publish": "words"}


def send_all(slug: str, people: Iterable[Answers]) -> None:
    """Send what each of them answered."""
    engagement = Engagement.objects.get(slug=slug)
    questions = {one.text: one for one in engagement.questions.all()}
    for number, answers in enumerate(people):
        fields = dict(ABOUT)
        for text, answer in answers.items():
            question = questions[text]
            parts = FIELDS[question.kind](question, answer)
            fields |= {field_of(question, part): value for part, value in parts}
        send_response(
            engagement=engagement,
            token=f"crowd-{number}",
            draft=Draft(fields, started_at=timezone.now()),
            now=timezone.now(),
        )


Parts = Iterator[tuple[str, Any]]


def _option(question: Question, text: str) -> str:
    return str(question.options.get(text=text).pk)


def _plain(_: Question, answer: object) -> Parts:
    yield "", str(answer)


def _one(question: Question, text: str) -> Parts:
    yield "", _option(question, text)


def _several(question: Question, chosen: list[Any]) -> Parts:
    others = [one for one in chosen if isinstance(one, Other)]
    texts = [one.option if isinstance(one, Other) else one for one in chosen]
    yield "", [_option(question, text) for text in texts]
    yield from (("other", one.words) for one in others)


def _ranking(question: Question, order: list[str]) -> Parts:
    for place, text in enumerate(order, start=1):
        yield f"rank_{_option(question, text)}", str(place)


def _rows(question: Question, rows: dict[str, str]) -> Parts:
    for row, text in rows.items():
        yield f"row_{question.rows.get(text=row).pk}", _option(question, text)


def _date(_: Question, day: Any) -> Parts:
    yield from (("day", str(day.day)), ("month", str(day.month)), ("year", str(day.year)))


def _area(question: Question, name: str) -> Parts:
    yield "", str(Area.objects.get(area_set=question.area_set, name=name).pk)


def _place(question: Question, place: Place) -> Parts:
    yield from _area(question, place.area)
    yield "words", place.words


def _statements(question: Question, votes: dict[str, str]) -> Parts:
    said = Contribution.objects.filter(question=question, part="statement")
    numbers = {one.text: one.pk for one in said}
    yield "shown", " ".join(map(str, numbers.values()))
    for text, vote in votes.items():
        yield f"vote_{numbers[text]}", VOTES[vote]


Kind = Question.Kind
FIELDS: dict[str, Any] = {
    Kind.OPEN: _plain,
    Kind.ONE_CHOICE: _one,
    Kind.SEVERAL_CHOICES: _several,
    Kind.RATING: _plain,
    Kind.RANKING: _ranking,
    Kind.MATRIX: _rows,
    Kind.NUMBER: _plain,
    Kind.DATE: _date,
    Kind.AREA: _area,
    Kind.PLACE: _place,
    Kind.STATEMENTS: _statements,
}
