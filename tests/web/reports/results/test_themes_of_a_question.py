"""The page of an open question shows the themes in what was said to it, as the report does."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from goldenthread.records.publishing import Chart
from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.people.models import Person
from goldenthread_web.reports.changes import publish_report
from goldenthread_web.reports.queries import remembered

PUBLIC = "/engagements/our-river/results/"
REPORT = "/office/engagements/our-river/what-we-heard/"


@pytest.fixture
def officer(engagement_officer: Person, signed_in) -> Client:
    return signed_in(engagement_officer)


def page_of(question: Question) -> str:
    return f"/office/engagements/our-river/results/questions/{question.pk}/"


def charts_of(page: Any) -> tuple[Chart, ...]:
    charts: tuple[Chart, ...] = page.context["view"].card.charts
    return charts


def test_it_tells_what_the_report_tells(
    coded: Engagement, question: Question, officer: Client
) -> None:
    (part,) = (
        one
        for one in officer.get(REPORT).context["page"].open
        if one.question.question == question.text
    )
    page = officer.get(page_of(question))
    assert charts_of(page) == (part.chart,)
    assert part.chart.sentence in page.text
    assert "A count of contributions is not a vote." in page.text
    download = officer.get(f"{page_of(question)[:-1]}.csv").content.decode()
    for cell in part.chart.table.rows[0]:
        assert cell in download


def test_under_a_filter_they_are_not_told(
    coded: Engagement, question: Question, officer: Client
) -> None:
    page = officer.get(page_of(question), {"capacity": "resident"})
    assert not page.context["view"].chosen.is_empty
    assert charts_of(page) == ()
    assert "Themes are shown of everybody’s answers" in page.text


def test_where_nothing_is_placed_there_is_no_chart(
    heard: Engagement, question: Question, officer: Client
) -> None:
    assert charts_of(officer.get(page_of(question))) == ()


def test_of_a_large_engagement_they_wait_for_the_count_of_the_worker(
    coded: Engagement, question: Question, officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembered, "SMALL", 0)
    assert charts_of(officer.get(page_of(question))) == ()
    officer.get(REPORT)
    assert charts_of(officer.get(page_of(question))) != ()


def test_it_takes_few_queries(
    coded: Engagement, question: Question, officer: Client, django_assert_max_num_queries
) -> None:
    officer.get(page_of(question))
    with django_assert_max_num_queries(30):
        officer.get(page_of(question))


def test_in_public_they_stand_there_once_the_report_does(
    coded: Engagement,
    question: Question,
    stranger: Client,
    officer: Client,
    engagement_officer: Person,
) -> None:
    coded.results_public_on = timezone.localdate()
    coded.save()
    page = stranger.get(PUBLIC)
    (card,) = (one for one in page.context["cards"] if one.question == question)
    assert card.charts == ()
    assert "Read what people said" not in page.text
    over = coded.closes_on + timedelta(days=1)
    publish_report(by=engagement_officer, engagement=coded, why="Agreed", today=over)
    page = stranger.get(PUBLIC)
    (card,) = (one for one in page.context["cards"] if one.question == question)
    assert card.charts == charts_of(officer.get(page_of(question)))
    assert "what-we-heard/#said" in page.text
    assert card.charts[0].table.rows[0][0] in stranger.get(f"{PUBLIC[:-1]}.csv").text
