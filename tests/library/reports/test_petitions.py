from datetime import date

from goldenthread.records.reports import Petition
from goldenthread.reports.petitions import NOT_RELEASED, petitions_table


def test_the_most_signed_petition_stands_first() -> None:
    table = petitions_table(
        [Petition("Open the pool", 45), Petition("Keep the bus", 1204, date(2026, 3, 2))]
    )
    assert table.rows == (
        ("Keep the bus", "1,204", "2 March 2026"),
        ("Open the pool", "45", ""),
    )


def test_words_that_are_held_are_told_by_their_number_only() -> None:
    assert petitions_table([Petition("", 300)]).rows == ((NOT_RELEASED, "300", ""),)


def test_words_that_are_withheld_are_not_promised_for_later() -> None:
    assert "yet" not in NOT_RELEASED


def test_few_who_signed_are_not_told_apart() -> None:
    assert petitions_table([Petition("A bench", 1)]).rows[0][1] == "fewer than 5"
