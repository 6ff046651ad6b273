"""Where people stop: for the office only."""

from goldenthread.records.engagement import Channel
from goldenthread.records.publishing import Chart
from goldenthread.reports.results.taking_part import steps_chart
from goldenthread_web.reports.queries.results.taking_part import steps_of
from goldenthread_web.reports.results_pages import ResultsPage


def steps_chart_of(page: ResultsPage) -> Chart | None:
    """Return how many stopped at each page, of all who began online; not of a part of them."""
    if page.counts is None or not page.chosen.is_empty or page.is_public:
        return None
    online = [
        group.responses
        for group in page.counts.groups_by("channel")
        if group.value == Channel.ONLINE_SURVEY.value
    ]
    steps = steps_of(page.engagement, sent=sum(online))
    return steps_chart(steps) if steps else None
