"""Which cells of a table to hide so that no small count can be worked out."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

from goldenthread.records.disclosure import CountRule

ANSWERS_KEPT = 1_024


@dataclass(frozen=True, slots=True)
class Equation:
    """The cell `whole` is the sum of the cells `parts`."""

    whole: int
    parts: tuple[int, ...]

    def cells(self) -> tuple[int, ...]:
        """Return all cells of the equation."""
        return (*self.parts, self.whole)


@dataclass(frozen=True, slots=True)
class HiddenCells:
    """The cells to hide; of those in `unsaid` not even that they are small may be said."""

    cells: frozenset[int]
    unsaid: frozenset[int] = frozenset()


def find_cells_to_hide(
    values: Sequence[int],
    equations: Sequence[Equation],
    rule: CountRule,
    *,
    public: Collection[int] = (),
) -> HiddenCells:
    """Return the indices of the cells to hide: the small ones, and those that betray them.

    A small cell is safe when a reader who knows the rule and all cells that are
    shown can still think of two values for it, and when the hidden parts of a
    shown whole are not few together. Cells are added one at a time until all are
    safe: not the least that could be hidden, but little more. Four cells of 1 are
    betrayed by a total that is said to be small, so where nothing else is left
    nothing is said of any total.

    Cells that are `public` anyway stay shown; if nothing else is left beside
    them, nothing is said of any other cell.
    """
    return _find_cells(tuple(values), tuple(equations), rule, frozenset(public))


@lru_cache(maxsize=ANSWERS_KEPT)
def _find_cells(
    values: tuple[int, ...],
    equations: tuple[Equation, ...],
    rule: CountRule,
    public: frozenset[int],
) -> HiddenCells:
    small = {index for index, value in enumerate(values) if 0 < value < rule.threshold}
    hidden = small - public
    wholes = {equation.whole for equation in equations}
    while unsafe := _first_unsafe(values, equations, hidden, rule):
        # A hidden cell that is not small is known to be large, so zeros stay shown.
        shown = {index for index, value in enumerate(values) if value and index not in hidden}
        shown -= public
        if not shown:
            return _nothing_left(values, public, wholes)
        uses = _uses(shown, unsafe, equations, hidden)
        hidden.add(min(shown, key=lambda at: (at in wholes, *uses[at], values[at], at)))
    return HiddenCells(frozenset(hidden))


def _nothing_left(values: Sequence[int], public: frozenset[int], wholes: set[int]) -> HiddenCells:
    """Return what to hide where no cell can be shown: beside a public total, zeros too."""
    if public:
        every = frozenset(range(len(values))) - public
        return HiddenCells(every, unsaid=every)
    every = frozenset(index for index, value in enumerate(values) if value)
    return HiddenCells(every, unsaid=every & wholes)


def _uses(
    shown: set[int], unsafe: set[int], equations: Sequence[Equation], hidden: set[int]
) -> dict[int, tuple[int, int]]:
    """Return how much each shown cell would help, the most helpful lowest.

    First, in how many equations it would keep a lone hidden cell company; then
    in how many it stands beside an unsafe cell.
    """
    company = dict.fromkeys(shown, 0)
    nearness = dict.fromkeys(shown, 0)
    for equation in equations:
        cells = equation.cells()
        is_lone = len(hidden.intersection(cells)) == 1
        is_near = not unsafe.isdisjoint(cells)
        for index in shown.intersection(cells):
            company[index] -= is_lone
            nearness[index] -= is_near
    return {index: (company[index], nearness[index]) for index in shown}


def _first_unsafe(
    values: Sequence[int], equations: Sequence[Equation], hidden: set[int], rule: CountRule
) -> set[int]:
    """Return a set with one small cell that can be worked out, or few together, or none."""
    small = sorted(index for index in hidden if values[index] < rule.threshold)
    if not small:
        return set()
    if few := _few_together(values, equations, hidden, rule):
        return few
    reader = _Reader(values, equations, hidden, rule)
    return next(({index} for index in small if reader.can_work_out(index)), set())


def _few_together(
    values: Sequence[int], equations: Sequence[Equation], hidden: set[int], rule: CountRule
) -> set[int]:
    """Return the hidden parts of a shown whole that are few together, or the empty set."""
    for equation in equations:
        parts = hidden.intersection(equation.parts)
        rest = sum(values[index] for index in parts)
        if equation.whole not in hidden and 0 < rest < rule.threshold:
            return parts
    return set()


class _Reader:
    """Somebody who knows the rule, the equations and the cells that are shown."""

    def __init__(
        self,
        values: Sequence[int],
        equations: Sequence[Equation],
        hidden: set[int],
        rule: CountRule,
    ) -> None:
        self._order = sorted(hidden)
        self._bounds = [
            (1, rule.threshold - 1) if values[index] < rule.threshold else (rule.threshold, None)
            for index in self._order
        ]
        self._equations = [self._unknowns(equation, values) for equation in equations]
        self._equations = [one for one in self._equations if any(one[0])]

    def _unknowns(self, equation: Equation, values: Sequence[int]) -> tuple[list[int], int]:
        """Return the factors of the hidden cells, and what the shown cells leave for them."""
        factors = [0] * len(self._order)
        rest = 0
        for index in equation.cells():
            sign = -1 if index == equation.whole else 1
            if index in self._order:
                factors[self._order.index(index)] += sign
            else:
                rest -= sign * values[index]
        return factors, rest

    def can_work_out(self, index: int) -> bool:
        """Return whether only one value is possible for a hidden cell.

        The equations of a table with its margins are those of a network, so the
        extremes that linear programming finds are whole numbers.
        """
        place = self._order.index(index)
        if all(not factors[place] for factors, _ in self._equations):
            return self._bounds[place][0] == self._bounds[place][1]
        return round(self._extreme(place, 1)) == round(self._extreme(place, -1))

    def _extreme(self, place: int, sign: int) -> float:
        from scipy.optimize import linprog  # noqa: PLC0415 - a third of a second

        aim = [0] * len(self._order)
        aim[place] = sign
        found = linprog(
            aim,
            A_eq=[factors for factors, _ in self._equations],
            b_eq=[rest for _, rest in self._equations],
            bounds=self._bounds,
            method="highs",
        )
        # The true table is always one solution, so there is an extreme.
        return sign * float(found.fun or 0)
