from goldenthread.records.reports import CapacityTally, ClosedAnswer
from goldenthread.reports.tallies import add_tallies, tally_answers


def test_each_capacity_is_added_up_by_itself() -> None:
    answers = [
        ClosedAnswer("resident", ("Bus", "Walk")),
        ClosedAnswer("resident", ("Bus", "Bus"), people=4),
        ClosedAnswer("business", ("Walk",)),
        ClosedAnswer("business", ()),
    ]
    assert tally_answers(answers) == (
        CapacityTally("resident", 5, 2, (("Bus", 5), ("Walk", 1))),
        CapacityTally("business", 1, 1, (("Walk", 1),)),
    )


def test_tallies_add_up_under_a_new_name() -> None:
    together = add_tallies(
        "all",
        [
            CapacityTally("resident", 5, 2, (("Bus", 5),)),
            CapacityTally("business", 1, 1, (("Walk", 1), ("Bus", 1))),
        ],
    )
    assert together == CapacityTally("all", 6, 3, (("Bus", 6), ("Walk", 1)))


def test_nobody_is_a_tally_of_nought() -> None:
    assert add_tallies("all", []) == CapacityTally("all", 0, 0, ())
