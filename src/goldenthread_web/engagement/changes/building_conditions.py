"""Conditions: what is shown only after certain earlier answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from goldenthread.errors import ConflictError, InputError
from goldenthread_web.engagement.changes.building_order import ordered
from goldenthread_web.engagement.changes.wordings import lock_form, new_wording
from goldenthread_web.engagement.models import (
    ConditionOption,
    Engagement,
    Question,
    QuestionOption,
    Section,
    ShowCondition,
)
from goldenthread_web.engagement.queries.building_conditions import (
    comparisons_for,
    earlier_questions,
)
from goldenthread_web.people.audit import By, record_event

Comparison = ShowCondition.Comparison
WITH_OPTIONS = (Comparison.ANY_OF, Comparison.NONE_OF)
WITH_NUMBER = (Comparison.AT_LEAST, Comparison.AT_MOST)


@dataclass(frozen=True, slots=True)
class Wanted:
    """An earlier question, and what its answer has to be."""

    depends_on: Question
    comparison: str
    options: Sequence[QuestionOption] = ()
    number: int | None = None


@transaction.atomic
def add_condition(
    *, by: By, thing: Question | Section, wanted: Wanted, why: str = ""
) -> ShowCondition:
    """Return the condition that a question or section is shown under from now on.

    Raises:
        ConflictError: the other question does not come earlier, or is not asked any more.
        InputError: the comparison does not fit it, or people have answered and `why` is empty.
    """
    engagement = lock_form(_engagement_of(thing))
    _refuse_what_does_not_fit(engagement, thing, wanted)
    with new_wording(by=by, questions=_shown_by(thing), why=why):
        condition = ShowCondition.objects.create(
            question=thing if isinstance(thing, Question) else None,
            section=thing if isinstance(thing, Section) else None,
            depends_on=wanted.depends_on,
            comparison=wanted.comparison,
            number=wanted.number if wanted.comparison in WITH_NUMBER else None,
        )
        if wanted.comparison in WITH_OPTIONS:
            ConditionOption.objects.bulk_create(
                ConditionOption(condition=condition, option=option) for option in wanted.options
            )
    record_event(by=by, action="engagement.condition-added", subject=condition)
    return condition


def _engagement_of(thing: Question | Section) -> Engagement:
    return thing.engagement


def _shown_by(thing: Question | Section) -> list[Question]:
    if isinstance(thing, Question):
        return [thing]
    return list(Question.objects.filter(section=thing).select_related("engagement"))


def _refuse_what_does_not_fit(
    engagement: Engagement, thing: Question | Section, wanted: Wanted
) -> None:
    earlier = {one.pk for one in earlier_questions(ordered(engagement), thing)}
    asked = wanted.depends_on
    if asked.pk not in earlier:
        raise ConflictError("Choose a question that comes earlier and is still asked.")
    if wanted.comparison not in comparisons_for(asked):
        raise InputError("Answers to this question cannot be compared like that. Choose another.")
    own = {one.pk for one in asked.options.all()}
    if wanted.comparison in WITH_OPTIONS and (
        not wanted.options or any(one.pk not in own for one in wanted.options)
    ):
        raise InputError("Choose at least one of the options.")
    if wanted.comparison in WITH_NUMBER and wanted.number is None:
        raise InputError("Give the number to compare with.")


@transaction.atomic
def remove_condition(*, by: By, condition: ShowCondition, why: str = "") -> None:
    """Take a condition off.

    Raises:
        InputError: people have answered, and `why` is empty.
    """
    thing = condition.question or condition.section
    if thing is None:
        return
    lock_form(thing.engagement)
    with new_wording(by=by, questions=_shown_by(thing), why=why):
        record_event(by=by, action="engagement.condition-removed", subject=condition)
        condition.delete()
