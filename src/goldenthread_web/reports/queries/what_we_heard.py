"""What was heard in an engagement, as one record: released words, and counts of everything."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils import timezone

from goldenthread.records.reports import WhatWeHeard
from goldenthread.reports.figures import show_participation
from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.engagement.queries.once import count_past_the_rule, rule_of
from goldenthread_web.partners.queries import partnership
from goldenthread_web.reports.queries.closed_questions import closed_questions
from goldenthread_web.reports.queries.crossings import reported_crossings
from goldenthread_web.reports.queries.in_figures import comparisons, questions_in_figures
from goldenthread_web.reports.queries.method import say_limits, say_method
from goldenthread_web.reports.queries.once import say_past_the_rule
from goldenthread_web.reports.queries.open_questions import ThemesOfQuestions, open_questions
from goldenthread_web.reports.queries.participation import (
    Totals,
    channels_of,
    count_everything,
    participation_tables,
    set_aside,
)
from goldenthread_web.reports.queries.petitions import reported_petitions
from goldenthread_web.reports.queries.remembered import LONGEST_BEHIND, Memory, memory_of
from goldenthread_web.reports.queries.votes import statement_votes

STAMP = "Invented for this demonstration"


def what_we_heard(
    engagement: Engagement,
    *,
    today: date,
    behind: timedelta = LONGEST_BEHIND,
    until: datetime | None = None,
) -> WhatWeHeard:
    """Return the report as the record stands now, in a fixed number of queries.

    It reads the same for everybody: words are released ones only. Counts of a
    large engagement are as old as `behind` at most. What the public reads leaves
    out what came after `until`: see `public_look`.
    """
    memory = memory_of(engagement, behind=behind, until=until)
    totals = memory.counted("totals", lambda: count_everything(engagement, until=until))
    questions = list(Question.objects.filter(engagement=engagement).prefetch_related("options"))
    themes = ThemesOfQuestions(engagement, totals, memory, told=told_capacities(totals))
    withheld, counted_only, held = set_aside(totals)
    place = partnership()
    return WhatWeHeard(
        title=f"What we heard: {engagement.title}",
        partnership=place.name if place else "",
        engagement=engagement.title,
        purpose=engagement.why_asked,
        who_decides=engagement.who_decides,
        decided_when=engagement.decided_when,
        audience=engagement.audience,
        prepared_on=today,
        responses=totals.response_count,
        people=totals.people,
        contributions=totals.contribution_count,
        began_on=engagement.opens_on,
        ended_on=engagement.closes_on,
        channels=channels_of(totals),
        participation=participation_tables(totals),
        closed_questions=closed_questions(engagement, questions, memory, people=totals.people),
        in_figures=questions_in_figures(engagement, memory, people=totals.people),
        comparisons=comparisons(engagement, questions, until=until),
        crossings=reported_crossings(engagement, memory),
        open_questions=open_questions(engagement, questions, themes, totals),
        votes=statement_votes(engagement, memory),
        petitions=reported_petitions(engagement),
        withheld=withheld,
        counted_only=counted_only,
        held=held,
        released=totals.released_count,
        method=(*say_method(engagement, themes.runs, totals), *_past_the_rule(engagement, memory)),
        limits=say_limits(totals),
        counted_at=timezone.localtime(min(memory.counted_at, until or memory.counted_at)),
        stamp=STAMP if engagement.is_invented or totals.has_invented else "",
    )


def _past_the_rule(engagement: Engagement, memory: Memory) -> Iterable[str]:
    if rule_of(engagement):
        counts = memory.counted(
            "past-the-rule", lambda: count_past_the_rule(engagement, until=memory.until)
        )
        yield from filter(None, [say_past_the_rule(engagement, counts)])


def told_capacities(totals: Totals) -> frozenset[str]:
    """Return the capacities of so many people that words can be shown with them."""
    by_capacity = participation_tables(totals)[:1]
    rows = by_capacity[0].rows if by_capacity else ()
    shown = show_participation(rows)
    return frozenset(row.label.lower() for row in rows if shown[row][0][:1].isdigit())
