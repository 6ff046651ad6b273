"""The themes in what was said to one open question, for its page of results."""

from goldenthread.records.reports import OpenQuestion
from goldenthread_web.engagement.models import Question
from goldenthread_web.reports.queries.open_questions import ThemesOfQuestions
from goldenthread_web.reports.queries.participation import count_everything
from goldenthread_web.reports.queries.remembered import memory_of
from goldenthread_web.reports.queries.what_we_heard import told_capacities

NEEDED = {"totals", "codings"}


def themes_in(question: Question) -> OpenQuestion | None:
    """Return the question as “What we heard” tells it, without texts that many sent.

    None where nothing was said, and of a large engagement that the worker has not counted yet.
    """
    engagement = question.engagement
    memory = memory_of(engagement)
    if memory.touched is not None and not memory.kept.keys() >= NEEDED:
        return None
    totals = memory.counted("totals", lambda: count_everything(engagement))
    themes = ThemesOfQuestions(engagement, totals, memory, told=told_capacities(totals))
    found = themes.open_question(question.pk, question.text, ())
    return found if found.contributions else None
