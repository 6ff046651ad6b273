from hypothesis import given, settings
from hypothesis import strategies as st

from goldenthread.records.reports import CapacityCounts, ClosedAnswer
from goldenthread.reports.capacity_split import (
    FEWEST_PEOPLE_IN_CELL,
    FEWEST_PEOPLE_IN_GROUP,
    OTHER_CAPACITIES,
    find_hidden_cells,
    split_by_capacity,
)
from goldenthread.reports.tallies import tally_answers


def answers(capacity: str, **people: int) -> list[ClosedAnswer]:
    return [ClosedAnswer(capacity, (option,), people=count) for option, count in people.items()]


def split_of(given: list[ClosedAnswer], *options: str) -> tuple[CapacityCounts, ...]:
    return split_by_capacity(tally_answers(given), options, is_one_choice=True)[1]


def table_of(given: list[ClosedAnswer], *options: str) -> dict[str, list[int | None]]:
    splits = split_of(given, *options)
    return {split.capacity: [counted.count for counted in split.options] for split in splits}


def test_large_capacities_are_shown_as_counted_by_hand() -> None:
    given = [*answers("resident", bus=30, walk=20), *answers("business", bus=8, walk=12)]
    assert table_of(given, "bus", "walk") == {"resident": [30, 20], "business": [8, 12]}


def test_small_capacities_stand_together() -> None:
    given = [
        *answers("resident", bus=30, walk=20),
        *answers("councillor", bus=5),
        *answers("visitor", walk=6),
    ]
    assert table_of(given, "bus", "walk") == {"resident": [30, 20], OTHER_CAPACITIES: [5, 6]}


def test_one_small_capacity_takes_the_next_smallest_with_it() -> None:
    given = [
        *answers("resident", bus=30, walk=20),
        *answers("business", bus=8, walk=12),
        *answers("councillor", bus=1),
    ]
    assert table_of(given, "bus", "walk") == {"resident": [30, 20], OTHER_CAPACITIES: [9, 12]}


def test_one_capacity_alone_is_no_split() -> None:
    assert split_of(answers("resident", bus=50), "bus") == ()
    given = [*answers("resident", bus=50), *answers("visitor", bus=2)]
    assert split_of(given, "bus") == ()


def test_a_small_cell_is_hidden_with_those_that_would_give_it_away() -> None:
    cells = {("a", "x"): 2, ("b", "x"): 20, ("a", "y"): 30, ("b", "y"): 40}
    assert find_hidden_cells(cells, columns_add_up=True) == set(cells)
    assert find_hidden_cells(cells, columns_add_up=False) == {("a", "x"), ("b", "x")}


def test_a_group_counts_as_its_people() -> None:
    given = [ClosedAnswer("resident", ("bus", "bus"), people=12), *answers("business", bus=15)]
    assert table_of(given, "bus") == {"business": [15], "resident": [12]}


def test_an_option_of_few_people_is_hidden_in_the_whole_and_in_each_capacity() -> None:
    given = [
        *answers("resident", bus=30, walk=20, ferry=2),
        *answers("business", bus=18, walk=12, ferry=1),
    ]
    whole, splits = split_by_capacity(
        tally_answers(given), ["bus", "walk", "ferry"], is_one_choice=True
    )
    # 83 answered and 48 took the bus: with 32 walkers shown, 3 by ferry would be told.
    assert [counted.count for counted in whole] == [48, None, None]
    assert [split.options[2].count for split in splits] == [None, None]


def test_with_several_choices_no_total_gives_a_small_option_away() -> None:
    given = [*answers("resident", bus=30, ferry=3)]
    whole, _ = split_by_capacity(tally_answers(given), ["bus", "ferry"], is_one_choice=False)
    assert [counted.count for counted in whole] == [30, None]


CELLS = st.dictionaries(
    st.tuples(st.sampled_from("abc"), st.sampled_from("wxyz")), st.integers(0, 30)
).map(lambda some: {(c, o): some.get((c, o), 0) for c in "abc" for o in "wxyz"})


@settings(max_examples=100, deadline=None)
@given(CELLS)
def test_no_small_cell_can_be_worked_out_from_the_totals(cells: dict[tuple[str, str], int]) -> None:
    hidden = find_hidden_cells(cells, columns_add_up=True)
    lines = [[cell for cell in cells if cell[0] == capacity] for capacity in "abc"]
    lines += [[cell for cell in cells if cell[1] == option] for option in "wxyz"]
    assert all(cell in hidden for cell, count in cells.items() if 0 < count < FEWEST_PEOPLE_IN_CELL)
    unknown = set(hidden)
    # A reader subtracts wherever one cell of a line is missing, again and again.
    while found := {line[0] for line in _missing(lines, unknown) if len(line) == 1}:
        unknown -= found
    for cell in hidden - unknown:
        totals = [sum(cells[one] for one in line) for line in lines if cell in line]
        # Where a public total is small itself, hiding what it is of cannot help.
        assert cells[cell] >= FEWEST_PEOPLE_IN_CELL or min(totals) < FEWEST_PEOPLE_IN_CELL
    for line, missing in zip(lines, _missing(lines, hidden), strict=True):
        total = sum(cells[cell] for cell in missing)
        assert not 0 < total < FEWEST_PEOPLE_IN_CELL or len(missing) == len(line)


def _missing(
    lines: list[list[tuple[str, str]]], unknown: set[tuple[str, str]]
) -> list[list[tuple[str, str]]]:
    return [[cell for cell in line if cell in unknown] for line in lines]


@given(st.lists(st.tuples(st.sampled_from("abcde"), st.integers(1, 15)), max_size=12))
def test_every_capacity_shown_is_large_enough(people: list[tuple[str, int]]) -> None:
    given = [ClosedAnswer(capacity, ("x",), people=count) for capacity, count in people]
    splits = split_of(given, "x")
    assert all(split.base >= FEWEST_PEOPLE_IN_GROUP for split in splits)
    assert not splits or sum(split.base for split in splits) == sum(n for _, n in people)
