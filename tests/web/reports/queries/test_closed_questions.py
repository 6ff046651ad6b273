from random import Random

from tests.web.builders import make_engagement, make_question, make_response
from tests.web.reports.conftest import tick

from goldenthread.records.reports import ClosedAnswer, ClosedQuestion, QuestionKind
from goldenthread.reports.counting import count_closed_question
from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.reports.queries.closed_questions import closed_questions
from goldenthread_web.reports.queries.remembered import memory_of

TEN = [f"Option {letter}" for letter in "ABCDEFGHIJ"]


def counted(engagement: Engagement, question: Question, people: int) -> ClosedQuestion:
    return closed_questions(engagement, [question], memory_of(engagement), people=people)[0]


def test_ten_options_are_ten_bars_and_not_their_combinations(db: None) -> None:
    engagement = make_engagement()
    question = make_question(engagement, "What do you use?", *TEN, kind="several choices")
    random = Random(7)  # noqa: S311
    chosen = [tuple(random.sample(TEN, random.randint(1, 4))) for _ in range(60)]
    for options in chosen:
        tick(make_response(engagement, "Words"), question, *options)
    assert len({frozenset(options) for options in chosen}) > 41
    found = counted(engagement, question, 60)
    assert [one.option for one in found.options] == TEN
    assert [one.count for one in found.options] == [
        sum(option in options for options in chosen) for option in TEN
    ]
    assert (found.base, found.responses, found.not_answered) == (60, 60, 0)


def test_the_database_counts_as_a_slow_count_of_each_answer_does(db: None) -> None:
    engagement = make_engagement()
    question = make_question(engagement, "What do you use?", *TEN, kind="several choices")
    random, answers = Random(3), []  # noqa: S311
    for _ in range(80):
        options = tuple(random.sample(TEN, random.randint(0, 3)))
        capacity, size = random.choice(["resident", "business"]), random.choice([1, 1, 4])
        answers.append(ClosedAnswer(capacity.capitalize(), options, people=size))
        response = make_response(engagement, capacity=capacity, people_count=size)
        tick(response, question, *options)
    slow = count_closed_question(
        question.text, answers, options=TEN, kind=QuestionKind.SEVERAL_CHOICES
    )
    assert counted(engagement, question, sum(one.people for one in answers)) == slow


def test_the_base_is_the_people_who_answered(db: None) -> None:
    engagement = make_engagement()
    question = make_question(engagement, "Well?", "Yes", "No")
    for _ in range(6):
        tick(make_response(engagement), question, "Yes")
    tick(make_response(engagement, people_count=5), question, "No")
    make_response(engagement)
    found = counted(engagement, question, 12)
    assert [(one.option, one.count) for one in found.options] == [("Yes", 6), ("No", 5)]
    assert (found.base, found.not_answered) == (11, 1)


def test_answers_of_an_unfinished_import_do_not_count(db: None) -> None:
    engagement = make_engagement()
    question = make_question(engagement, "Well?", "Yes", "No")
    started = engagement.imports.create(file_name="a.csv", state="importing")
    tick(make_response(engagement, response_import=started), question, "Yes")
    assert counted(engagement, question, 0).base == 0
