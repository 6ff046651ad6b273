"""What an engagement asks now: its questions with options, rows and conditions."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Prefetch, prefetch_related_objects

from goldenthread.engagement.conditions import shown_questions
from goldenthread.records.asking import AskedQuestion, Comparison, Condition
from goldenthread_web.engagement.models import (
    Engagement,
    EqualityQuestion,
    MatrixRow,
    Question,
    QuestionOption,
    ShowCondition,
)
from goldenthread_web.engagement.queries.answering_draft import Draft, offered
from goldenthread_web.engagement.queries.statements import with_statements

NEEDS_OPTIONS = frozenset(
    {
        Question.Kind.ONE_CHOICE,
        Question.Kind.SEVERAL_CHOICES,
        Question.Kind.RANKING,
        Question.Kind.MATRIX,
    }
)

# Questions of no section first, then section by section.
FORM_ORDER = (F("section__position").asc(nulls_first=True), "section_id", "position", "id")


@dataclass(frozen=True, slots=True)
class AskedForm:
    """The questions that can be asked, in order, and what each one's showing depends on."""

    questions: list[Question]
    conditions: dict[int, tuple[Condition, ...]]

    def shown(self, draft: Draft) -> list[Question]:
        """Return the questions that this person sees, as far as their answers tell."""
        asked = [AskedQuestion(one.pk, self.conditions.get(one.pk, ())) for one in self.questions]
        given = {one.pk: given for one in self.questions if (given := draft.given(one))}
        numbers = set(shown_questions(asked, given))
        return [one for one in self.questions if one.pk in numbers]

    def hidden_answers(self, draft: Draft) -> list[Question]:
        """Return the questions that were answered and are not asked any more."""
        shown = {one.pk for one in self.shown(draft)}
        return [one for one in self.questions if one.pk not in shown and draft.has_answer(one)]

    @property
    def has_conditions(self) -> bool:
        return bool(self.conditions)


def form_of(engagement: Engagement) -> AskedForm:
    """Return what is asked now, read anew."""
    return with_votable(read_form(engagement.pk))


def read_form(engagement: int) -> AskedForm:
    """Return what the parts of the form ask, in six queries at most."""
    questions = [one for one in _load(engagement) if can_be_asked(one)]
    return AskedForm(questions, _conditions(engagement, questions))


def with_votable(asked: AskedForm) -> AskedForm:
    """Return the form without statements to vote on where none is released yet."""
    closed = [
        one
        for one in asked.questions
        if one.kind == Question.Kind.STATEMENTS and not one.takes_own_statements
    ]
    empty = {one.pk for one in closed} - with_statements(closed)
    if not empty:
        return asked
    return AskedForm(
        [one for one in asked.questions if one.pk not in empty],
        {number: those for number, those in asked.conditions.items() if number not in empty},
    )


def _load(engagement: int) -> list[Question]:
    asked = Question.objects.filter(engagement=engagement, retired_at=None)
    options = QuestionOption.objects.filter(retired_at=None, is_from_file=False)
    found = list(
        asked.select_related("section")
        .prefetch_related(Prefetch("options", options))
        .order_by(*FORM_ORDER)
    )
    matrices = [one for one in found if one.kind == Question.Kind.MATRIX]
    rows = Prefetch("rows", MatrixRow.objects.filter(retired_at=None))
    prefetch_related_objects(matrices, rows)
    return found


def _conditions(engagement: int, questions: list[Question]) -> dict[int, tuple[Condition, ...]]:
    found = ShowCondition.objects.filter(depends_on__engagement=engagement)
    of_question: dict[int, list[Condition]] = defaultdict(list)
    of_section: dict[int, list[Condition]] = defaultdict(list)
    for one in found.prefetch_related("named_options"):
        condition = Condition(
            one.depends_on_id,
            Comparison(one.comparison),
            frozenset(named.option_id for named in one.named_options.all()),
            None if one.number is None else Decimal(one.number),
        )
        if one.question_id is not None:
            of_question[one.question_id].append(condition)
        elif one.section_id is not None:
            of_section[one.section_id].append(condition)
    by_question = {
        one.pk: (*of_section.get(one.section_id or 0, ()), *of_question.get(one.pk, ()))
        for one in questions
    }
    return {number: conditions for number, conditions in by_question.items() if conditions}


def can_be_asked(question: Question) -> bool:
    """Return whether residents can answer: a choice needs options that an officer gave."""
    if question.retired_at is not None:
        return False
    if question.kind == Question.Kind.MATRIX and not question.rows.all():
        return False
    return question.kind not in NEEDS_OPTIONS or has_options(question)


def has_options(question: Question | EqualityQuestion) -> bool:
    """Return whether there is an option that did not just come along with a file."""
    return bool(offered(question))


def minutes_to_answer(questions: list[Question]) -> int:
    """Return about how long answering takes: two minutes an open question, else half a one."""
    open_count = sum(question.kind == Question.Kind.OPEN for question in questions)
    return round(1 + 2 * open_count + (len(questions) - open_count) / 2)
