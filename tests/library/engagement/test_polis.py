from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.shared_data import shared_data

from goldenthread.engagement.polis import (
    compare_tallies,
    iterate_statements,
    iterate_votes,
    recognise_polis,
    statements_as_responses,
)
from goldenthread.engagement.tables import iterate_table
from goldenthread.errors import InputError
from goldenthread.records.polis import Moderation, PolisFile, TallyDifference, Vote, VoteValue

STATEMENTS = """timestamp,datetime,comment-id,author-id,agrees,disagrees,moderated,comment-body
1500000000000,Fri,0,7,2,1,1,More trees
1600000000000,Sun,1,7,0,1,0,"Benches, please"
1600000000999,Sun,2,8,0,0,-1,Rude words
"""
VOTES = """timestamp,datetime,comment-id,voter-id,vote
3,x,0,1,-1
1,x,0,1,1
1,x,0,2,1
2,x,0,2,0
2,x,1,1,-1
2,x,0,3,1
"""


def file_of(folder: Path, content: str, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_text(content)
    return path


def test_statements_are_read_with_what_the_moderators_decided(tmp_path: Path) -> None:
    first, second, third = iterate_statements(file_of(tmp_path, STATEMENTS))
    assert (first.id, first.author, first.text, first.agrees) == ("0", "7", "More trees", 2)
    assert first.at == datetime(2017, 7, 14, 2, 40, tzinfo=UTC)
    assert [one.moderation for one in (first, second, third)] == [
        Moderation.ACCEPTED, Moderation.NOT_LOOKED_AT, Moderation.REJECTED,
    ]  # fmt: skip


def test_the_last_vote_in_time_of_each_voter_counts(tmp_path: Path) -> None:
    votes = list(iterate_votes(file_of(tmp_path, VOTES)))
    assert sorted(votes, key=lambda vote: (vote.statement, vote.voter)) == [
        Vote("1", "0", VoteValue.DISAGREE),
        Vote("2", "0", VoteValue.PASS),
        Vote("3", "0", VoteValue.AGREE),
        Vote("1", "1", VoteValue.DISAGREE),
    ]


def test_a_tally_that_counted_re_votes_is_reported_and_not_forced(tmp_path: Path) -> None:
    statements = list(iterate_statements(file_of(tmp_path, STATEMENTS)))
    votes = iterate_votes(file_of(tmp_path, VOTES, "b.csv"))
    assert compare_tallies(statements, votes) == (TallyDifference("0", 2, 1, 1, 1),)


def test_statements_of_one_author_become_one_response(tmp_path: Path) -> None:
    statements = iterate_statements(file_of(tmp_path, STATEMENTS))
    accepted = [one for one in statements if one.moderation is not Moderation.REJECTED]
    (response,) = statements_as_responses(accepted, "ideas", may_publish_words=True)
    assert [answer.text for answer in response.open_answers] == ["More trees", "Benches, please"]
    assert response.people_count == 1
    assert response.date == accepted[0].at


def test_a_wrong_cell_is_refused_with_its_row_and_column(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Row 2, column vote: “9” is none of 1, -1, 0"):
        list(iterate_votes(file_of(tmp_path, VOTES.replace("3,x,0,1,-1", "3,x,0,1,9"))))
    with pytest.raises(InputError, match="Row 2, column agrees: “many” is not a number"):
        list(iterate_statements(file_of(tmp_path, STATEMENTS.replace(",2,1,1,", ",many,1,1,"))))


def test_other_tables_are_not_taken_for_polis(tmp_path: Path) -> None:
    assert recognise_polis(["timestamp", "what"]) is None
    with pytest.raises(InputError, match="neither"):
        iterate_votes(file_of(tmp_path, "a,b\n1,2\n"))
    with pytest.raises(InputError, match=r"not a comments\.csv"):
        list(iterate_statements(file_of(tmp_path, VOTES)))


@pytest.mark.parametrize(
    ("conversation", "statements", "people", "votes"),
    [
        ("american-assembly.bowling-green", 896, 2031, 225_524),
        ("austria-climate.7z7ejpbmv5.2022-08-08", 613, 1503, 79_315),
        ("bg2050-volunteers", 371, 126, 14_283),
        ("london.youth.policing", 39, 26, 638),
        ("vtaiwan.uberx", 197, 1921, 49_443),
    ],
)
def test_real_exports_are_read_whole(
    conversation: str, statements: int, people: int, votes: int
) -> None:
    folder = shared_data(f"polis/{conversation}")
    assert len(list(iterate_statements(folder / "comments.csv"))) == statements
    read = list(iterate_votes(folder / "participants-votes.csv"))
    assert (len({vote.voter for vote in read}), len(read)) == (people, votes)


@pytest.mark.parametrize(
    "conversation", ["bg2050-volunteers", "london.youth.policing", "vtaiwan.uberx"]
)
def test_the_history_and_the_wide_file_give_the_same_votes(conversation: str) -> None:
    folder = shared_data(f"polis/{conversation}")
    history, wide = (
        set(iterate_votes(folder / name)) for name in ("votes.csv", "participants-votes.csv")
    )
    assert history == wide


@pytest.mark.parametrize(
    "conversation", ["bg2050-volunteers", "london.youth.policing", "vtaiwan.uberx"]
)
def test_stated_tallies_differ_only_where_somebody_voted_again(conversation: str) -> None:
    folder = shared_data(f"polis/{conversation}")
    table = iterate_table(folder / "votes.csv")
    place = {header: index for index, header in enumerate(table.headers)}
    seen: set[tuple[str, str]] = set()
    voted_again: set[str] = set()
    for row in table.rows:
        pair = (row.cells[place["comment-id"]], row.cells[place["voter-id"]])
        if pair in seen:
            voted_again.add(pair[0])
        seen.add(pair)
    statements = list(iterate_statements(folder / "comments.csv"))
    differences = compare_tallies(statements, iterate_votes(folder / "votes.csv"))
    assert differences
    assert {one.statement for one in differences} <= voted_again


def test_the_three_kinds_of_file_are_told_apart() -> None:
    folder = shared_data("polis/london.youth.policing")
    for kind in PolisFile:
        assert recognise_polis(iterate_table(folder / kind.value).headers) is kind
    assert recognise_polis(iterate_table(folder / "summary.csv").headers) is None
