"""Which questions are shown, given the answers so far."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from goldenthread.records.asking import AskedQuestion, Comparison, Condition, GivenAnswer


def shown_questions(
    questions: Sequence[AskedQuestion], answers: Mapping[int, GivenAnswer]
) -> tuple[int, ...]:
    """Return the numbers of the questions that are shown, in order.

    A condition looks at questions that come earlier and are shown themselves; what
    was typed under a hidden question counts for nothing. Nothing given fits no
    condition, "none of" included: somebody who skipped a question is not asked
    what follows from it. One pass, so nothing can loop.

    >>> only_cyclists = Condition(1, Comparison.ANY_OF, frozenset({11}))
    >>> asked = [AskedQuestion(1), AskedQuestion(2, (only_cyclists,)), AskedQuestion(3)]
    >>> shown_questions(asked, {1: GivenAnswer(frozenset({12}))})
    (1, 3)
    """
    shown: dict[int, GivenAnswer | None] = {}
    for question in questions:
        if all(_holds(one, shown.get(one.depends_on)) for one in question.conditions):
            shown[question.number] = answers.get(question.number)
    return tuple(shown)


def _holds(condition: Condition, given: GivenAnswer | None) -> bool:
    if given is None:
        return False
    match condition.comparison:
        case Comparison.ANY_OF:
            return bool(given.options & condition.options)
        case Comparison.NONE_OF:
            return not given.options & condition.options
        case Comparison.ANSWERED:
            return True
    return _is_within(condition, given.number)


def _is_within(condition: Condition, number: Decimal | None) -> bool:
    if number is None or condition.number is None:
        return False
    if condition.comparison is Comparison.AT_LEAST:
        return number >= condition.number
    return number <= condition.number
