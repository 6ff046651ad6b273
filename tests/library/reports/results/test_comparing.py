"""The same question in an earlier exercise."""

from goldenthread.records.reports import ClosedAnswer
from goldenthread.records.results import EarlierShare
from goldenthread.reports.counting import count_closed_question
from goldenthread.reports.results.comparing import (
    compare_questions,
    comparison_chart,
    difference_of,
    say_difference,
)


def asked(yes: int, no: int, *, third: int = 0, yes_text: str = "Yes"):
    answers = [ClosedAnswer("Resident", (yes_text,))] * yes + [
        ClosedAnswer("Resident", ("No",))
    ] * no
    answers += [ClosedAnswer("Resident", ("Maybe",))] * third
    options = (yes_text, "No", "Maybe") if third else (yes_text, "No")
    return count_closed_question("Safe?", answers, options=options)


def test_a_change_that_newcombe_published() -> None:
    comparison = compare_questions(asked(56, 14), asked(48, 32), title="Survey 2022")
    chart = comparison_chart(comparison)
    assert chart.table.rows[0] == (
        "Yes", "80% (56 of 70)", "60% (48 of 80)", "up 20 points (5 to 33): more than chance can explain",
    )  # fmt: skip
    assert "“Yes” up from 60% to 80%" in chart.sentence


def test_a_small_change_is_left_to_chance() -> None:
    comparison = compare_questions(asked(42, 28), asked(46, 34), title="Survey 2022")
    assert "no share changed by more than chance" in comparison_chart(comparison).sentence
    assert say_difference(comparison.shares[0]).endswith("chance can explain it")


def test_capitals_do_not_matter_and_what_only_one_has_is_named() -> None:
    comparison = compare_questions(
        asked(40, 20, third=10), asked(40, 20, yes_text="YES"), title="Then"
    )
    assert [one.option for one in comparison.shares] == ["Yes", "No"]
    assert "“Maybe”" in comparison.notes[-1]


def test_what_is_hidden_is_not_compared() -> None:
    hidden = EarlierShare("Yes", None, 40, 20, 40)
    assert difference_of(hidden) is None
    assert say_difference(hidden) == "not shown"
