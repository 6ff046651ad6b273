"""A closed question split by capacity, so that nobody can be picked out of it.

Capacities with few people are put together until they are enough. A cell with
few people is hidden, and so is another wherever a total would give it away.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from goldenthread.records.reports import CapacityCounts, ClosedAnswer, OptionCount

FEWEST_PEOPLE_IN_GROUP = 10
FEWEST_PEOPLE_IN_CELL = 5

OTHER_CAPACITIES = "Other capacities"

Cell = tuple[str, str]  # capacity, option


def split_by_capacity(
    answers: Sequence[ClosedAnswer], options: Sequence[str], *, is_one_choice: bool
) -> tuple[CapacityCounts, ...]:
    """Return counts by option for each capacity, largest first; nothing if fewer than two remain.

    A hidden count is None. Intervals are not set.
    """
    groups = _join_small_groups(answers)
    if len(groups) < 2:  # noqa: PLR2004 (one group is no split)
        return ()
    bases = {name: sum(answer.people for answer in group) for name, group in groups.items()}
    counts = _count_cells(groups)
    cells = {(name, option): counts[name, option] for name in groups for option in options}
    hidden = find_hidden_cells(cells, columns_add_up=is_one_choice)
    return tuple(
        CapacityCounts(name, base, _show_options(name, base, options, cells=cells, hidden=hidden))
        for name, base in sorted(bases.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def find_hidden_cells(cells: dict[Cell, int], *, columns_add_up: bool) -> set[Cell]:
    """Return the cells to hide: small ones, and enough others that no total gives one away.

    The overall count of each option is public, so one hidden cell in its line
    could be worked out; with one choice each, so could one in a capacity.
    """
    hidden = {cell for cell, count in cells.items() if 0 < count < FEWEST_PEOPLE_IN_CELL}
    lines = _lines_of(cells, columns_add_up=columns_add_up)
    while added := {found for line in lines for found in _next_to_hide(line, cells, hidden)}:
        hidden |= added
    return hidden


def _lines_of(cells: Iterable[Cell], *, columns_add_up: bool) -> list[list[Cell]]:
    """Return every set of cells whose total is public."""
    lines: defaultdict[tuple[str, str], list[Cell]] = defaultdict(list)
    for capacity, option in cells:
        lines["option", option].append((capacity, option))
        if columns_add_up:
            lines["capacity", capacity].append((capacity, option))
    return list(lines.values())


def _next_to_hide(line: list[Cell], cells: dict[Cell, int], hidden: set[Cell]) -> list[Cell]:
    """Return the smallest shown cell of a line where what is hidden could be worked out."""
    concealed = [cell for cell in line if cell in hidden]
    if not concealed:
        return []
    is_safe = len(concealed) > 1 and sum(cells[cell] for cell in concealed) >= FEWEST_PEOPLE_IN_CELL
    shown = sorted((cells[cell], cell) for cell in line if cell not in hidden)
    return [] if is_safe else [cell for _, cell in shown[:1]]


def _join_small_groups(answers: Sequence[ClosedAnswer]) -> dict[str, list[ClosedAnswer]]:
    """Return answers by capacity, with the smallest put together until all are large enough."""
    groups: defaultdict[str, list[ClosedAnswer]] = defaultdict(list)
    for answer in answers:
        groups[answer.capacity].append(answer)
    ranked = sorted(groups, key=lambda name: (sum(a.people for a in groups[name]), name))
    joined: list[str] = []
    people = 0
    for name in ranked:
        size = sum(answer.people for answer in groups[name])
        if size >= FEWEST_PEOPLE_IN_GROUP and (not joined or people >= FEWEST_PEOPLE_IN_GROUP):
            break
        joined.append(name)
        people += size
    together = [answer for name in joined for answer in groups.pop(name)]
    return {**groups, **({OTHER_CAPACITIES: together} if joined else {})}


def _count_cells(groups: dict[str, list[ClosedAnswer]]) -> Counter[Cell]:
    counts: Counter[Cell] = Counter()
    for name, answers in groups.items():
        for answer in answers:
            for option in dict.fromkeys(answer.options):
                counts[name, option] += answer.people
    return counts


def _show_options(
    name: str,
    base: int,
    options: Sequence[str],
    *,
    cells: dict[Cell, int],
    hidden: set[Cell],
) -> tuple[OptionCount, ...]:
    return tuple(
        OptionCount(option, None if (name, option) in hidden else cells[name, option], base)
        for option in options
    )
