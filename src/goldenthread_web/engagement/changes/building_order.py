"""The order of a form, and the rule that a condition looks back, never ahead."""

from collections.abc import Sequence

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.engagement.queries.building import in_form_order
from goldenthread_web.engagement.queries.building_conditions import (
    broken_condition,
    conditions_of,
    why_it_stays,
)


def ordered(engagement: Engagement) -> list[Question]:
    """Return the questions as the tables have them now, in the order of the form."""
    found = Question.objects.filter(engagement=engagement).select_related("section")
    return in_form_order(list(found))


def renumber(engagement: Engagement, questions: Sequence[Question] | None = None) -> None:
    """Number the questions in this order, or in the order of the form as it is."""
    moved = []
    for position, question in enumerate(questions or ordered(engagement), start=1):
        if question.position != position:
            question.position = position
            moved.append(question)
    Question.objects.bulk_update(moved, ["position"])


def refuse_broken_conditions(engagement: Engagement) -> None:
    """Raise ConflictError if a condition would look at a question that comes later."""
    conditions = list(conditions_of(engagement))
    if conditions and (broken := broken_condition(ordered(engagement), conditions)):
        raise ConflictError(why_it_stays(broken))
