import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.disclosure.small_numbers import (
    NOT_SHOWN,
    show_count,
    show_counts,
    show_groups,
    show_table,
)
from goldenthread.errors import InputError
from goldenthread.records.disclosure import CountRule, ShownCount, ShownCounts, ShownGroups

SMALL = "fewer than 5"
MOST = 40


def thinkable(cell: ShownCount, most: int = MOST, *, is_total: bool = False) -> range:
    """Return the values that a reader who knows the rule can think of."""
    if is_total and cell.text == NOT_SHOWN:
        return range(most + 1)
    if cell.value is not None:
        return range(cell.value, cell.value + 1)
    return range(1, 5) if cell.text == SMALL else range(5, most + 1)


def values_left_in_a_list(shown: ShownCounts) -> list[set[int]]:
    """Return by trying everything what each cell may be: the slow second way."""
    total = thinkable(shown.total, MOST * len(shown.cells), is_total=True)
    lists = [
        cells for cells in itertools.product(*map(thinkable, shown.cells)) if sum(cells) in total
    ]
    return [set(column) for column in zip(*lists, strict=True)]


@pytest.mark.parametrize(
    ("counts", "cells", "total"),
    [
        ([10, 20], ["10", "20"], "30"),
        ([3, 8, 20], [SMALL, NOT_SHOWN, "20"], "31"),
        ([1, 5], [SMALL, NOT_SHOWN], NOT_SHOWN),
        ([1, 1, 50], [SMALL, SMALL, NOT_SHOWN], "52"),
        ([2, 0, 0], [SMALL, "0", "0"], SMALL),
        ([1, 0, 7], [SMALL, "0", NOT_SHOWN], "8"),
        ([3, 3, 3], [SMALL, SMALL, SMALL], "9"),
        ([0, 0], ["0", "0"], "0"),
        ([1, 1, 1, 1], [SMALL] * 4, NOT_SHOWN),
        ([4, 4], [SMALL, SMALL], NOT_SHOWN),
    ],
)
def test_lists_worked_out_by_hand(counts: list[int], cells: list[str], total: str) -> None:
    shown = show_counts(counts)
    assert [cell.text for cell in shown.cells] == cells
    assert shown.total.text == total


def test_a_count_alone_is_hidden_from_1_to_4() -> None:
    assert [show_count(count).text for count in (0, 1, 4, 5, 1234)] == [
        "0", SMALL, SMALL, "5", "1,234",
    ]  # fmt: skip
    assert show_count(8, CountRule("ten", threshold=10)).text == "fewer than 10"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=1, max_size=4))
def test_no_small_count_in_a_list_can_be_worked_out(counts: list[int]) -> None:
    shown = show_counts(counts)
    for count, cell, left in zip(counts, shown.cells, values_left_in_a_list(shown), strict=True):
        assert count in left
        if 0 < count < 5:
            assert len(left) > 1, (counts, cell)


def values_left_in_a_table(rows: list[list[int]]) -> list[set[int]]:
    """Return by trying everything what each cell of a table of 2 by 3 may be."""
    shown = show_table(rows)
    bound = 22
    cells = [thinkable(cell, bound) for row in shown.rows for cell in row]
    across = [thinkable(cell, 3 * bound, is_total=True) for cell in shown.row_totals]
    down = [thinkable(cell, 2 * bound, is_total=True) for cell in shown.column_totals]
    total = thinkable(shown.total, 6 * bound, is_total=True)
    first = [row for row in itertools.product(*cells[:3]) if sum(row) in across[0]]
    second = [row for row in itertools.product(*cells[3:]) if sum(row) in across[1]]
    left: list[set[int]] = [set() for _ in range(6)]
    for one, other in itertools.product(first, second):
        fits = all(a + b in c for a, b, c in zip(one, other, down, strict=True))
        if fits and sum(one) + sum(other) in total:
            for place, value in enumerate(one + other):
                left[place].add(value)
    return left


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from([0, 1, 2, 4, 5, 6, 9]), min_size=3, max_size=3),
        min_size=2,
        max_size=2,
    )
)
def test_no_small_count_in_a_table_can_be_worked_out(rows: list[list[int]]) -> None:
    left = values_left_in_a_table(rows)
    for count, values in zip(itertools.chain(*rows), left, strict=True):
        assert count in values
        if 0 < count < 5:
            assert len(values) > 1


def test_a_lone_small_count_in_a_table_takes_three_others_with_it() -> None:
    shown = show_table([[3, 20, 15], [12, 30, 40], [9, 8, 7]])
    hidden = [
        (line, column)
        for line, row in enumerate(shown.rows)
        for column, cell in enumerate(row)
        if cell.value is None
    ]
    assert hidden == [(0, 0), (0, 2), (2, 0), (2, 2)]
    assert [cell.value for cell in shown.row_totals] == [38, 82, 24]
    assert shown.total.value == 144


def test_a_small_total_of_a_row_is_hidden_too() -> None:
    shown = show_table([[1, 1, 0], [20, 30, 40], [25, 35, 45]])
    assert shown.row_totals[0].text == SMALL


def test_an_empty_table_has_a_total_of_nothing() -> None:
    assert show_table([]).total.value == 0
    assert show_counts([]).total.value == 0


@pytest.mark.parametrize("rows", [[[1, 2], [3]], [[-1]]])
def test_what_is_no_table_of_counts_is_refused(rows: list[list[int]]) -> None:
    with pytest.raises(InputError):
        show_table(rows)


@pytest.mark.parametrize(
    ("groups", "cells", "totals", "total"),
    [
        ([[12, 8], [30], [8]], [["12", "8"], ["30"], ["8"]], ["20", "30", "8"], "58"),
        ([[3, 20], [30]], [[SMALL, NOT_SHOWN], ["30"]], ["23", "30"], "53"),
        ([[12, 8], [3], [8]], [["12", "8"], [SMALL], [NOT_SHOWN]], ["20", SMALL, NOT_SHOWN], "31"),
        (
            [[2, 1], [30], [8]],
            [[SMALL, SMALL], ["30"], [NOT_SHOWN]],
            [SMALL, "30", NOT_SHOWN],
            "41",
        ),
        ([[], [7]], [[], ["7"]], ["0", "7"], "7"),
        ([[4], [0], [4]], [[NOT_SHOWN]] * 3, [NOT_SHOWN] * 3, "8"),
        ([[1, 1], [1]], [[NOT_SHOWN] * 2, [NOT_SHOWN]], [NOT_SHOWN] * 2, SMALL),
    ],
)
def test_groups_worked_out_by_hand(
    groups: list[list[int]], cells: list[list[str]], totals: list[str], total: str
) -> None:
    shown = show_groups(groups)
    assert [[cell.text for cell in group.cells] for group in shown.groups] == cells
    assert [group.total.text for group in shown.groups] == totals
    assert shown.total.text == total


def values_left_in_groups(shown: ShownGroups, most: int, all_of_them: int) -> list[set[int]]:
    """Return by trying everything what each count may be: the slow second way.

    How many they are together is known from elsewhere.
    """
    lists = []
    texts = {cell.text for group in shown.groups for cell in (*group.cells, group.total)}
    if texts == {NOT_SHOWN}:
        return [set(range(all_of_them + 1)) for group in shown.groups for _ in group.cells]
    for group in shown.groups:
        total = thinkable(group.total, most * 2, is_total=True)
        cells = itertools.product(*(thinkable(cell, most) for cell in group.cells))
        lists.append([found for found in cells if sum(found) in total])
    fitting = [found for found in itertools.product(*lists) if sum(map(sum, found)) == all_of_them]
    return [set(column) for column in zip(*(sum(found, ()) for found in fitting), strict=True)]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from([0, 1, 3, 4, 5, 9]), min_size=1, max_size=2),
        min_size=2,
        max_size=3,
    )
)
def test_no_small_count_in_groups_can_be_worked_out(groups: list[list[int]]) -> None:
    counts = list(itertools.chain(*groups))
    left = values_left_in_groups(show_groups(groups), most=14, all_of_them=sum(counts))
    for count, values in zip(counts, left, strict=True):
        assert count in values
        if 0 < count < 5:
            assert len(values) > 1, groups
