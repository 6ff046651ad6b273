"""Local answers add up to the Census, and small numbers stay hidden in both together."""

from goldenthread.records.results import EqualityCategory, EqualityCounts
from goldenthread.reports.results.equality import equality_chart, equality_table

ASIAN = EqualityCategory(
    "Asian or Asian British",
    10,
    local=(("Bangladeshi", 24), ("Chinese", 6)),
    published="Asian, Asian British or Asian Welsh",
)


def counts(*categories: EqualityCategory, not_answered: int) -> EqualityCounts:
    return EqualityCounts("What is your ethnic group?", categories, not_answered)


def test_local_answers_stand_under_the_category_that_they_add_up_to() -> None:
    white = EqualityCategory("White", 30)
    table = equality_table(counts(white, ASIAN, not_answered=10))
    towards = "counts towards “Asian, Asian British or Asian Welsh”"
    assert table.rows == (
        ("White", "", "30", "38%"),
        (
            "Asian or Asian British: all together",
            "“Asian, Asian British or Asian Welsh”",
            "40",
            "50%",
        ),
        ("Asian or Asian British: nothing more exact", towards, "10", "12%"),
        ("Bangladeshi", towards, "24", "30%"),
        ("Chinese", towards, "6", "8%"),
        ("Did not answer", "", "10", "12%"),
        ("All responses", "", "80", "100%"),
    )


def test_a_small_local_answer_is_hidden_with_another_that_would_give_it_away() -> None:
    few = EqualityCategory("Asian or Asian British", 10, local=(("Bangladeshi", 2), ("Chinese", 6)))
    rows = equality_table(counts(EqualityCategory("White", 30), few, not_answered=10)).rows
    shown = {row[0]: row[2] for row in rows}
    assert shown["Asian or Asian British: all together"] == "18"
    assert shown["Bangladeshi"] == "fewer than 5"
    assert shown["Chinese"] == "not shown", "18 less 10 less 6 would give it away"
    assert "8%" not in {row[3] for row in rows}


def test_the_chart_shows_the_census_and_its_sentence_the_largest() -> None:
    chart = equality_chart(counts(EqualityCategory("White", 30), ASIAN, not_answered=10))
    assert chart.sentence == (
        "“Asian or Asian British” is the largest that can be shown: 40 of 80 responses (50%)."
    )
    assert "50% (40)" in chart.svg
    assert "Bangladeshi" not in chart.svg
    assert "Bangladeshi" in {row[0] for row in chart.table.rows}


def test_nobody_has_no_share() -> None:
    chart = equality_chart(counts(EqualityCategory("Yes", 0), not_answered=0))
    assert chart.sentence == "Too few answered to say what most chose."
    assert chart.table.rows[-1] == ("All responses", "", "0", "–")


def test_few_responses_show_nothing_but_that_they_are_few() -> None:
    rows = equality_table(counts(EqualityCategory("Yes", 2), not_answered=1)).rows
    assert {row[2] for row in rows[:-1]} == {"not shown"}
    assert rows[-1][2] == "fewer than 5"
