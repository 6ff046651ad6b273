"""Counting a closed question: people by option, never by combination of options."""

from collections import Counter
from collections.abc import Sequence

from goldenthread.records.reports import (
    CapacityCounts,
    ClosedAnswer,
    ClosedQuestion,
    OptionCount,
    QuestionKind,
)
from goldenthread.reports.capacity_split import (
    OTHER_CAPACITIES,
    split_by_capacity,
)
from goldenthread.uncertainty.intervals import wilson_interval

FEW_PEOPLE = 30
_INTERVAL_NOTE = (
    "Lines on the bars and ranges are 95% intervals (Wilson's method). They do not make those "
    "who answered a sample of everybody."
)


def count_closed_question(
    question: str,
    answers: Sequence[ClosedAnswer],
    *,
    options: Sequence[str],
    kind: QuestionKind = QuestionKind.ONE_CHOICE,
) -> ClosedQuestion:
    """Return people by option, of all who chose at least one, and the same split by capacity.

    Options keep the order of the form; one that only the answers have comes
    after them. A group of n counts as n people.
    """
    answered = [answer for answer in answers if answer.options]
    base = sum(answer.people for answer in answered)
    names = _list_options(answered, options)
    splits = split_by_capacity(answered, names, is_one_choice=kind is QuestionKind.ONE_CHOICE)
    return ClosedQuestion(
        question=question,
        kind=kind,
        base=base,
        responses=len(answered),
        not_answered=sum(answer.people for answer in answers) - base,
        options=_count_options(answered, names, base),
        by_capacity=tuple(_add_intervals(split) for split in splits),
        notes=_note_limits(base, kind, has_split=bool(splits)),
    )


def count_people_by_option(answers: Sequence[ClosedAnswer]) -> Counter[str]:
    """Return people by option; an option that a response names twice counts once."""
    counts: Counter[str] = Counter()
    for answer in answers:
        for option in dict.fromkeys(answer.options):
            counts[option] += answer.people
    return counts


def _list_options(answers: Sequence[ClosedAnswer], options: Sequence[str]) -> list[str]:
    given = (option for answer in answers for option in answer.options)
    return list(dict.fromkeys([*options, *given]))


def _count_options(
    answers: Sequence[ClosedAnswer], names: Sequence[str], base: int
) -> tuple[OptionCount, ...]:
    counts = count_people_by_option(answers)
    return tuple(_with_interval(OptionCount(name, counts[name], base)) for name in names)


def _with_interval(counted: OptionCount) -> OptionCount:
    if counted.count is None or not counted.base:
        return counted
    interval = wilson_interval(counted.count, counted.base)
    return OptionCount(counted.option, counted.count, counted.base, interval.lower, interval.upper)


def _add_intervals(split: CapacityCounts) -> CapacityCounts:
    options = tuple(_with_interval(counted) for counted in split.options)
    return CapacityCounts(split.capacity, split.base, options)


def _note_limits(base: int, kind: QuestionKind, *, has_split: bool) -> tuple[str, ...]:
    notes = [_INTERVAL_NOTE]
    if kind is QuestionKind.SEVERAL_CHOICES:
        notes.append("People could choose several options, so the shares may add up to over 100%.")
    if base < FEW_PEOPLE:
        notes.append(f"Fewer than {FEW_PEOPLE} people answered this: read the shares with care.")
    if has_split:
        notes.append(
            "By capacity, figures of few people are not shown, nor those that would give them "
            f"away; capacities with few people stand together as “{OTHER_CAPACITIES}”."
        )
    else:
        notes.append("Too few people answered in different capacities to show them apart.")
    return tuple(notes)
