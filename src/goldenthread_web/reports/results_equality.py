"""Who took part by their equality answers, for those in the office who may see them."""

from django.utils import timezone

from goldenthread.records.publishing import Chart
from goldenthread.reports.results.equality import equality_chart
from goldenthread_web.engagement.permissions import SEE_EQUALITY
from goldenthread_web.engagement.queries.equality import equality_counts
from goldenthread_web.people.models import Person
from goldenthread_web.people.permissions import allows
from goldenthread_web.reports.results_pages import ResultsPage


def equality_charts_for(person: Person, page: ResultsPage) -> list[Chart]:
    """Return a chart for each equality question; of a part of the people nothing is told.

    Two filters could tell who somebody is that is in one of them only.
    """
    if not (page.chosen.is_empty and allows(person, SEE_EQUALITY)):
        return []
    counts = equality_counts(page.engagement, today=timezone.localdate())
    return [equality_chart(question) for question in counts]
