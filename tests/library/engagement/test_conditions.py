"""Questions that depend on earlier answers."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from goldenthread.engagement.conditions import shown_questions
from goldenthread.records.asking import AskedQuestion, Comparison, Condition, GivenAnswer

CYCLES, WALKS = 11, 12
CYCLISTS = Condition(1, Comparison.ANY_OF, frozenset({CYCLES}))
OTHERS = Condition(1, Comparison.NONE_OF, frozenset({CYCLES}))


def ticked(*options: int) -> GivenAnswer:
    return GivenAnswer(frozenset(options))


def numbered(number: int) -> GivenAnswer:
    return GivenAnswer(number=Decimal(number))


def test_any_of_and_none_of_by_hand() -> None:
    asked = [AskedQuestion(1), AskedQuestion(2, (CYCLISTS,)), AskedQuestion(3, (OTHERS,))]
    assert shown_questions(asked, {1: ticked(CYCLES, WALKS)}) == (1, 2)
    assert shown_questions(asked, {1: ticked(WALKS)}) == (1, 3)
    assert shown_questions(asked, {}) == (1,)


def test_bounds_take_their_ends_in() -> None:
    low = Condition(1, Comparison.AT_MOST, number=Decimal(2))
    high = Condition(1, Comparison.AT_LEAST, number=Decimal(4))
    asked = [AskedQuestion(1), AskedQuestion(2, (low,)), AskedQuestion(3, (high,))]
    table = {1: (1, 2), 2: (1, 2), 3: (1,), 4: (1, 3), 5: (1, 3)}
    assert {n: shown_questions(asked, {1: numbered(n)}) for n in table} == table


def test_all_conditions_must_hold() -> None:
    answered = Condition(2, Comparison.ANSWERED)
    asked = [AskedQuestion(1), AskedQuestion(2), AskedQuestion(3, (CYCLISTS, answered))]
    assert shown_questions(asked, {1: ticked(CYCLES)}) == (1, 2)
    assert shown_questions(asked, {1: ticked(CYCLES), 2: GivenAnswer()}) == (1, 2, 3)


def test_what_was_typed_under_a_hidden_question_shows_nothing() -> None:
    after_hidden = Condition(2, Comparison.ANSWERED)
    asked = [AskedQuestion(1), AskedQuestion(2, (CYCLISTS,)), AskedQuestion(3, (after_hidden,))]
    answers = {1: ticked(WALKS), 2: GivenAnswer()}
    assert shown_questions(asked, answers) == (1,)
    assert shown_questions(asked, {**answers, 1: ticked(CYCLES)}) == (1, 2, 3)


def test_a_circle_and_a_look_ahead_show_nothing_and_end() -> None:
    ahead = Condition(2, Comparison.ANSWERED)
    itself = Condition(3, Comparison.ANSWERED)
    asked = [AskedQuestion(1, (ahead,)), AskedQuestion(2), AskedQuestion(3, (itself,))]
    assert shown_questions(asked, dict.fromkeys((1, 2, 3), GivenAnswer())) == (2,)


def shown_slowly(
    questions: Sequence[AskedQuestion], answers: Mapping[int, GivenAnswer]
) -> tuple[int, ...]:
    """Ask each question anew, back through all that it depends on."""
    order = [one.number for one in questions]
    by_number = {one.number: one for one in questions}

    def is_shown(number: int) -> bool:
        return all(fits(condition, number) for condition in by_number[number].conditions)

    def fits(condition: Condition, number: int) -> bool:
        source = condition.depends_on
        if source not in order[: order.index(number)] or source not in answers:
            return False
        if not is_shown(source):
            return False
        answer = answers[source]
        common = any(option in condition.options for option in answer.options)
        bounds = answer.number is not None and condition.number is not None
        return {
            Comparison.ANSWERED: True,
            Comparison.ANY_OF: common,
            Comparison.NONE_OF: not common,
            Comparison.AT_LEAST: bounds and not (answer.number or 0) < (condition.number or 0),
            Comparison.AT_MOST: bounds and not (answer.number or 0) > (condition.number or 0),
        }[condition.comparison]

    return tuple(number for number in order if is_shown(number))


NUMBERS = st.integers(1, 7)
AMOUNTS = st.none() | st.integers(-2, 2).map(Decimal)
OPTIONS = st.frozensets(st.integers(1, 3))
CONDITIONS = st.builds(Condition, NUMBERS, st.sampled_from(Comparison), OPTIONS, AMOUNTS)
QUESTIONS = st.lists(
    st.builds(AskedQuestion, NUMBERS, st.lists(CONDITIONS, max_size=2).map(tuple)),
    unique_by=lambda one: one.number,
)
ANSWERS = st.dictionaries(NUMBERS, st.builds(GivenAnswer, OPTIONS, AMOUNTS))


@given(QUESTIONS, ANSWERS)
def test_one_pass_agrees_with_asking_each_question_anew(
    questions: list[AskedQuestion], answers: dict[int, GivenAnswer]
) -> None:
    assert shown_questions(questions, answers) == shown_slowly(questions, answers)
