"""Counting a closed question: people by option, never by combination of options."""

from collections.abc import Sequence

from goldenthread.records.reports import (
    CapacityCounts,
    CapacityTally,
    ClosedAnswer,
    ClosedQuestion,
    OptionCount,
    QuestionKind,
)
from goldenthread.reports.capacity_split import (
    FEWEST_PEOPLE_IN_CELL,
    OTHER_CAPACITIES,
    split_by_capacity,
)
from goldenthread.reports.tallies import tally_answers
from goldenthread.uncertainty.intervals import wilson_interval

FEW_PEOPLE = 30
NOT_BY_CAPACITY = "Too few people answered in different capacities to show them apart."
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
    after them. A group of n counts as n people. Small counts are hidden.
    """
    silent = sum(answer.people for answer in answers if not answer.options)
    tallies = tally_answers(answers)
    return count_tallies(question, tallies, options=options, kind=kind, not_answered=silent)


def count_tallies(
    question: str,
    tallies: Sequence[CapacityTally],
    *,
    options: Sequence[str],
    kind: QuestionKind = QuestionKind.ONE_CHOICE,
    not_answered: int = 0,
) -> ClosedQuestion:
    """Return what `count_closed_question` does, from answers that are added up already."""
    base = sum(tally.people for tally in tallies)
    names = _list_options(tallies, options)
    is_one_choice = kind is QuestionKind.ONE_CHOICE
    counts, splits = split_by_capacity(tallies, names, is_one_choice=is_one_choice)
    is_hidden = any(counted.count is None for counted in counts)
    return ClosedQuestion(
        question=question,
        kind=kind,
        base=base,
        responses=sum(tally.responses for tally in tallies),
        not_answered=not_answered,
        options=tuple(_with_interval(counted) for counted in counts),
        by_capacity=tuple(_add_intervals(split) for split in splits),
        notes=_note_limits(base, kind, has_split=bool(splits), is_hidden=is_hidden),
    )


def _list_options(tallies: Sequence[CapacityTally], options: Sequence[str]) -> list[str]:
    given = (option for tally in tallies for option, _ in tally.options)
    return list(dict.fromkeys([*options, *given]))


def _with_interval(counted: OptionCount) -> OptionCount:
    if counted.count is None or not counted.base:
        return counted
    interval = wilson_interval(counted.count, counted.base)
    return OptionCount(counted.option, counted.count, counted.base, interval.lower, interval.upper)


def _add_intervals(split: CapacityCounts) -> CapacityCounts:
    options = tuple(_with_interval(counted) for counted in split.options)
    return CapacityCounts(split.capacity, split.base, options)


def _note_limits(
    base: int, kind: QuestionKind, *, has_split: bool, is_hidden: bool
) -> tuple[str, ...]:
    if not base:
        return ()
    notes = [_INTERVAL_NOTE]
    if is_hidden:
        notes.append(
            f"Figures of fewer than {FEWEST_PEOPLE_IN_CELL} people are not shown, nor those that "
            "would give them away, so that nobody can be picked out."
        )
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
        notes.append(NOT_BY_CAPACITY)
    return tuple(notes)
