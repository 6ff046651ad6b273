"""The questions and options that the rows of a file answer, made where they are missing."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.db.models import Max

from goldenthread.engagement import question_key
from goldenthread.engagement.ready_questions import census_name
from goldenthread.errors import InputError, MappingError
from goldenthread.records.importing import (
    BESIDE_USES,
    EQUALITY_USES,
    IN_COLUMNS_USES,
    QUESTION_USES,
    ColumnMapping,
    ColumnUse,
    Use,
)
from goldenthread.records.responses import ResponseRow
from goldenthread_web.engagement.models import (
    Engagement,
    EqualityOption,
    EqualityQuestion,
    MatrixRow,
    Question,
    QuestionOption,
)
from goldenthread_web.indicators.models import Area, AreaSet

MOST_OPTIONS = 300
ASKED_WITH_AREAS = frozenset([Question.Kind.AREA, Question.Kind.PLACE])
OPTION_COLUMNS = (Use.SEVERAL_CHOICES_IN_COLUMNS, Use.RANKING_IN_COLUMNS, Use.OTHER_WORDS)
KINDS = {
    Use.OPEN_QUESTION: Question.Kind.OPEN,
    Use.ONE_CHOICE: Question.Kind.ONE_CHOICE,
    Use.SEVERAL_CHOICES_IN_ONE_CELL: Question.Kind.SEVERAL_CHOICES,
    Use.SEVERAL_CHOICES_IN_COLUMNS: Question.Kind.SEVERAL_CHOICES,
    Use.RATING: Question.Kind.RATING,
    Use.RANKING_IN_COLUMNS: Question.Kind.RANKING,
    Use.MATRIX_ROW: Question.Kind.MATRIX,
    Use.NUMBER: Question.Kind.NUMBER,
    Use.DATE_ANSWER: Question.Kind.DATE,
    Use.AREA_ANSWER: Question.Kind.AREA,
    Use.PLACE_ANSWER: Question.Kind.PLACE,
    Use.OWN_STATEMENT: Question.Kind.STATEMENTS,
    Use.VOTE: Question.Kind.STATEMENTS,
    # A table holds no files: of them it brings the question back, not the answers.
    Use.FILE_ANSWER: Question.Kind.FILE,
}
# What is never kept of under-16s, however a tool asked for it.
NOT_UNDER_16 = re.compile(r"sexual|gender (?:you )?identi|transgender", re.IGNORECASE)
# The scale of a rating that no header and no question tells of.
USUAL_SCALE = (1, 5)
Answer = tuple[str, str]


def wanted_questions(mapping: ColumnMapping) -> dict[str, tuple[str, Question.Kind]]:
    """Return the title and kind of each question that the mapping names, by key."""
    return {
        column.question: (column.title or column.header, KINDS[column.use])
        for column in mapping.used_as(*QUESTION_USES)
    }


def check_questions(engagement: Engagement, mapping: ColumnMapping) -> None:
    """Raise MappingError if the mapping does not fit the questions and promises that are there."""
    wanted = wanted_questions(mapping)
    for question in Question.objects.filter(engagement=engagement, key__in=wanted):
        if question.kind != wanted[question.key][1]:
            raise MappingError(
                f"“{question.text[:80]}” is here already as “{question.get_kind_display()}”. "
                "Choose that use for the column, or join it to a new question."
            )
    if mapping.is_own_export:
        _check_areas(engagement, mapping)
    asks_equality = mapping.used_as(*EQUALITY_USES)
    if asks_equality and not (engagement.equality_purpose and engagement.equality_kept_until):
        raise MappingError(
            f"“{asks_equality[0].header[:80]}” holds equality answers, but this engagement does "
            "not say yet what they are for and until when they are kept. Say so in the "
            "engagement first, or leave the column out."
        )


def _check_areas(engagement: Engagement, mapping: ColumnMapping) -> None:
    """Refuse a file whose areas are not here as a whole, not row by row."""
    here = {
        one.key: one
        for one in Question.objects.filter(engagement=engagement, kind__in=ASKED_WITH_AREAS)
    }
    for column in mapping.used_as(*QUESTION_USES):
        if KINDS[column.use] not in ASKED_WITH_AREAS or not column.option:
            continue
        asked = here.get(column.question)
        if asked is not None and asked.area_set_id is None:
            raise MappingError(
                f"“{asked.text[:80]}” is asked without areas here. Choose them in the question "
                "first, then look again."
            )
        if asked is None and _areas_called(column.option) is None:
            raise MappingError(
                f"“{column.title[:80]}” was answered with the areas “{column.option[:80]}”, which "
                "are not here. Bring them in first, in the office under “Areas of the place”, then "
                "look again."
            )


def _areas_called(name: str) -> AreaSet | None:
    """Return the areas of this name, else those of the place where it has only one set."""
    sets = list(AreaSet.objects.all()[:2])
    named = AreaSet.objects.filter(name=name).first()
    return named or (sets[0] if len(sets) == 1 else None)


def with_keys(columns: Sequence[ColumnUse], questions: Sequence[Question]) -> tuple[ColumnUse, ...]:
    """Return the columns, each new question with a key that no other question has."""
    here = {one.key: one for one in questions}
    owners: dict[str, str] = {}
    keyed: list[ColumnUse] = []
    for column in columns:
        key = column.question
        if not key and column.use in QUESTION_USES | EQUALITY_USES:
            key = _free_key(column, here, owners)
        if not key and column.use in BESIDE_USES:
            key = _key_of_title(column, keyed)
        keyed.append(replace(column, question=key))
    return tuple(keyed)


def _key_of_title(column: ColumnUse, keyed: Sequence[ColumnUse]) -> str:
    """Return the key of the question of that title: what stands beside an answer comes after it."""
    return next((one.question for one in keyed if one.question and one.title == column.title), "")


def _free_key(column: ColumnUse, here: Mapping[str, Question], owners: dict[str, str]) -> str:
    """Columns that stand for options of one question share its key; others have their own."""
    is_group = column.use in IN_COLUMNS_USES
    owner = f"group {column.title}" if is_group else f"column {column.header}"
    wanted = question_key(column.title)[:55].strip("-")
    for copy in range(1, 10_000):
        key = f"{wanted}-{copy}" if copy > 1 else wanted
        is_same = key in here and here[key].text == column.title
        is_same = is_same and here[key].kind == KINDS.get(column.use)
        if (key not in here or is_same) and owners.setdefault(key, owner) == owner:
            return key
    raise MappingError(f"There are too many questions called “{column.title[:80]}”.")


class QuestionBook:
    """The rows of questions and options by what the file calls them, and which are new."""

    def __init__(self, engagement: Engagement, mapping: ColumnMapping) -> None:
        self._engagement = engagement
        self._mapping = mapping
        self.made_questions: list[int] = []
        self._made_options: list[int] = []
        self._made_equality: list[int] = []
        self._made_rows: list[int] = []
        self.questions: dict[str, Question] = {}
        self._equality: dict[str, EqualityQuestion] = {}
        self.options: dict[Answer, int] = {}
        self.equality_options: dict[Answer, int] = {}
        self.rows: dict[Answer, int] = {}
        self.areas: dict[tuple[int, str], int] = {}

    @transaction.atomic
    def open(self) -> None:
        """Find the questions; make those that are missing, after the others."""
        wanted = wanted_questions(self._mapping)
        found = Question.objects.filter(engagement=self._engagement)
        self.questions = {one.key: one for one in found.filter(key__in=wanted)}
        last = found.aggregate(last=Max("position"))["last"] or 0
        for key, (title, kind) in wanted.items():
            if key not in self.questions:
                last += 1
                self.questions[key] = Question.objects.create(
                    engagement=self._engagement,
                    key=key,
                    position=last,
                    kind=kind,
                    text=title,
                    **self._further_fields(key, kind),
                )
                self.made_questions.append(self.questions[key].pk)
        self._open_equality()
        self._read_options()
        if self._mapping.is_own_export:
            self._offer_as_exported()

    def _further_fields(self, key: str, kind: Question.Kind) -> dict[str, Any]:
        """Return what a new question of this kind needs beside its words."""
        told = next(
            one.option for one in self._mapping.used_as(*QUESTION_USES) if one.question == key
        )
        if kind == Question.Kind.RATING:
            ends = [int(end) for end in told.split() if end.lstrip("-").isdecimal()]
            lowest, highest = ends if len(ends) == len(USUAL_SCALE) else USUAL_SCALE
            return {"lowest": lowest, "highest": highest}
        if kind in ASKED_WITH_AREAS:
            return {"area_set": _areas_called(told)}
        return {}

    def _offer_as_exported(self) -> None:
        """Make the options of new questions in the order of the columns of our own export."""
        for column in self._mapping.columns:
            question = self.questions.get(column.question)
            is_new = question is not None and question.pk in self.made_questions
            if not is_new or question is None or not column.option:
                continue
            if (
                column.use in OPTION_COLUMNS
                and (column.question, column.option) not in self.options
            ):
                self.add_options([(column.question, column.option)], [])
        QuestionOption.objects.filter(pk__in=self._made_options).update(is_from_file=False)
        self._made_rows += self.add_rows(
            (column.question, column.option) for column in self._mapping.used_as(Use.MATRIX_ROW)
        )
        for column in self._mapping.used_as(Use.OTHER_WORDS):
            made = QuestionOption.objects.filter(pk__in=self._made_options, text=column.option)
            made.filter(question=self.questions[column.question]).update(is_other=True)

    def offer_in_order(self, key: str, options: Sequence[str]) -> None:
        """Offer these options of a question that this import made, in this order."""
        missing = [(key, text) for text in options if (key, text) not in self.options]
        self.add_options(missing, [])
        for number, text in enumerate(options, start=1):
            option = QuestionOption.objects.filter(pk=self.options[key, text])
            option.update(position=number, is_from_file=False)

    def add_rows(self, wanted: Iterable[Answer]) -> list[int]:
        """Return the rows of matrices made for these, after those that are there."""
        made = []
        for key, text in wanted:
            if (key, text) not in self.rows:
                position = 1 + sum(one == key for one, _ in self.rows)
                row = MatrixRow.objects.create(
                    question=self.questions[key], position=position, text=text
                )
                self.rows[key, text] = row.pk
                made.append(row.pk)
        return made

    def _open_equality(self) -> None:
        wanted = {
            column.question: (column.title or column.header)
            for column in self._mapping.used_as(*EQUALITY_USES)
        }
        found = EqualityQuestion.objects.filter(engagement=self._engagement)
        self._equality = {one.key: one for one in found.filter(key__in=wanted)}
        last = found.aggregate(last=Max("position"))["last"] or 0
        for key, title in wanted.items():
            if key not in self._equality:
                last += 1
                self._equality[key] = EqualityQuestion.objects.create(
                    engagement=self._engagement,
                    key=key,
                    position=last,
                    text=title[:300],
                    is_for_16_and_over=NOT_UNDER_16.search(title) is not None,
                )
                self._made_equality.append(self._equality[key].pk)

    def _read_options(self) -> None:
        options = QuestionOption.objects.filter(question__in=self.questions.values())
        for key, text, pk in options.values_list("question__key", "text", "pk"):
            self.options[key, text] = pk
        rows = MatrixRow.objects.filter(question__in=self.questions.values())
        for key, text, pk in rows.values_list("question__key", "text", "pk"):
            self.rows[key, text] = pk
        sets = {one.area_set_id for one in self.questions.values() if one.area_set_id}
        for area_set, name, pk in Area.objects.filter(area_set__in=sets).values_list(
            "area_set", "name", "pk"
        ):
            self.areas[area_set, name.casefold()] = pk
        equality = EqualityOption.objects.filter(question__in=self._equality.values())
        for key, text, pk in equality.values_list("question__key", "text", "pk"):
            self.equality_options[key, text.casefold()] = pk
            self.equality_options.setdefault((key, census_name(key, text).casefold()), pk)

    def area_of(self, key: str, name: str) -> int | None:
        """Return the area of this name in the set of the question; None for no name.

        Raises:
            InputError: the question has no such area.
        """
        if not name:
            return None
        area = self.areas.get((self.questions[key].area_set_id or 0, name.casefold()))
        if area is None:
            raise InputError(
                f"“{name[:60]}” is no area of this place. Bring in the areas first, or give a "
                "postcode."
            )
        return area

    def missing_rows(self, rows: Sequence[ResponseRow]) -> list[Answer]:
        """Return the rows of matrices that these answers are in and that are not there yet."""
        found = (
            (one.question, line)
            for row in rows
            for one in row.further.matrices
            for line, _ in one.choices
        )
        return _answers_not_there_yet(found, self.rows)

    def equality_option(self, key: str, text: str) -> int:
        """Return the option of this answer, however its letters are written.

        The name under which the Census publishes an option is that option too.
        """
        return self.equality_options[key, text.casefold()]

    def equality_question(self, key: str) -> EqualityQuestion:
        """Return the equality question of this key."""
        return self._equality[key]

    def missing_options(self, rows: Sequence[ResponseRow]) -> tuple[list[Answer], list[Answer]]:
        """Return the answers of these rows, closed and equality, that are no options yet."""
        chosen = (
            (choice.question, option)
            for row in rows
            for choice in row.choices
            for option in choice.options
        )
        ranked = (
            (one.question, option)
            for row in rows
            for one in row.further.rankings
            for _, option in one.options
        )
        in_rows = (
            (one.question, option)
            for row in rows
            for one in row.further.matrices
            for _, option in one.choices
        )
        closed = (*chosen, *ranked, *in_rows)
        equality = (
            (one.question, one.answer)
            for row in rows
            for one in row.equality_answers
            if (one.question, one.answer.casefold()) not in self.equality_options
        )
        first: dict[Answer, Answer] = {}
        for key, text in equality:
            first.setdefault((key, text.casefold()), (key, text))
        return _answers_not_there_yet(closed, self.options), list(first.values())

    def add_options(self, closed: Sequence[Answer], equality: Sequence[Answer]) -> None:
        """Make these options, after those that are there."""
        self._refuse_too_many([*closed, *equality])
        made = QuestionOption.objects.bulk_create(
            QuestionOption(
                question=self.questions[key], position=number, text=text, is_from_file=True
            )
            for number, (key, text) in self._numbered(closed, self.options)
        )
        self.options |= {answer: one.pk for answer, one in zip(closed, made, strict=True)}
        self._made_options += [one.pk for one in made]
        made_equality = EqualityOption.objects.bulk_create(
            EqualityOption(
                question=self._equality[key], position=number, text=text, is_from_file=True
            )
            for number, (key, text) in self._numbered(equality, self.equality_options)
        )
        self.equality_options |= {
            (key, text.casefold()): one.pk
            for (key, text), one in zip(equality, made_equality, strict=True)
        }

    @staticmethod
    def _numbered(
        answers: Sequence[Answer], known: dict[Answer, int]
    ) -> Iterable[tuple[int, Answer]]:
        counts: dict[str, int] = {}
        for key, _ in known:
            counts[key] = counts.get(key, 0) + 1
        for key, text in answers:
            counts[key] = counts.get(key, 0) + 1
            yield counts[key], (key, text)

    def _refuse_too_many(self, new: Sequence[Answer]) -> None:
        for key in {key for key, _ in new}:
            known = sum(one == key for one, _ in [*self.options, *self.equality_options])
            if known + sum(one == key for one, _ in new) > MOST_OPTIONS:
                column = next(one for one in self._mapping.columns if one.question == key)
                raise InputError(
                    f"The column “{column.header[:80]}” has more than {MOST_OPTIONS} different "
                    "answers. If people wrote them in their own words, say so and import again."
                )

    @transaction.atomic
    def take_back(self) -> None:
        """Delete what was made for an import that failed, where nothing refers to it."""
        self._mapping = ColumnMapping(())
        made = Question.objects.filter(pk__in=self.made_questions)
        MatrixRow.objects.filter(pk__in=self._made_rows).delete()
        QuestionOption.objects.filter(pk__in=self._made_options).delete()
        made.delete()
        EqualityQuestion.objects.filter(pk__in=self._made_equality).delete()


def _answers_not_there_yet(answers: Iterable[Answer], known: dict[Answer, int]) -> list[Answer]:
    return [answer for answer in dict.fromkeys(answers) if answer not in known]
