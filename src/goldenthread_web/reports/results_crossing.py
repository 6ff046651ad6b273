"""Two things crossed, as a page shows them."""

from dataclasses import dataclass
from datetime import datetime

from django.http import QueryDict
from django.utils import timezone

from goldenthread.records.publishing import Chart, Table
from goldenthread.records.results import ShownCrossing
from goldenthread.reports.results.crossing import crossing_chart
from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.reports.queries.results.answered import questions_of
from goldenthread_web.reports.queries.results.crossing import Side, sides_of
from goldenthread_web.reports.queries.results.filters import EVERYTHING, ResultFilter
from goldenthread_web.reports.queries.results.reading import read_filter
from goldenthread_web.reports.queries.results.scope import scope_of
from goldenthread_web.reports.queries.results.showing import show_sides
from goldenthread_web.reports.tasks import know_crossing


@dataclass(frozen=True, slots=True)
class CrossingView:
    """What the page shows: what can be chosen, what was, and the table."""

    questions: list[Question]
    chosen: ResultFilter
    sides: list[Side]
    rows: Side | None
    columns: Side | None
    shown: ShownCrossing | None
    chart: Chart | None
    counted_at: datetime

    @property
    def table(self) -> Table | None:
        return self.chart.table if self.chart else None

    @property
    def sentence(self) -> str:
        at = timezone.localtime(self.counted_at)
        said = self.chart.sentence if self.chart else ""
        return f"{said} {self.chosen.sentence} Counted at {at:%H:%M on %-d %B %Y}."


def crossed(engagement: Engagement, params: QueryDict) -> CrossingView:
    """Return the two things that the address names, crossed; of large engagements it is kept."""
    questions = questions_of(engagement)
    return _crossed(engagement, questions, params, read_filter(params, questions), for_public=False)


def crossed_in_public(engagement: Engagement, params: QueryDict) -> CrossingView:
    """Return the same of everybody, no filter; it is kept until several more have answered."""
    return _crossed(engagement, questions_of(engagement), params, EVERYTHING, for_public=True)


def _crossed(
    engagement: Engagement,
    questions: list[Question],
    params: QueryDict,
    chosen: ResultFilter,
    *,
    for_public: bool,
) -> CrossingView:
    sides, rows, columns = _sides(questions, params)
    if not (rows and columns):
        now = timezone.now()
        return CrossingView(questions, chosen, sides, rows, columns, None, None, now)
    address = f"cross:{rows.name}:{columns.name}"
    if not for_public:
        # The words of the form are kept with it: with other words it is another one.
        address += f":{engagement.form_stamp.hex}?{chosen.address}"
    kept = know_crossing(
        engagement=engagement,
        address=address,
        for_public=for_public,
        count=lambda until: show_sides(rows, columns, scope_of(engagement, chosen, until=until)),
    )
    chart = crossing_chart(kept.shown)
    return CrossingView(questions, chosen, sides, rows, columns, kept.shown, chart, kept.counted_at)


def _sides(
    questions: list[Question], params: QueryDict
) -> tuple[list[Side], Side | None, Side | None]:
    """Return what can be crossed and what was chosen; a thing is not crossed with itself."""
    sides = sides_of(questions)
    by_name = {side.name: side for side in sides}
    rows, columns = by_name.get(params.get("rows", "")), by_name.get(params.get("columns", ""))
    return sides, rows, columns if columns != rows else None
