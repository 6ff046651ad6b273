"""Answers to a closed question added up: people by capacity and option."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from goldenthread.records.reports import CapacityTally, ClosedAnswer


def tally_answers(answers: Sequence[ClosedAnswer]) -> tuple[CapacityTally, ...]:
    """Return a tally for each capacity, of all who chose at least one option.

    An option that a response names twice counts once, and a group of n as n people.

    >>> tally_answers([ClosedAnswer("resident", ("Bus", "Bus"), people=3)])
    (CapacityTally(capacity='resident', people=3, responses=1, options=(('Bus', 3),)),)
    """
    groups: defaultdict[str, list[ClosedAnswer]] = defaultdict(list)
    for answer in answers:
        if answer.options:
            groups[answer.capacity].append(answer)
    return tuple(_tally(capacity, group) for capacity, group in groups.items())


def add_tallies(name: str, tallies: Iterable[CapacityTally]) -> CapacityTally:
    """Return one tally of all of these together, under a name of its own."""
    parts = list(tallies)
    counts: Counter[str] = Counter()
    for part in parts:
        counts.update(dict(part.options))
    return CapacityTally(
        name,
        people=sum(part.people for part in parts),
        responses=sum(part.responses for part in parts),
        options=tuple(counts.items()),
    )


def _tally(capacity: str, answers: Sequence[ClosedAnswer]) -> CapacityTally:
    counts: Counter[str] = Counter()
    for answer in answers:
        for option in dict.fromkeys(answer.options):
            counts[option] += answer.people
    people = sum(answer.people for answer in answers)
    return CapacityTally(capacity, people, len(answers), tuple(counts.items()))
