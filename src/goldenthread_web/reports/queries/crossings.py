"""The crossings that an officer put into the report."""

from goldenthread.records.results import ShownCrossing
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.reports.models import ReportedCrossing
from goldenthread_web.reports.queries.remembered import Memory
from goldenthread_web.reports.queries.results.answered import questions_of
from goldenthread_web.reports.queries.results.crossing import sides_of
from goldenthread_web.reports.queries.results.scope import scope_of
from goldenthread_web.reports.queries.results.showing import show_sides

Pair = tuple[str, str]


def is_reported(engagement: Engagement, rows: str, columns: str) -> bool:
    return ReportedCrossing.objects.filter(
        engagement=engagement, rows=rows, columns=columns
    ).exists()


def reported_crossings(engagement: Engagement, memory: Memory) -> tuple[ShownCrossing, ...]:
    """Return what was put into the report, in that order; what is asked no more is left out."""
    wanted = list(
        ReportedCrossing.objects.filter(engagement=engagement).values_list("rows", "columns")
    )
    if not wanted:
        return ()
    known = memory.counted("crossings", lambda: _show(engagement, wanted, memory))
    late = [pair for pair in wanted if pair not in known]
    shown = known | (_show(engagement, late, memory) if late else {})
    return tuple(shown[pair] for pair in wanted if pair in shown)


def _show(engagement: Engagement, pairs: list[Pair], memory: Memory) -> dict[Pair, ShownCrossing]:
    sides = {side.name: side for side in sides_of(questions_of(engagement))}
    scope = scope_of(engagement, until=memory.until)
    return {
        (rows, columns): show_sides(sides[rows], sides[columns], scope)
        for rows, columns in pairs
        if rows in sides and columns in sides
    }
