"""Which cells of a table to hide so that no small count can be worked out."""

from collections.abc import Sequence
from dataclasses import dataclass

from goldenthread.records.disclosure import CountRule


@dataclass(frozen=True, slots=True)
class Equation:
    """The cell `whole` is the sum of the cells `parts`."""

    whole: int
    parts: tuple[int, ...]

    def cells(self) -> tuple[int, ...]:
        """Return all cells of the equation."""
        return (*self.parts, self.whole)


def find_cells_to_hide(
    values: Sequence[int], equations: Sequence[Equation], rule: CountRule
) -> set[int]:
    """Return the indices of the cells to hide: the small ones, and those that betray them.

    A small cell is safe when a reader who knows the rule and all cells that are
    shown can still think of two values for it. Cells are added one at a time,
    the smallest in an equation with an unsafe cell first, totals last. This is
    not the least that could be hidden, but it always ends safe.
    """
    small = {index for index, value in enumerate(values) if 0 < value < rule.threshold}
    hidden = set(small)
    wholes = {equation.whole for equation in equations}
    while unsafe := _first_unsafe(values, equations, hidden, rule):
        candidates = _candidates(unsafe, values, equations, hidden)
        if not candidates:
            return set(range(len(values)))
        hidden.add(min(candidates, key=lambda index: (index in wholes, values[index], index)))
    return hidden


def _candidates(
    unsafe: set[int], values: Sequence[int], equations: Sequence[Equation], hidden: set[int]
) -> set[int]:
    """Return cells that may be hidden next: near an unsafe one if any, else anywhere.

    A zero is left alone while there is something else: a hidden cell that is
    not small is known to be large, so a hidden zero would be a false statement.
    """
    near = {
        index
        for equation in equations
        if not unsafe.isdisjoint(equation.cells())
        for index in equation.cells()
    }
    for group in (near, set(range(len(values)))):
        if open_cells := {index for index in group - hidden if values[index] > 0}:
            return open_cells
    return set()


def _first_unsafe(
    values: Sequence[int], equations: Sequence[Equation], hidden: set[int], rule: CountRule
) -> set[int]:
    """Return a set with one small cell that can be worked out, or the empty set."""
    small = sorted(index for index in hidden if values[index] < rule.threshold)
    if not small:
        return set()
    reader = _Reader(values, equations, hidden, rule)
    return next(({index} for index in small if reader.can_work_out(index)), set())


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
        return float(found.x[place])
