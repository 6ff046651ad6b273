"""The themes in what was said to open questions, for pages of results."""

from collections.abc import Sequence
from datetime import datetime

from goldenthread.records.reports import OpenQuestion
from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.reports.queries.open_questions import ThemesOfQuestions
from goldenthread_web.reports.queries.participation import count_everything
from goldenthread_web.reports.queries.remembered import memory_of
from goldenthread_web.reports.queries.what_we_heard import told_capacities

NEEDED = {"totals", "codings"}


def themes_of(
    engagement: Engagement, questions: Sequence[Question], *, until: datetime | None = None
) -> dict[int, OpenQuestion]:
    """Return open questions as “What we heard” tells them, in figures, without any words.

    Those to which nothing was said, or of which nothing is in a theme, are left out. Of a large
    engagement there is only what the worker has counted, which is as of now: none with `until`,
    which leaves out what came later.
    """
    asked = [one for one in questions if one.kind == Question.Kind.OPEN]
    if not asked:
        return {}
    memory = memory_of(engagement, until=until)
    if memory.touched is not None and (until or not memory.kept.keys() >= NEEDED):
        return {}
    totals = memory.counted("totals", lambda: count_everything(engagement, until=until))
    told = told_capacities(totals)
    themes = ThemesOfQuestions(engagement, totals, memory, told=told, has_quotes=False)
    found = {one.pk: themes.open_question(one.pk, one.text, ()) for one in asked}
    return {pk: one for pk, one in found.items() if one.contributions and one.themes}
