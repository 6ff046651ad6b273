"""The answers so far, by the name of the field that they were typed into."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, overload

from django.utils.translation import gettext_lazy

from goldenthread.records.asking import GivenAnswer
from goldenthread.records.engagement import Capacity
from goldenthread_web.engagement.models import (
    EqualityOption,
    EqualityQuestion,
    Question,
    QuestionOption,
)

ANOTHER_LANGUAGE = "other"
ASKED_IN = "asked_in"
AGE_BANDS = (
    ("under 11", gettext_lazy("10 or younger")),
    ("11 to 13", gettext_lazy("11 to 13")),
    ("14 or 15", gettext_lazy("14 or 15")),
    ("16 or 17", gettext_lazy("16 or 17")),
)
OLDEST_BAND = "16 or 17"
Answer = str | list[str] | None
CHOOSES = frozenset({Question.Kind.ONE_CHOICE, Question.Kind.SEVERAL_CHOICES})
NUMBERED = frozenset({Question.Kind.RATING, Question.Kind.NUMBER})
PLACED = frozenset({Question.Kind.AREA, Question.Kind.PLACE})
FILE_ANSWER_LENGTH = 5
DATE_PARTS = ("day", "month", "year")


def field_of(question: Question | EqualityQuestion, part: str = "") -> str:
    """Return the name of the field in which a question, or a part of it, is answered."""
    kind = "equality" if isinstance(question, EqualityQuestion) else "answer"
    return f"{kind}_{question.pk}" + (f"_{part}" if part else "")


@overload
def offered(question: Question) -> list[QuestionOption]: ...
@overload
def offered(question: EqualityQuestion) -> list[EqualityOption]: ...
def offered(question: Question | EqualityQuestion) -> list[Any]:
    """Return the options that residents are offered: not retired, not from a file."""
    return [
        option
        for option in question.options.all()
        if not option.is_from_file and getattr(option, "retired_at", None) is None
    ]


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file that was sent and written anew, not part of a response yet."""

    name: str
    ending: str
    digest: str
    size: int
    shown_name: str

    def as_answer(self) -> list[str]:
        return [self.name, self.ending, self.digest, str(self.size), self.shown_name]


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """A place as it will be stored; the pin in degrees, longitude first."""

    area: str
    postcode_sector: str
    pin: tuple[Decimal, Decimal] | None


class Draft:
    """The answers so far, and what is known of when and to which form they were given."""

    def __init__(
        self,
        answers: Mapping[str, Answer],
        *,
        form_version: int | None = None,
        started_at: datetime | None = None,
    ) -> None:
        self.answers = answers
        self.form_version = form_version
        self.started_at = started_at

    def text(self, name: str) -> str:
        """Return what was typed or chosen, or nothing."""
        answer = self.answers.get(name)
        return answer if isinstance(answer, str) else ""

    def words(self, question: Question, part: str = "") -> str:
        return self.text(field_of(question, part))

    def chosen(self, question: Question | EqualityQuestion) -> frozenset[str]:
        """Return the numbers of the offered options that were ticked."""
        answer = self.answers.get(field_of(question)) or []
        ticked = {answer} if isinstance(answer, str) else set(answer)
        return frozenset(str(one.pk) for one in offered(question) if str(one.pk) in ticked)

    def other_words(self, question: Question) -> str:
        """Return what was said under "other, please say", if that is ticked."""
        chosen = self.chosen(question) if question.kind in CHOOSES else frozenset()
        is_ticked = any(one.is_other and str(one.pk) in chosen for one in offered(question))
        return self.words(question, "other") if is_ticked else ""

    def ranked(self, question: Question) -> list[QuestionOption]:
        """Return the options that were given a place, first one first."""
        places = [
            (int(place), option)
            for option in offered(question)
            if (place := self.words(question, f"rank_{option.pk}")).isdecimal()
        ]
        return [option for _, option in sorted(places, key=lambda one: one[0])]

    def in_rows(self, question: Question) -> dict[int, str]:
        """Return the number of the option ticked in each row of a matrix."""
        known = {str(option.pk) for option in offered(question)}
        ticked = {row.pk: self.words(question, f"row_{row.pk}") for row in question.rows.all()}
        return {row: option for row, option in ticked.items() if option in known}

    def number(self, question: Question) -> Decimal | None:
        try:
            found = Decimal(self.words(question))
        except InvalidOperation:
            return None
        return found if found.is_finite() else None

    def date(self, question: Question) -> date | None:
        day, month, year = (self.words(question, part).strip() for part in DATE_PARTS)
        try:
            return date(int(year), int(month), int(day))
        except ValueError:
            return None

    def place(self, question: Question) -> KeptPlace:
        latitude, _, longitude = self.words(question, "pin").partition(",")
        pin = (Decimal(longitude), Decimal(latitude)) if longitude else None
        return KeptPlace(self.words(question), self.words(question, "postcode"), pin)

    def file(self, question: Question) -> KeptFile | None:
        answer = self.answers.get(field_of(question))
        if question.kind != Question.Kind.FILE or not isinstance(answer, list):
            return None
        if len(answer) != FILE_ANSWER_LENGTH:  # ticks, from when it was another kind of question
            return None
        name, ending, digest, size, shown_name = answer
        return KeptFile(name, ending, digest, int(size), shown_name)

    def votes(self, question: Question) -> dict[int, int]:
        """Return the votes by the id of the statement."""
        begin = field_of(question, "vote_")
        return {
            int(name.removeprefix(begin)): int(answer)
            for name, answer in self.answers.items()
            if name.startswith(begin) and answer in {"1", "0", "-1"}
        }

    def shown_statements(self, question: Question) -> list[int]:
        """Return the statements that were put to this person."""
        return self.numbers_in(field_of(question, "shown"))

    def numbers_in(self, name: str) -> list[int]:
        """Return the numbers that stand in a field, at most fifty, each of a length that fits."""
        found = [one for one in self.text(name).split() if one.isascii() and one.isdecimal()]
        return [int(one) for one in found[:50] if len(one) < 19]  # noqa: PLR2004

    def has_answer(self, question: Question) -> bool:
        """Return whether there is something under this question that can be stored."""
        kind = Question.Kind(question.kind)
        if kind is Question.Kind.OPEN:
            return bool(self.words(question).strip())
        if kind in CHOOSES:
            return bool(self.chosen(question))
        if kind in NUMBERED:
            return self.number(question) is not None
        if kind in PLACED:
            return self._has_place(question)
        if kind is Question.Kind.STATEMENTS:
            return bool(self.votes(question) or self.words(question, "own").strip())
        readers = {
            Question.Kind.RANKING: self.ranked,
            Question.Kind.MATRIX: self.in_rows,
            Question.Kind.DATE: self.date,
            Question.Kind.FILE: self.file,
        }
        return kind in readers and bool(readers[kind](question))

    def _has_place(self, question: Question) -> bool:
        place = self.place(question)
        said = self.words(question, "words").strip()
        return bool(place.area or place.postcode_sector or place.pin or said)

    def has_words(self, question: Question) -> bool:
        """Return whether own words or a picture were given: they are asked about those."""
        if question.kind in {Question.Kind.OPEN, Question.Kind.FILE}:
            return self.has_answer(question)
        said = (
            self.other_words(question),
            *(self.words(question, one) for one in ("words", "own")),
        )
        return any(one.strip() for one in said)

    def given(self, question: Question) -> GivenAnswer | None:
        """Return what conditions can see of the answer."""
        if not self.has_answer(question):
            return None
        if question.kind == Question.Kind.RANKING:
            options = frozenset([self.ranked(question)[0].pk])
        elif question.kind == Question.Kind.MATRIX:
            options = frozenset(map(int, self.in_rows(question).values()))
        elif question.kind in CHOOSES:
            options = frozenset(map(int, self.chosen(question)))
        else:
            options = frozenset()
        number = self.number(question) if question.kind in NUMBERED else None
        return GivenAnswer(options, number)

    @property
    def language(self) -> str:
        """The stated language, else that of the pages; "another, or a mix" states none."""
        stated = self.text("language") or self.text(ASKED_IN)
        return "" if stated == ANOTHER_LANGUAGE else stated

    @property
    def is_organisation(self) -> bool:
        return self.text("capacity") == Capacity.ORGANISATION.value

    @property
    def age_band(self) -> str:
        """Return the age band that was chosen, of those that are offered."""
        band = self.text("age_band")
        return band if band in dict(AGE_BANDS) else ""

    @property
    def is_young_person(self) -> bool:
        return bool(self.age_band) or self.text("is_young_person") == "yes"

    @property
    def may_be_under_16(self) -> bool:
        """Whether they said that they are under 18, and not that they are 16 or 17."""
        return self.is_young_person and self.age_band != OLDEST_BAND
