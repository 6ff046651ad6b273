"""Votes on statements: which are agreed with most, and which divide people most."""

from collections.abc import Sequence
from functools import lru_cache

from docx.document import Document

from goldenthread.disclosure import show_counts
from goldenthread.publishing.word import add_heading, add_paragraph, add_table
from goldenthread.records.publishing import Table
from goldenthread.records.reports import StatementVotes, VotedStatement
from goldenthread.reports.wording import say_count, say_people
from goldenthread.uncertainty.intervals import wilson_interval

FEWEST_VOTES = 10
MOST_LISTED = 10


def most_agreed(statements: Sequence[VotedStatement]) -> tuple[VotedStatement, ...]:
    """Return the statements whose share of agreement is surely high, highest first.

    They are ranked by the lower end of its 95% interval, so that few votes do not
    win by chance. Those with fewer than 10 votes, or not agreed with by most, are left out.
    """
    ranked = _rank(statements, [statement.agree for statement in statements])
    return tuple(one for one in ranked if one.agree * 2 > one.votes)[:MOST_LISTED]


def most_divided(statements: Sequence[VotedStatement]) -> tuple[VotedStatement, ...]:
    """Return the statements on which both sides are surely large, most divided first.

    They are ranked by the lower end of the 95% interval of the smaller side's
    share, and left out where fewer than a fifth of the votes are on that side.
    """
    ranked = _rank(statements, [min(one.agree, one.disagree) for one in statements])
    return tuple(one for one in ranked if min(one.agree, one.disagree) * 5 >= one.votes)[
        :MOST_LISTED
    ]


def say_votes(votes: StatementVotes) -> str:
    """Return how many people voted on how many statements."""
    statements = say_count(votes.statements, "statement", "statements")
    cast = say_count(votes.votes, "vote", "votes")
    return (
        f"{say_people(votes.voters)} voted on {statements}, with {cast} in all. Not everybody "
        "was shown every statement, so each figure says of how many votes it is."
    )


def votes_table(caption: str, statements: Sequence[VotedStatement]) -> Table:
    """Return agree, disagree and pass of each statement, with small counts hidden."""
    headers = ("Statement", "Agree", "Disagree", "Pass", "Votes")
    return Table(caption, headers, tuple((one.words, *_show(one)) for one in statements))


def list_votes_tables(votes: StatementVotes) -> tuple[Table, ...]:
    """Return the tables of the statements most agreed with and most divided on, if any."""
    tables = (
        votes_table("Statements that people agreed with most", votes.most_agreed),
        votes_table("Statements that divided people most", votes.most_divided),
    )
    return tuple(table for table in tables if table.rows)


def add_votes(document: Document, votes: StatementVotes) -> None:
    """Add the part on votes to the Word document."""
    add_heading(document, "Votes on statements", level=1)
    add_paragraph(document, say_votes(votes))
    tables = list_votes_tables(votes)
    for table in tables:
        add_table(document, table)
    if not tables:
        add_paragraph(document, TOO_FEW_VOTES)


TOO_FEW_VOTES = f"No statement has {FEWEST_VOTES} votes yet: too few to list any."


def _rank(statements: Sequence[VotedStatement], counts: Sequence[int]) -> list[VotedStatement]:
    pairs = [
        (wilson_interval(count, one.votes).lower, place, one)
        for place, (one, count) in enumerate(zip(statements, counts, strict=True))
        if one.votes >= FEWEST_VOTES
    ]
    return [one for _, _, one in sorted(pairs, key=lambda pair: (-pair[0], pair[1]))]


def _show(one: VotedStatement) -> tuple[str, str, str, str]:
    agree, disagree, passed, total = _show_counts(one.agree, one.disagree, one.passed)
    return agree, disagree, passed, total


@lru_cache(maxsize=2048)
def _show_counts(*counts: int) -> tuple[str, ...]:
    """Return counts and total as they may be shown; numbers only are kept."""
    shown = show_counts(counts)
    return (*(cell.text for cell in shown.cells), shown.total.text)
