"""What a list and a crossing may show."""

import itertools
import random

import pytest

from goldenthread.reports.results.protecting import (
    hide_in_crossing,
    is_mean_safe,
    protect_list,
    share_cells,
)


def test_a_small_count_takes_another_with_it() -> None:
    assert protect_list((3, 8, 20)) == (None, None, 20)


def test_zeros_and_large_counts_stay() -> None:
    assert protect_list((0, 5, 20)) == (0, 5, 20)


def test_where_the_total_must_be_hidden_everything_is() -> None:
    assert protect_list((1, 1, 1)) == (None, None, None)


@pytest.mark.parametrize(("base", "shown", "safe"), [
    (9, (9,), False), (10, (10,), True), (99, (None, 5), False), (100, (None, 5), True),
])  # fmt: skip
def test_a_mean_waits_for_enough_people(base, shown, safe) -> None:
    assert is_mean_safe(base, shown) is safe


def test_a_crossing_of_large_cells_is_shown_whole() -> None:
    cells = ((10, 20), (30, 40))
    assert hide_in_crossing(cells, rows_add_up=True, columns_add_up=True) == cells


def test_one_small_cell_hides_a_square_of_four() -> None:
    shown = hide_in_crossing(
        ((2, 20, 30), (10, 20, 30), (30, 40, 50)), rows_add_up=True, columns_add_up=True
    )
    assert shown is not None
    assert sum(cell is None for row in shown for cell in row) == 4


def test_no_small_cell_can_be_worked_out_by_somebody_who_tries_every_table() -> None:
    """The slow second implementation: all tables that fit what is shown."""
    chance = random.Random(3)  # noqa: S311 - chance for a test
    for _ in range(12):
        cells = tuple(tuple(chance.randint(0, 12) for _ in range(3)) for _ in range(2))
        shown = hide_in_crossing(cells, rows_add_up=True, columns_add_up=True)
        if shown is None:
            continue
        rows, columns = (
            [sum(row) for row in cells],
            [sum(column) for column in zip(*cells, strict=True)],
        )
        possible = []
        for a, b, c in itertools.product(range(37), repeat=3):
            if a + b + c != rows[0]:
                continue
            table = (
                (a, b, c),
                tuple(total - one for total, one in zip(columns, (a, b, c), strict=True)),
            )
            if min(table[1]) >= 0 and fits(table, shown, cells):
                possible.append(table)
        for at, line in itertools.product(range(2), range(3)):
            if 0 < cells[at][line] < 5:
                assert len({table[at][line] for table in possible}) > 1


def fits(table, shown, cells) -> bool:
    """Whether a table agrees with what is shown; a reader knows which hidden cells are small."""
    for at, line in itertools.product(range(2), range(3)):
        value, seen, true = table[at][line], shown[at][line], cells[at][line]
        if seen is not None and value != seen:
            return False
        if seen is None and (0 < true < 5) != (0 < value < 5):
            return False
    return True


def test_a_share_is_told_with_its_interval() -> None:
    assert share_cells(36, 60) == ("36", "60%", "47% to 71%")
    assert share_cells(None, 60) == ("not shown", "not shown", "–")
