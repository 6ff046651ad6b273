"""The page of an open question shows the themes in what was said to it, as the report does."""

import pytest
from django.test import Client

from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.people.models import Person
from goldenthread_web.reports.queries import remembered

REPORT = "/office/engagements/our-river/what-we-heard/"


@pytest.fixture
def officer(engagement_officer: Person, signed_in) -> Client:
    return signed_in(engagement_officer)


def page_of(question: Question) -> str:
    return f"/office/engagements/our-river/results/questions/{question.pk}/"


def test_it_tells_what_the_report_tells(
    coded: Engagement, question: Question, officer: Client
) -> None:
    (part,) = (
        one
        for one in officer.get(REPORT).context["page"].open
        if one.question.question == question.text
    )
    page = officer.get(page_of(question))
    assert page.context["view"].themes == part.chart
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
    assert page.context["view"].themes is None
    assert "Themes are shown of everybody’s answers" in page.text


def test_where_nothing_is_placed_there_is_no_chart(
    heard: Engagement, question: Question, officer: Client
) -> None:
    assert officer.get(page_of(question)).context["view"].themes is None


def test_of_a_large_engagement_they_wait_for_the_count_of_the_worker(
    coded: Engagement, question: Question, officer: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remembered, "SMALL", 0)
    assert officer.get(page_of(question)).context["view"].themes is None
    officer.get(REPORT)
    assert officer.get(page_of(question)).context["view"].themes is not None


def test_it_takes_few_queries(
    coded: Engagement, question: Question, officer: Client, django_assert_max_num_queries
) -> None:
    officer.get(page_of(question))
    with django_assert_max_num_queries(30):
        officer.get(page_of(question))
