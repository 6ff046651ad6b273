"""Votes on statements: a bar in three parts for each, the same figures in a table and in words."""

from goldenthread.records.reports import VotedStatement
from goldenthread.records.results import Statements
from goldenthread.reports.results.statements import (
    MOST_BARS,
    say_chart,
    say_statements,
    say_votes_on,
    statements_chart,
    statements_table,
)

TREES = VotedStatement("Trees", 40, 20, 0)
CARS = VotedStatement("Cars", 2, 30, 8)


def test_votes_are_shares_and_small_ones_hidden() -> None:
    rows = statements_table(Statements("Agree?", (TREES, CARS))).rows
    assert rows[0] == ("Trees", "67% (40)", "33% (20)", "0% (0)", "60")
    assert rows[1][1:3] == ("not shown", "75% (30)")


def test_the_bar_says_the_same_figures_in_the_order_of_its_parts() -> None:
    chart = statements_chart(Statements("Agree?", (TREES, CARS)))
    assert "67% agree, 33% disagree, 0% pass, of 60 votes" in chart.svg
    assert chart.table == statements_table(Statements("Agree?", (TREES, CARS)))
    # Two parts of one bar; of the other statement, only what is shown.
    assert say_votes_on(CARS, (None, 30, None)) == ("75% disagree, the rest not shown, of 40 votes")
    assert "5%" not in chart.svg.replace("75%", "")


def test_a_statement_of_few_votes_tells_nothing_of_them() -> None:
    few = VotedStatement("Benches", 2, 1, 0)
    chart = statements_chart(Statements("Agree?", (TREES, few)))
    assert "not shown, of fewer than 5 votes" in chart.svg
    assert chart.table.rows[1] == ("Benches", *["not shown"] * 3, "fewer than 5")
    # With the votes of all, those of the others would give it away.
    assert chart.sentence.startswith("2 released statements. Agreed")


def test_the_sentence_says_what_is_agreed_with_and_what_divides() -> None:
    answers = Statements("Agree?", (TREES, VotedStatement("Cars", 30, 28, 10)))
    said = say_chart(answers)
    assert say_statements(answers) == (
        "2 released statements with 128 votes. "
        "Agreed with most: “Trees” (67% agree, 33% disagree, 0% pass, of 60 votes)."
    )
    assert said.startswith(say_statements(answers))
    assert "Most divided: “Cars” (44% agree, 41% disagree, 15% pass, of 68 votes)." in said
    assert "from the left, who agrees, who disagrees and who passes" in said


def test_of_many_statements_the_chart_has_those_with_the_most_votes() -> None:
    many = tuple(VotedStatement(f"Statement {at:02}", 50 - at, 10, 10) for at in range(20))
    chart = statements_chart(Statements("Agree?", many))
    assert f"Statement {MOST_BARS - 1:02}" in chart.svg
    assert f"Statement {MOST_BARS:02}" not in chart.svg
    assert len(chart.table.rows) == 20
    assert (
        f"The chart has the {MOST_BARS} with the most votes, the table has all." in chart.sentence
    )


def test_without_statements_it_says_that_there_are_none() -> None:
    assert say_statements(Statements("Agree?", ())) == "0 released statements with 0 votes."
