from goldenthread.disclosure.hidden_cells import Equation, HiddenCells, find_cells_to_hide
from goldenthread.records.disclosure import COUNCIL_DEFAULT


def test_nothing_is_hidden_where_nothing_is_small() -> None:
    assert find_cells_to_hide([5, 6, 11], [Equation(2, (0, 1))], COUNCIL_DEFAULT) == HiddenCells(
        frozenset()
    )


def test_a_small_cell_in_no_sum_is_hidden_alone() -> None:
    assert find_cells_to_hide([3, 20], [], COUNCIL_DEFAULT) == HiddenCells(frozenset({0}))


def test_the_smallest_neighbour_is_hidden_before_the_total() -> None:
    values = [3, 30, 20, 53]
    assert find_cells_to_hide(values, [Equation(3, (0, 1, 2))], COUNCIL_DEFAULT) == HiddenCells(
        frozenset({0, 2})
    )


def test_zeros_stay_shown_unless_everything_is_hidden() -> None:
    values = [3, 0, 20, 23]
    assert find_cells_to_hide(values, [Equation(3, (0, 1, 2))], COUNCIL_DEFAULT) == HiddenCells(
        frozenset({0, 2})
    )


def test_a_sum_of_sums_is_followed_to_the_end() -> None:
    # 0 + 1 = 2 and 2 + 3 = 4: hiding 1 is not enough if 2 can be had from 4 - 3 as well.
    values = [2, 9, 11, 30, 41]
    equations = [Equation(2, (0, 1)), Equation(4, (2, 3))]
    assert find_cells_to_hide(values, equations, COUNCIL_DEFAULT) == HiddenCells(frozenset({0, 1}))


def test_a_total_that_would_betray_four_ones_is_left_unsaid() -> None:
    values = [1, 1, 1, 1, 4]
    hidden = find_cells_to_hide(values, [Equation(4, (0, 1, 2, 3))], COUNCIL_DEFAULT)
    assert hidden == HiddenCells(frozenset(range(5)), unsaid=frozenset({4}))
