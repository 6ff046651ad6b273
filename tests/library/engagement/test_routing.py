"""Each statement gets to enough people."""

from collections import Counter

from goldenthread.engagement.routing import choose_statements

STATEMENTS, BATCH = 60, 5


def test_after_a_hundred_voters_all_statements_have_about_as_many_votes() -> None:
    votes = Counter(dict.fromkeys(range(STATEMENTS), 0))
    for voter in range(100):
        voted: set[int] = set()
        # Some stop after one batch, some go on to the end.
        for _ in range(1 + voter * 7 % (STATEMENTS // BATCH)):
            batch = choose_statements(votes, voted=voted, seed=f"voter {voter}", limit=BATCH)
            voted.update(batch)
            votes.update(batch)
    mean = sum(votes.values()) / STATEMENTS
    assert all(0.8 * mean <= count <= 1.2 * mean for count in votes.values())


def test_nobody_is_asked_twice_and_in_the_end_nothing_is_left() -> None:
    votes = dict.fromkeys(range(7), 0)
    first = choose_statements(votes, seed="a", limit=5)
    second = choose_statements(votes, voted=set(first), seed="a", limit=5)
    assert len(first) == 5
    assert sorted(first + second) == list(range(7))
    assert choose_statements(votes, voted=set(votes), seed="a", limit=5) == ()


def test_a_late_statement_comes_next() -> None:
    assert choose_statements({1: 30, 2: 31, 3: 0}, seed="a", limit=1) == (3,)


def test_people_meet_new_statements_in_different_orders_and_each_one_in_the_same() -> None:
    votes = dict.fromkeys(range(20), 0)
    orders = {choose_statements(votes, seed=f"person {n}", limit=20) for n in range(30)}
    assert len(orders) == 30
    assert choose_statements(votes, seed="a", limit=20) == choose_statements(
        votes, seed="a", limit=20
    )
