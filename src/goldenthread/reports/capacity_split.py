"""A closed question split by capacity, so that nobody can be picked out of it.

Capacities with few people are put together until they are enough. A cell with
few people is hidden, and so is another wherever a total would give it away.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from goldenthread.records.reports import CapacityCounts, CapacityTally, OptionCount
from goldenthread.reports.tallies import add_tallies

FEWEST_PEOPLE_IN_GROUP = 10
FEWEST_PEOPLE_IN_CELL = 5

OTHER_CAPACITIES = "Other capacities"
EVERYBODY = "everybody"  # no capacity is called so: the whole beside its parts

Cell = tuple[str, str]  # capacity, option


def split_by_capacity(
    tallies: Sequence[CapacityTally], options: Sequence[str], *, is_one_choice: bool
) -> tuple[tuple[OptionCount, ...], tuple[CapacityCounts, ...]]:
    """Return counts by option of everybody, and of each capacity, largest first.

    No capacities are returned if fewer than two remain. A hidden count is None.
    Intervals are not set.
    """
    groups = _join_small_groups(tallies)
    parts = sorted(groups, key=lambda one: (-one.people, one.capacity)) if len(groups) > 1 else []
    whole = add_tallies(EVERYBODY, tallies)
    cells = {
        (one.capacity, option): people
        for one in (whole, *parts)
        for option, people in _fill_in(one, options).items()
    }
    hidden = find_hidden_cells(cells, columns_add_up=is_one_choice)
    shown = {cell: None if cell in hidden else count for cell, count in cells.items()}
    everybody, *splits = [
        CapacityCounts(
            one.capacity,
            one.people,
            tuple(OptionCount(name, shown[one.capacity, name], one.people) for name in options),
        )
        for one in (whole, *parts)
    ]
    return everybody.options, tuple(splits)


def find_hidden_cells(cells: dict[Cell, int], *, columns_add_up: bool) -> set[Cell]:
    """Return the cells to hide: small ones, and enough others that no total gives one away.

    The total of each option's line is public, or a cell in it, so one hidden cell
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


def _join_small_groups(tallies: Sequence[CapacityTally]) -> list[CapacityTally]:
    """Return the capacities, with the smallest put together until all are large enough."""
    ranked = sorted(tallies, key=lambda one: (one.people, one.capacity))
    joined: list[CapacityTally] = []
    for one in ranked:
        people = sum(small.people for small in joined)
        is_large = one.people >= FEWEST_PEOPLE_IN_GROUP
        if is_large and (not joined or people >= FEWEST_PEOPLE_IN_GROUP):
            break
        joined.append(one)
    together = [add_tallies(OTHER_CAPACITIES, joined)] if joined else []
    return [*ranked[len(joined) :], *together]


def _fill_in(tally: CapacityTally, options: Sequence[str]) -> dict[str, int]:
    return {**dict.fromkeys(options, 0), **dict(tally.options)}
