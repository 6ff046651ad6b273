"""A closed question split by capacity, so that nobody can be picked out of it.

Capacities with few people are put together until they are enough. A cell with
few people is hidden, and so is another wherever a total would give it away.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from goldenthread.disclosure.hidden_cells import Equation, find_cells_to_hide
from goldenthread.records.disclosure import COUNCIL_DEFAULT
from goldenthread.records.reports import CapacityCounts, CapacityTally, OptionCount
from goldenthread.reports.tallies import add_tallies

FEWEST_PEOPLE_IN_GROUP = 10
FEWEST_PEOPLE_IN_CELL = COUNCIL_DEFAULT.threshold

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

    The total of each option's line is public, or a cell in it; with one choice
    each, so is how many people each capacity has.
    """
    places = {cell: number for number, cell in enumerate(cells)}
    values, equations = list(cells.values()), []
    for line in _lines_of(cells, columns_add_up=columns_add_up):
        parts = tuple(places[cell] for cell in line.parts)
        whole = places[line.whole] if line.whole else len(values)
        if line.whole is None:
            values.append(sum(values[part] for part in parts))
        equations.append(Equation(whole, parts))
    public = range(len(cells), len(values))
    hidden = find_cells_to_hide(values, equations, COUNCIL_DEFAULT, public=public).cells
    return {cell for cell, number in places.items() if number in hidden}


@dataclass(frozen=True, slots=True)
class _Line:
    """Cells that add up to a `whole`: a cell too, or None where it is public anyway."""

    parts: tuple[Cell, ...]
    whole: Cell | None


def _lines_of(cells: Iterable[Cell], *, columns_add_up: bool) -> Iterator[_Line]:
    by_option: defaultdict[str, list[Cell]] = defaultdict(list)
    by_capacity: defaultdict[str, list[Cell]] = defaultdict(list)
    for cell in cells:
        by_capacity[cell[0]].append(cell)
        by_option[cell[1]].append(cell)
    for option, line in by_option.items():
        whole = (EVERYBODY, option)
        parts = tuple(cell for cell in line if cell != whole)
        if parts:
            yield _Line(parts, whole if whole in line else None)
    if columns_add_up:
        yield from (_Line(tuple(line), None) for line in by_capacity.values())


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
