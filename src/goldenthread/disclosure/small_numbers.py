"""Showing counts so that nobody can be picked out of them.

A count from 1 to 4 is shown as "fewer than 5". If a total would still give it
away, further cells are hidden. We assume a reader who knows this rule: that a
cell marked "fewer than 5" is 1 to 4, and that any other hidden cell is 5 or more
(of a total that is not shown nothing is certain).
"""

from collections.abc import Sequence
from itertools import accumulate

from goldenthread.disclosure.hidden_cells import Equation, HiddenCells, find_cells_to_hide
from goldenthread.errors import InputError
from goldenthread.records.disclosure import (
    COUNCIL_DEFAULT,
    CountRule,
    ShownCount,
    ShownCounts,
    ShownGroups,
    ShownTable,
)

NOT_SHOWN = "not shown"


def is_small(count: int, rule: CountRule = COUNCIL_DEFAULT) -> bool:
    """Return whether a count is hidden for its own sake."""
    return 0 < count < rule.threshold


def show_count(count: int, rule: CountRule = COUNCIL_DEFAULT) -> ShownCount:
    """Return one count that stands alone, in no table and next to no total."""
    return _shown(count, is_hidden=is_small(count, rule), rule=rule)


def show_counts(counts: Sequence[int], rule: CountRule = COUNCIL_DEFAULT) -> ShownCounts:
    """Return a list of counts and their total as they may be shown together.

    >>> [cell.text for cell in show_counts([3, 8, 20]).cells]
    ['fewer than 5', 'not shown', '20']
    """
    _check([counts])
    values = [*counts, sum(counts)]
    total = len(counts)
    hidden = find_cells_to_hide(values, [Equation(total, tuple(range(total)))], rule)
    shown = _shown_all(values, hidden, rule)
    return ShownCounts(shown[:total], shown[total])


def show_parts(counts: Sequence[int], rule: CountRule = COUNCIL_DEFAULT) -> tuple[ShownCount, ...]:
    """Return counts as they may be shown beside their total, which is public anyway.

    >>> [cell.text for cell in show_parts([3, 8, 20])]
    ['fewer than 5', 'not shown', '20']
    >>> [cell.text for cell in show_parts([2, 1])]
    ['not shown', 'not shown']
    """
    _check([counts])
    values = [*counts, sum(counts)]
    total = len(counts)
    whole = Equation(total, tuple(range(total)))
    hidden = find_cells_to_hide(values, [whole], rule, public=[total])
    return _shown_all(values, hidden, rule)[:total]


def show_groups(groups: Sequence[Sequence[int]], rule: CountRule = COUNCIL_DEFAULT) -> ShownGroups:
    """Return counts in groups as they may be shown beside the totals of their groups.

    A group of one count has that count as its total. The total of all is known
    from elsewhere, so it stays shown unless it is small itself.

    >>> shown = show_groups([[3, 20], [30]])
    >>> [cell.text for cell in shown.groups[0].cells], shown.groups[0].total.text
    (['fewer than 5', 'not shown'], '23')
    """
    _check([[count] for group in groups for count in group])
    values = [count for group in groups for count in group]
    places = _places([len(group) for group in groups])
    totals, equations = [], []
    for place in places:
        if len(place) != 1:
            equations.append(Equation(len(values), place))
            values.append(sum(values[at] for at in place))
        totals.append(place[0] if len(place) == 1 else len(values) - 1)
    equations.append(Equation(len(values), tuple(totals)))
    values.append(sum(values[at] for at in totals))
    whole = len(values) - 1
    shown = _shown_all(values, find_cells_to_hide(values, equations, rule, public=[whole]), rule)
    pairs = zip(places, totals, strict=True)
    found = (ShownCounts(tuple(shown[at] for at in place), shown[total]) for place, total in pairs)
    return ShownGroups(tuple(found), show_count(values[whole], rule))


def _places(sizes: Sequence[int]) -> list[tuple[int, ...]]:
    """Return for each group where its counts stand in a list of all.

    >>> _places([2, 1])
    [(0, 1), (2,)]
    """
    ends = list(accumulate(sizes))
    return [tuple(range(end - size, end)) for end, size in zip(ends, sizes, strict=True)]


def show_table(rows: Sequence[Sequence[int]], rule: CountRule = COUNCIL_DEFAULT) -> ShownTable:
    """Return a table of counts and its margins as they may be shown together."""
    _check(rows)
    height, width = len(rows), len(rows[0]) if rows else 0
    full = [[*row, sum(row)] for row in rows]
    full.append([sum(column) for column in zip(*full, strict=True)] if full else [0])
    values = [value for row in full for value in row]
    hidden = find_cells_to_hide(values, _table_equations(height, width), rule)
    shown = _shown_all(values, hidden, rule)
    lines = [shown[at : at + width + 1] for at in range(0, len(shown), width + 1)]
    return ShownTable(
        rows=tuple(line[:-1] for line in lines[:-1]),
        row_totals=tuple(line[-1] for line in lines[:-1]),
        column_totals=lines[-1][:-1],
        total=lines[-1][-1],
    )


def _table_equations(height: int, width: int) -> list[Equation]:
    """Return which cell is the sum of which, rows first, in a table laid out line by line."""
    step = width + 1
    across = [
        Equation(line * step + width, tuple(range(line * step, line * step + width)))
        for line in range(height + 1)
    ]
    down = [
        Equation(height * step + column, tuple(range(column, height * step, step)))
        for column in range(step)
    ]
    return across + down


def _check(rows: Sequence[Sequence[int]]) -> None:
    if any(len(row) != len(rows[0]) for row in rows):
        raise InputError("All rows of a table of counts need the same number of cells.")
    if any(count < 0 for row in rows for count in row):
        raise InputError("A count cannot be less than 0.")


def _shown_all(values: list[int], hidden: HiddenCells, rule: CountRule) -> tuple[ShownCount, ...]:
    return tuple(
        ShownCount(None, NOT_SHOWN)
        if index in hidden.unsaid
        else _shown(value, is_hidden=index in hidden.cells, rule=rule)
        for index, value in enumerate(values)
    )


def _shown(count: int, *, is_hidden: bool, rule: CountRule) -> ShownCount:
    if not is_hidden:
        return ShownCount(count, f"{count:,}")
    return ShownCount(None, rule.small_label if is_small(count, rule) else NOT_SHOWN)
