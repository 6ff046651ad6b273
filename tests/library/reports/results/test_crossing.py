"""Two questions crossed."""

from dataclasses import replace

from goldenthread.records.reports import ClosedAnswer
from goldenthread.records.results import Crossing
from goldenthread.reports.counting import count_closed_question
from goldenthread.reports.results.crossing import (
    OTHERS,
    TOO_FEW,
    crossing_chart,
    crossing_of_split,
    show_crossing,
)

HAND = Crossing(
    "Visits", "Safe",
    rows=("Yes", "No"), columns=("Safe", "Not safe"),
    cells=((30, 10), (20, 40)), row_totals=(40, 60), column_totals=(50, 50), base=100,
)  # fmt: skip


def test_counts_and_row_shares_by_hand() -> None:
    chart = crossing_chart(show_crossing(HAND))
    assert chart is not None
    assert chart.table.rows == (
        ("Yes", "30 (75%)", "10 (25%)", "40"),
        ("No", "20 (33%)", "40 (67%)", "60"),
        ("All", "50", "50", "100"),
    )
    assert "75% of 40 (“Yes”) and 33% of 60 (“No”)" in chart.sentence


def test_small_lines_are_put_together() -> None:
    crossing = replace(
        HAND,
        rows=("Yes", "No", "Maybe", "Never", "Nobody"),
        cells=((30, 10), (20, 40), (3, 3), (3, 3), (0, 0)),
        row_totals=(40, 60, 6, 6, 0), column_totals=(56, 56), base=112,
    )  # fmt: skip
    shown = show_crossing(crossing)
    assert shown.rows == ("Yes", "No", OTHERS)
    assert shown.cells[2] == (6, 6)
    assert shown.row_totals[2] == 12


def test_small_lines_of_several_choices_are_left_out() -> None:
    crossing = replace(
        HAND,
        rows=("Yes", "No", "Maybe"), cells=((30, 10), (20, 40), (3, 3)),
        row_totals=(40, 60, 6), rows_add_up=False,
    )  # fmt: skip
    shown = show_crossing(crossing)
    assert shown.rows == ("Yes", "No")
    assert any("several options" in note for note in shown.notes)


def test_one_line_is_too_few() -> None:
    assert (
        show_crossing(
            replace(HAND, cells=((2, 2), (2, 2)), row_totals=(4, 4), column_totals=(4, 4))
        ).refusal
        == TOO_FEW
    )
    assert (
        crossing_chart(
            show_crossing(replace(HAND, rows=("Yes",), cells=((30, 10),), row_totals=(40,)))
        )
        is None
    )


def test_a_small_cell_is_not_shown_and_cannot_be_worked_out() -> None:
    shown = show_crossing(replace(HAND, cells=((38, 2), (20, 40)), column_totals=(58, 42)))
    assert shown.cells == ((None, None), (None, None))
    assert shown.notes[1].startswith("Figures of fewer than 5")


def test_a_split_by_capacity_is_the_one_of_the_report() -> None:
    answers = [ClosedAnswer("Resident", ("Yes",))] * 24 + [ClosedAnswer("Resident", ("No",))] * 16
    answers += [ClosedAnswer("Business", ("Yes",))] * 12 + [ClosedAnswer("Business", ("No",))] * 8
    counted = count_closed_question("Visits?", answers, options=("Yes", "No"))
    shown = crossing_of_split(counted, title="Capacity")
    assert shown.rows == ("Resident", "Business")
    assert shown.cells == tuple(
        tuple(one.count for one in split.options) for split in counted.by_capacity
    )
    assert crossing_of_split(replace(counted, by_capacity=()), title="Capacity").refusal == TOO_FEW
