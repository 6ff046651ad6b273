from tests.web.builders import make_response

from goldenthread_web.engagement.models import Contribution, Engagement, Question, Vote
from goldenthread_web.reports.queries.remembered import memory_of
from goldenthread_web.reports.queries.votes import statement_votes


def vote(engagement: Engagement, statement: Contribution, *values: int) -> None:
    for value in values:
        voter = make_response(engagement)
        Vote.objects.create(response=voter, statement=statement, value=value)


def test_votes_on_released_statements_are_counted(
    engagement: Engagement, question: Question
) -> None:
    make_response(engagement, "Plant trees", "Close the road", status="released")
    make_response(engagement, "A held statement")
    trees, road, held = Contribution.objects.order_by("id")
    vote(engagement, trees, *[1] * 12, *[-1] * 5, *[0] * 5)
    vote(engagement, road, *[1] * 8, *[-1] * 7)
    vote(engagement, held, *[1] * 30)
    votes = statement_votes(engagement, memory_of(engagement))
    assert votes is not None
    assert (votes.statements, votes.votes) == (2, 37)
    best = votes.most_agreed[0]
    assert (best.words, best.agree, best.disagree, best.passed) == ("Plant trees", 12, 5, 5)
    assert best.reference == trees.reference
    assert [one.words for one in votes.most_divided] == ["Close the road", "Plant trees"]


def test_votes_of_an_unfinished_import_do_not_count(
    engagement: Engagement, question: Question
) -> None:
    make_response(engagement, "Plant trees", status="released")
    started = engagement.imports.create(file_name="votes.csv", state="importing")
    Vote.objects.create(
        response=make_response(engagement),
        statement=Contribution.objects.get(),
        value=1,
        response_import=started,
    )
    assert statement_votes(engagement, memory_of(engagement)) is None
