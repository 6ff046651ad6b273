"""Small numbers in results: what a list and a crossing may show."""

from collections.abc import Sequence
from functools import lru_cache

from goldenthread.disclosure import show_counts
from goldenthread.disclosure.hidden_cells import Equation, find_cells_to_hide
from goldenthread.records.disclosure import COUNCIL_DEFAULT
from goldenthread.records.publishing import Bar
from goldenthread.reports.wording import NOT_SHOWN, say_percent, say_range
from goldenthread.uncertainty.intervals import wilson_interval

HIDDEN_NOTE = (
    f"Figures of fewer than {COUNCIL_DEFAULT.threshold} people are not shown, nor those that would "
    "give them away, so that nobody can be picked out."
)
INTERVAL_NOTE = (
    "Lines on the bars and ranges are 95% intervals (Wilson's method). They do not make those "
    "who answered a sample of everybody."
)
FEWEST_FOR_A_MEAN = 10
# Below this, a mean beside a list with gaps could fill them.
FEWEST_BESIDE_HIDDEN = 100


@lru_cache(maxsize=4096)
def protect_list(counts: tuple[int, ...]) -> tuple[int | None, ...]:
    """Return the counts of a list whose total is known; a hidden one is None.

    >>> protect_list((3, 8, 20))
    (None, None, 20)
    """
    shown = show_counts(counts)
    if shown.total.value is None:
        return tuple(None if count else 0 for count in counts)
    return tuple(cell.value for cell in shown.cells)


def is_mean_safe(base: int, shown: Sequence[int | None]) -> bool:
    """Return whether a mean to one decimal place gives no hidden count away."""
    needed = FEWEST_BESIDE_HIDDEN if None in shown else FEWEST_FOR_A_MEAN
    return base >= needed


@lru_cache(maxsize=512)
def hide_in_crossing(
    cells: tuple[tuple[int, ...], ...], *, rows_add_up: bool, columns_add_up: bool
) -> tuple[tuple[int | None, ...], ...] | None:
    """Return the cells of a crossing whose margins are known, or None if they cannot be kept.

    Where rows add up, the cells of a column are parts of its known total;
    the same across.
    """
    height, width = len(cells), len(cells[0])
    values = [count for row in cells for count in row]
    lines: list[tuple[int, ...]] = []
    if columns_add_up:
        lines += [tuple(range(at * width, (at + 1) * width)) for at in range(height)]
    if rows_add_up:
        lines += [tuple(range(at, height * width, width)) for at in range(width)]
    equations = []
    for line in lines:
        equations.append(Equation(len(values), line))
        values.append(sum(values[at] for at in line))
    found = find_cells_to_hide(values, equations, COUNCIL_DEFAULT)
    inner = height * width
    if found.unsaid or any(at >= inner for at in found.cells):
        return None
    shown = [None if at in found.cells else values[at] for at in range(inner)]
    return tuple(tuple(shown[at : at + width]) for at in range(0, inner, width))


def share_bar(label: str, count: int | None, base: int, *, group: str = "") -> Bar:
    """Return the bar of one share, with its interval."""
    if count is None or not base:
        return Bar(label, NOT_SHOWN, None, group=group)
    interval = wilson_interval(count, base)
    shown = f"{say_percent(count / base)} ({count:,})"
    return Bar(label, shown, count / base, interval.lower, interval.upper, group)


def share_cells(count: int | None, base: int) -> tuple[str, str, str]:
    """Return people, share and interval as a table shows them."""
    if count is None or not base:
        return (NOT_SHOWN, NOT_SHOWN, "–")
    interval = wilson_interval(count, base)
    shown = say_range(interval.lower, interval.upper)
    return (f"{count:,}", say_percent(count / base), shown)
