"""Who is asked: conditions in words, which earlier questions they can name, and what breaks one."""

from collections.abc import Iterable, Sequence

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from goldenthread_web.engagement.models import (
    Engagement,
    Question,
    Section,
    ShowCondition,
)

Comparison = ShowCondition.Comparison
Kind = Question.Kind
_BY_KIND = {
    Kind.ONE_CHOICE: (Comparison.ANY_OF, Comparison.NONE_OF, Comparison.ANSWERED),
    Kind.SEVERAL_CHOICES: (Comparison.ANY_OF, Comparison.NONE_OF, Comparison.ANSWERED),
    Kind.RATING: (Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.ANSWERED),
    Kind.NUMBER: (Comparison.AT_LEAST, Comparison.AT_MOST, Comparison.ANSWERED),
}
WITH_CONDITIONS = (
    "conditions__depends_on",
    "conditions__named_options__option",
)


def comparisons_for(question: Question) -> tuple[Comparison, ...]:
    """Return how answers to this question can be compared."""
    return _BY_KIND.get(Kind(question.kind), (Comparison.ANSWERED,))


def condition_in_words(condition: ShowCondition) -> str:
    """Return a condition as the end of "asked only of those who …"."""
    asked = f"“{_short(condition.depends_on.text)}”"
    if condition.comparison == Comparison.AT_LEAST:
        return f"gave {condition.number} or more to {asked}"
    if condition.comparison == Comparison.AT_MOST:
        return f"gave {condition.number} or less to {asked}"
    if condition.comparison == Comparison.ANSWERED:
        return f"answered {asked}"
    named = " or ".join(f"“{_short(one.option.text)}”" for one in condition.named_options.all())
    verb = "chose" if condition.comparison == Comparison.ANY_OF else "did not choose"
    return f"{verb} {named} at {asked}"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59].rstrip()}…"  # noqa: PLR2004 - a glance


def shown_only_if(thing: Question | Section) -> str:
    """Return "Asked only of those who …", or nothing. Prefetch WITH_CONDITIONS."""
    parts = [condition_in_words(one) for one in thing.conditions.all()]
    return f"Asked only of those who {', and who '.join(parts)}" if parts else ""


def conditions_of(engagement: Engagement) -> QuerySet[ShowCondition]:
    """Return all conditions of a form with what they name."""
    return (
        ShowCondition.objects.filter(depends_on__engagement=engagement)
        .select_related("depends_on", "question", "section")
        .prefetch_related("named_options__option")
    )


def condition_of(engagement: Engagement, number: int) -> ShowCondition:
    """Return a condition of this form, or answer that there is none."""
    return get_object_or_404(conditions_of(engagement), pk=number)


def earlier_questions(ordered: Sequence[Question], thing: Question | Section) -> list[Question]:
    """Return the questions before this one, or before this section, that are still asked."""
    if isinstance(thing, Section):
        own = [one for one in ordered if one.section_id == thing.pk]
        before = ordered[: ordered.index(own[0])] if own else _before_section(ordered, thing)
    else:
        before = ordered[: [one.pk for one in ordered].index(thing.pk)]
    return [one for one in before if one.retired_at is None]


def _before_section(ordered: Sequence[Question], section: Section) -> Sequence[Question]:
    return [
        one for one in ordered if one.section is None or one.section.position < section.position
    ]


def broken_condition(
    ordered: Sequence[Question], conditions: Iterable[ShowCondition]
) -> ShowCondition | None:
    """Return a condition that would look at a question which does not come before, if any."""
    place = {one.pk: number for number, one in enumerate(ordered)}
    for condition in conditions:
        first = _first_place(ordered, condition)
        if first is not None and place[condition.depends_on_id] >= first:
            return condition
    return None


def _first_place(ordered: Sequence[Question], condition: ShowCondition) -> int | None:
    """Return where what the condition shows begins; a section without questions is nowhere."""
    return next(
        (
            number
            for number, one in enumerate(ordered)
            if one.pk == condition.question_id
            or (condition.section_id is not None and one.section_id == condition.section_id)
        ),
        None,
    )


def why_it_stays(condition: ShowCondition) -> str:
    """Return the sentence with which a move is refused."""
    asked = condition.depends_on.text
    if condition.question is not None:
        return (
            f"“{_short(condition.question.text)}” is {_only(condition)}, so it has to come after "
            f"“{_short(asked)}”. Nothing was moved."
        )
    title = condition.section.title if condition.section else ""
    return (
        f"The section “{_short(title)}” is {_only(condition)}, so all of it has to come after "
        f"“{_short(asked)}”. Nothing was moved."
    )


def _only(condition: ShowCondition) -> str:
    return f"asked only of those who {condition_in_words(condition)}"
