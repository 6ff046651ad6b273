from goldenthread.records.polis import PolisFile, VoteValue


def test_the_files_are_named_as_polis_names_them() -> None:
    assert {kind.value for kind in PolisFile} == {
        "comments.csv", "votes.csv", "participants-votes.csv",
    }  # fmt: skip


def test_a_vote_is_one_of_three() -> None:
    assert {value.value for value in VoteValue} == {"agree", "disagree", "pass"}
