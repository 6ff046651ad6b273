"""Votes on statements: how each was voted on, as bars in three parts."""

from collections.abc import Callable, Iterable, Sequence

from goldenthread.disclosure import is_small, show_count
from goldenthread.publishing.charts import split_chart
from goldenthread.records.publishing import Chart, SplitBar, Table
from goldenthread.records.reports import VotedStatement
from goldenthread.records.results import Statements
from goldenthread.reports.results.protecting import protect_list
from goldenthread.reports.votes import most_agreed, most_divided
from goldenthread.reports.wording import NOT_SHOWN, say_count, say_percent

MOST_BARS = 12
PARTS = ("agree", "disagree", "pass")
Shown = tuple[int | None, ...]


def statements_chart(answers: Statements) -> Chart:
    """Return the statements with the most votes, each bar in three parts; the table has all.

    It holds words of residents, so unlike other charts it must not be kept.
    """
    drawn = answers.statements[:MOST_BARS]
    bars = [_bar(one, _shown(one)) for one in drawn if one.votes]
    table = statements_table(answers)
    title = f"Votes: {answers.question}"
    return split_chart(title, say_chart(answers), bars, table=table)


def statements_table(answers: Statements) -> Table:
    """Return votes and shares of each statement, small counts hidden."""
    headers = ("Statement", "Agree", "Disagree", "Pass", "Votes")
    rows = tuple((one.words, *_cells(one)) for one in answers.statements)
    return Table(f"Votes: {answers.question}", headers, rows)


def say_statements(answers: Statements) -> str:
    """Return how many votes there are, and what is agreed with most: a line for a list."""
    return " ".join([_say_counted(answers), *_say_first("Agreed with most", most_agreed, answers)])


def say_chart(answers: Statements) -> str:
    """Return the same with what divides most, and how the bars are read."""
    divided = _say_first("Most divided", most_divided, answers)
    return " ".join([say_statements(answers), *divided, *_say_drawn(answers)])


def _say_counted(answers: Statements) -> str:
    """Return how many there are; not their votes where these would tell a small number."""
    statements = say_count(len(answers.statements), "released statement", "released statements")
    if any(is_small(one.votes) for one in answers.statements):
        return f"{statements}."
    votes = sum(one.votes for one in answers.statements)
    return f"{statements} with {say_count(votes, 'vote', 'votes')}."


def _say_first(
    name: str,
    rank: Callable[[Sequence[VotedStatement]], Iterable[VotedStatement]],
    answers: Statements,
) -> Iterable[str]:
    """Yield the first statement of a ranking all of whose votes can be shown, if there is one."""
    ranked = rank(answers.statements)
    one = next((one for one in ranked if None not in _shown(one)), None)
    if one is not None:
        yield f"{name}: “{one.words}” ({say_votes_on(one, _shown(one))})."


def _say_drawn(answers: Statements) -> Iterable[str]:
    if any(one.votes for one in answers.statements):
        yield "Each bar has, from the left, who agrees, who disagrees and who passes."
    if len(answers.statements) > MOST_BARS:
        yield f"The chart has the {MOST_BARS} with the most votes, the table has all."


def say_votes_on(one: VotedStatement, shown: Shown) -> str:
    """Return the parts in words, such as "67% agree, 33% disagree, 0% pass, of 60 votes".

    >>> say_votes_on(VotedStatement("Trees", 40, 20, 2), (40, None, None))
    '65% agree, the rest not shown, of 62 votes'
    """
    told = [
        f"{say_percent(count / one.votes)} {part}"
        for count, part in zip(shown, PARTS, strict=True)
        if count is not None
    ]
    if len(told) < len(PARTS):
        told.append(f"the rest {NOT_SHOWN}" if told else NOT_SHOWN)
    return f"{', '.join(told)}, of {show_count(one.votes).text} votes"


def _bar(one: VotedStatement, shown: Shown) -> SplitBar:
    agree, disagree = (None if count is None else count / one.votes for count in shown[:2])
    return SplitBar(one.words, say_votes_on(one, shown), agree, disagree)


def _shown(one: VotedStatement) -> Shown:
    """Return the parts that can be shown; of few votes none at all."""
    if is_small(one.votes):
        return (None, None, None)
    return protect_list((one.agree, one.disagree, one.passed))


def _cells(one: VotedStatement) -> Iterable[str]:
    for count in _shown(one):
        is_hidden = count is None or not one.votes
        yield NOT_SHOWN if is_hidden else f"{say_percent((count or 0) / one.votes)} ({count:,})"
    yield show_count(one.votes).text
