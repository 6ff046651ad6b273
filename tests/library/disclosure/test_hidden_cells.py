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


def test_hidden_parts_of_a_shown_whole_are_never_few_together() -> None:
    # 1 or 2 and 2 or 1 cannot be told apart, but together they are three people.
    hidden = find_cells_to_hide([1, 2, 9, 20, 32], [Equation(4, (0, 1, 2, 3))], COUNCIL_DEFAULT)
    assert hidden == HiddenCells(frozenset({0, 1, 2}))


def test_a_total_that_is_public_anyway_stays_and_costs_a_neighbour() -> None:
    values, whole = [3, 9, 12], [Equation(2, (0, 1))]
    assert find_cells_to_hide(values, whole, COUNCIL_DEFAULT, public=[2]) == HiddenCells(
        frozenset({0, 1})
    )


def test_where_a_public_total_is_small_nothing_is_said_of_its_parts() -> None:
    values, whole = [3, 0, 3], [Equation(2, (0, 1))]
    hidden = find_cells_to_hide(values, whole, COUNCIL_DEFAULT, public=[2])
    assert hidden == HiddenCells(frozenset({0, 1}), unsaid=frozenset({0, 1}))
