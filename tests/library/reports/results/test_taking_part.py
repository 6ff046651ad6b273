"""How an exercise goes."""

from datetime import date, timedelta

from goldenthread.records.results import Line
from goldenthread.reports.results.taking_part import (
    Step,
    days_chart,
    fill_days,
    kinds_chart,
    say_minutes,
    say_steps,
    steps_chart,
)

MONDAY = date(2026, 3, 2)


def test_days_without_a_response_are_days_too() -> None:
    days = [(MONDAY, 10), (MONDAY + timedelta(days=3), 20)]
    assert [count for _, count in fill_days(days)] == [10, 0, 0, 20]
    chart = days_chart(days)
    assert chart.table.rows[3] == ("5 March 2026", "20")
    assert (
        chart.sentence
        == "30 responses came, from 2 March 2026 to 5 March 2026; most on 5 March 2026 (20)."
    )


def test_a_day_of_few_is_hidden_with_another() -> None:
    rows = days_chart(
        [(MONDAY, 2), (MONDAY + timedelta(days=1), 30), (MONDAY + timedelta(days=2), 40)]
    ).table.rows
    assert [row[1] for row in rows] == ["not shown", "not shown", "40"]


def test_a_long_exercise_is_told_by_week() -> None:
    days = [(MONDAY + timedelta(days=at), 1) for at in range(140)]
    chart = days_chart(days)
    assert chart.title == "Responses by week"
    assert len(chart.table.rows) == 20
    assert chart.table.rows[0] == ("2 March 2026", "7")


def test_quiet_days_are_told_by_week_so_that_they_can_be_shown() -> None:
    days = [(MONDAY + timedelta(days=at), 2) for at in range(21)]
    chart = days_chart(days)
    assert [row[1] for row in chart.table.rows] == ["14", "14", "14"]
    assert chart.sentence.endswith("most in the week from 2 March 2026 (14).")
    busy = days_chart([(day, 10) for day, _ in days])
    assert len(busy.table.rows) == 21
    short = days_chart(days[:20])
    assert len(short.table.rows) == 20


def test_nothing_has_come_yet() -> None:
    assert days_chart([]).sentence == "No response has come yet."


def test_kinds_of_the_same_size_are_named_together_and_hidden_ones_stand_by_name() -> None:
    lines = [Line("Web", 30), Line("Tent", 4), Line("Paper", 30), Line("Post", 1), Line("Bus", 2)]
    chart = kinds_chart(lines, counted_by="channel")
    assert [row[0] for row in chart.table.rows] == ["Paper", "Web", "Bus", "Post", "Tent"]
    assert chart.sentence == "“Paper” and “Web” are the largest: 30 of 67 people (45%) each."


def test_who_took_part_has_no_interval() -> None:
    chart = kinds_chart([Line("Paper", 20), Line("Online", 60)], counted_by="channel")
    assert chart.table.headers == ("Channel", "People", "Share")
    assert chart.table.rows == (("Online", "60", "75%"), ("Paper", "20", "25%"))
    assert chart.sentence == "“Online” is the largest: 60 of 80 people (75%)."


def test_pages_where_people_stop() -> None:
    steps = [Step("1. Visits", 15, 100), Step("2. Ways", 5, 85)]
    assert steps_chart(steps).table.rows == (
        ("1. Visits", "100", "15", "15%"),
        ("2. Ways", "85", "5", "6%"),
    )
    assert say_steps(steps) == (
        "80 of 100 people (80%) who started sent their answers. Most of the others stopped at “1. Visits” (15)."
    )
    assert say_steps([]) == "Nobody has started to answer yet."


def test_time_taken_waits_for_enough() -> None:
    assert "too few" in say_minutes((1, 2, 3), known=19)
    assert "Half took 2 minutes" in say_minutes((1, 2, 3), known=20)
