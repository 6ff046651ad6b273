import pytest
from hypothesis import given
from hypothesis import strategies as st

from goldenthread.records.reports import ClosedAnswer, QuestionKind
from goldenthread.reports.counting import count_closed_question, count_tallies
from goldenthread.reports.tallies import tally_answers

OPTIONS = ("Walk", "Bus", "Cycle")


def test_options_are_counted_and_not_their_combinations() -> None:
    answers = [
        *[ClosedAnswer("resident", ("Walk", "Bus"))] * 10,
        *[ClosedAnswer("resident", ("Bus",))] * 20,
        ClosedAnswer("resident", ()),
    ]
    question = count_closed_question(
        "Travel?", answers, options=OPTIONS, kind=QuestionKind.SEVERAL_CHOICES
    )
    assert [(one.option, one.count) for one in question.options] == [
        ("Walk", 10),
        ("Bus", 30),
        ("Cycle", 0),
    ]
    assert (question.base, question.responses, question.not_answered) == (30, 30, 1)
    assert any("over 100%" in note for note in question.notes)


def test_a_group_of_n_counts_as_n_people() -> None:
    answers = [ClosedAnswer("resident", ("Bus",), people=9), ClosedAnswer("resident", (), people=4)]
    question = count_closed_question("Travel?", answers, options=OPTIONS)
    assert (question.base, question.responses, question.not_answered) == (9, 1, 4)
    assert question.options[1].count == 9


def test_shares_carry_the_published_interval() -> None:
    # Newcombe 1998, table I: 81 of 263, score method 0.2553 to 0.3662.
    answers = [ClosedAnswer("resident", ("Walk",))] * 81 + [
        ClosedAnswer("resident", ("Bus",))
    ] * 182
    walk = count_closed_question("Travel?", answers, options=OPTIONS).options[0]
    assert (walk.lower, walk.upper) == pytest.approx((0.2553, 0.3662), abs=0.0001)


def test_an_option_that_only_the_answers_have_comes_last() -> None:
    answers = [ClosedAnswer("resident", ("Boat",)), ClosedAnswer("resident", ("Bus",))]
    question = count_closed_question("Travel?", answers, options=OPTIONS)
    assert [one.option for one in question.options] == [*OPTIONS, "Boat"]


def test_few_answers_are_said_to_be_few() -> None:
    question = count_closed_question("?", [ClosedAnswer("resident", ("Bus",))], options=OPTIONS)
    assert any("Fewer than 30 people" in note for note in question.notes)
    assert any("Too few people answered in different capacities" in note for note in question.notes)


def test_nobody_answered_is_an_answer() -> None:
    question = count_closed_question("?", [], options=OPTIONS)
    assert question.base == 0
    assert [one.share for one in question.options] == [None, None, None]


ANSWERS = st.lists(
    st.builds(
        ClosedAnswer,
        st.sampled_from(["resident", "business", "visitor"]),
        st.lists(st.sampled_from(OPTIONS), max_size=4).map(tuple),
        people=st.integers(1, 20),
    ),
    max_size=30,
)


@given(ANSWERS)
def test_a_slow_count_agrees(answers: list[ClosedAnswer]) -> None:
    slow = dict.fromkeys(OPTIONS, 0)
    for option in OPTIONS:
        for answer in answers:
            for _ in range(answer.people if option in answer.options else 0):
                slow[option] += 1
    kind = QuestionKind.SEVERAL_CHOICES
    counted = count_closed_question("?", answers, options=OPTIONS, kind=kind).options
    assert {one.option: one.count for one in counted} == {
        option: count if count == 0 or count >= 5 else None for option, count in slow.items()
    }


@given(ANSWERS)
def test_the_split_never_contradicts_the_whole(answers: list[ClosedAnswer]) -> None:
    question = count_closed_question("?", answers, options=OPTIONS)
    if not question.by_capacity:
        return
    assert sum(split.base for split in question.by_capacity) == question.base
    for place, whole in enumerate(question.options):
        shown = [split.options[place].count for split in question.by_capacity]
        if None not in [*shown, whole.count]:
            assert sum(count or 0 for count in shown) == whole.count


def test_answers_that_are_added_up_already_give_the_same_question() -> None:
    answers = [
        *[ClosedAnswer("resident", ("Bus", "Walk"))] * 30,
        *[ClosedAnswer("business", ("Bus",), people=3)] * 5,
        ClosedAnswer("visitor", (), people=2),
    ]
    tallies = tally_answers(answers)
    assert count_tallies("?", tallies, options=OPTIONS, not_answered=2) == count_closed_question(
        "?", answers, options=OPTIONS
    )
