"""Rankings and matrices."""

import random
from itertools import permutations

import pytest

from goldenthread.records.results import Matrix, RankedOption, Rankings
from goldenthread.reports.results.orders import matrix_chart, mean_rank, rankings_chart

HAND = Rankings(
    "What first?", 60,
    (RankedOption("Trees", (30, 30, 0)), RankedOption("Play", (20, 30, 10)), RankedOption("Paths", (10, 0, 50))),
)  # fmt: skip


def test_positions_and_mean_ranks_by_hand() -> None:
    chart = rankings_chart(HAND)
    assert chart.table.headers == (
        "Option",
        "Mean rank",
        "Put first",
        "Put second",
        "Put third",
        "Placed by",
    )
    assert chart.table.rows == (
        ("Trees", "1.5", "30", "30", "0", "60"),
        ("Play", "1.8", "20", "30", "10", "60"),
        ("Paths", "2.7", "10", "0", "50", "60"),
    )
    assert (
        chart.sentence
        == "“Trees” stands highest: its mean rank is 1.5; 30 of 60 people (50%) put it first."
    )


def test_the_mean_rank_equals_the_mean_of_every_ballot() -> None:
    chance = random.Random(9)  # noqa: S311 - chance for a test
    ballots = [chance.choice(list(permutations("ABC"))) for _ in range(90)]
    for option in "ABC":
        places = [ballot.index(option) + 1 for ballot in ballots]
        counted = RankedOption(option, tuple(places.count(rank) for rank in (1, 2, 3)))
        assert mean_rank(counted) == pytest.approx(sum(places) / 90)


def test_few_ballots_are_hidden() -> None:
    few = Rankings("?", 3, (RankedOption("A", (2, 1)), RankedOption("B", (1, 2))))
    chart = rankings_chart(few)
    assert {cell for row in chart.table.rows for cell in row[1:-1]} == {"not shown"}
    assert "Too few" in chart.sentence


def test_nobody_ranked() -> None:
    assert (
        rankings_chart(Rankings("?", 0, (RankedOption("A", ()),))).sentence
        == "Nobody answered this question."
    )


def test_a_matrix_by_hand() -> None:
    matrix = Matrix("How good?", ("Good", "Bad"), (("Gates", (45, 15)), ("Lights", (20, 40))))
    chart = matrix_chart(matrix)
    assert chart.table.rows == (
        ("Gates", "75% (45)", "25% (15)", "60"),
        ("Lights", "33% (20)", "67% (40)", "60"),
    )
    assert (
        chart.sentence == "“Good” was chosen most for “Gates” (75%) and least for “Lights” (33%)."
    )


def test_a_row_of_few_is_hidden() -> None:
    chart = matrix_chart(Matrix("?", ("Good", "Bad"), (("Gates", (45, 2)), ("Lights", (0, 0)))))
    assert chart.table.rows[0] == ("Gates", "not shown", "not shown", "47")
    assert chart.table.rows[1] == ("Lights", "–", "–", "0")
    assert "Too few" in chart.sentence
