from goldenthread.records.reports import StatementVotes, VotedStatement
from goldenthread.reports.votes import (
    list_votes_tables,
    most_agreed,
    most_divided,
    say_votes,
    votes_table,
)

TREES = VotedStatement("Plant trees", 90, 5, 5)
BUSES = VotedStatement("Free buses", 9, 0, 1)
PARKING = VotedStatement("Close the car park", 52, 48, 0)
UNKNOWN = VotedStatement("Rename the square", 10, 10, 80)
YOUNG = VotedStatement("New skate park", 9, 0, 0)
ALL = [YOUNG, PARKING, BUSES, UNKNOWN, TREES]


def test_many_votes_beat_a_lucky_few() -> None:
    # By hand, Wilson: 90 of 100 is 82.6% at least, 9 of 10 is 59.6%, 52 of 100 is 42.3%.
    assert most_agreed(ALL) == (TREES, BUSES, PARKING)


def test_the_most_divided_have_two_large_sides() -> None:
    # Ten against ten among eighty who passed is no divide; nine votes are too few to say.
    assert most_divided(ALL) == (PARKING,)


def test_small_sides_are_hidden_with_what_gives_them_away() -> None:
    table = votes_table("Most agreed", [TREES, VotedStatement("Repair paths", 40, 2, 8)])
    assert table.rows[0] == ("Plant trees", "90", "5", "5", "100")
    assert table.rows[1] == ("Repair paths", "40", "fewer than 5", "not shown", "50")


def test_votes_say_how_many_people_voted_on_what() -> None:
    votes = StatementVotes(statements=2, voters=150, votes=210, most_agreed=(TREES,))
    assert say_votes(votes).startswith("150 people voted on 2 statements, with 210 votes in all.")
    assert [table.caption for table in list_votes_tables(votes)] == [
        "Statements that people agreed with most"
    ]
