"""The questions and options that the rows of a file answer, made where they are missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from django.db import transaction
from django.db.models import Max

from goldenthread.engagement import question_key
from goldenthread.errors import InputError, MappingError
from goldenthread.records.engagement import (
    EQUALITY_USES,
    QUESTION_USES,
    ColumnMapping,
    ColumnUse,
    ResponseRow,
    Use,
)
from goldenthread_web.engagement.models import (
    Engagement,
    EqualityOption,
    EqualityQuestion,
    Question,
    QuestionOption,
)

MOST_OPTIONS = 300
KINDS = {
    Use.OPEN_QUESTION: Question.Kind.OPEN,
    Use.ONE_CHOICE: Question.Kind.ONE_CHOICE,
    Use.SEVERAL_CHOICES_IN_ONE_CELL: Question.Kind.SEVERAL_CHOICES,
    Use.SEVERAL_CHOICES_IN_COLUMNS: Question.Kind.SEVERAL_CHOICES,
}
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
    asks_equality = mapping.used_as(*EQUALITY_USES)
    if asks_equality and not (engagement.equality_purpose and engagement.equality_kept_until):
        raise MappingError(
            f"“{asks_equality[0].header[:80]}” holds equality answers, but this engagement does "
            "not say yet what they are for and until when they are kept. Say so in the "
            "engagement first, or leave the column out."
        )


def with_keys(columns: Sequence[ColumnUse], questions: Sequence[Question]) -> tuple[ColumnUse, ...]:
    """Return the columns, each new question with a key that no other question has."""
    here = {one.key: one for one in questions}
    owners: dict[str, str] = {}
    keyed = []
    for column in columns:
        key = column.question
        if not key and column.use in QUESTION_USES | EQUALITY_USES:
            key = _free_key(column, here, owners)
        keyed.append(replace(column, question=key))
    return tuple(keyed)


def _free_key(column: ColumnUse, here: Mapping[str, Question], owners: dict[str, str]) -> str:
    """Columns that stand for options of one question share its key; others have their own."""
    is_group = column.use is Use.SEVERAL_CHOICES_IN_COLUMNS
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
        self.questions: dict[str, Question] = {}
        self._equality: dict[str, EqualityQuestion] = {}
        self.options: dict[Answer, int] = {}
        self.equality_options: dict[Answer, int] = {}

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
                    engagement=self._engagement, key=key, position=last, kind=kind, text=title
                )
                self.made_questions.append(self.questions[key].pk)
        self._open_equality()
        self._read_options()

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
                    engagement=self._engagement, key=key, position=last, text=title[:300]
                )
                self._made_equality.append(self._equality[key].pk)

    def _read_options(self) -> None:
        options = QuestionOption.objects.filter(question__in=self.questions.values())
        for key, text, pk in options.values_list("question__key", "text", "pk"):
            self.options[key, text] = pk
        equality = EqualityOption.objects.filter(question__in=self._equality.values())
        for key, text, pk in equality.values_list("question__key", "text", "pk"):
            self.equality_options[key, text] = pk

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
        equality = ((one.question, one.answer) for row in rows for one in row.equality_answers)
        return _absent(chosen, self.options), _absent(equality, self.equality_options)

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
            answer: one.pk for answer, one in zip(equality, made_equality, strict=True)
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
        QuestionOption.objects.filter(pk__in=self._made_options).delete()
        made.delete()
        EqualityQuestion.objects.filter(pk__in=self._made_equality).delete()


def _absent(answers: Iterable[Answer], known: dict[Answer, int]) -> list[Answer]:
    return [answer for answer in dict.fromkeys(answers) if answer not in known]
