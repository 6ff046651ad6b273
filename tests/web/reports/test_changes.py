from datetime import date, timedelta

import pytest

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.people.models import AuditEvent, Person
from goldenthread_web.reports.changes import publish_report, take_back_report
from goldenthread_web.reports.models import PublishedReport


def after(engagement: Engagement) -> date:
    """Return the first day on which nobody can answer any more."""
    return engagement.closes_on + timedelta(days=1)


def test_a_report_that_follows_each_answer_waits_until_they_are_in(
    engagement: Engagement, engagement_officer: Person
) -> None:
    with pytest.raises(ConflictError, match="two looks at it could tell"):
        publish_report(
            by=engagement_officer, engagement=engagement, why="Early", today=engagement.closes_on
        )
    assert not PublishedReport.objects.exists()


def test_publishing_and_taking_back_are_kept_with_who_and_why(
    engagement: Engagement, engagement_officer: Person
) -> None:
    publish_report(
        by=engagement_officer, engagement=engagement, why="The board asked", today=after(engagement)
    )
    take_back_report(by=engagement_officer, engagement=engagement, why="A figure is wrong")
    events = AuditEvent.objects.filter(action__startswith="reports.").order_by("id")
    assert [(event.action, event.why, event.person) for event in events] == [
        ("reports.published", "The board asked", engagement_officer),
        ("reports.taken-back", "A figure is wrong", engagement_officer),
    ]
    assert not PublishedReport.objects.exists()


def test_a_report_is_published_once(engagement: Engagement, engagement_officer: Person) -> None:
    publish_report(
        by=engagement_officer, engagement=engagement, why="The board asked", today=after(engagement)
    )
    with pytest.raises(ConflictError, match="already"):
        publish_report(
            by=engagement_officer, engagement=engagement, why="Again", today=after(engagement)
        )
    assert AuditEvent.objects.filter(action="reports.published").count() == 1


def test_what_is_not_public_cannot_be_taken_back(
    engagement: Engagement, engagement_officer: Person
) -> None:
    with pytest.raises(ConflictError, match="not public"):
        take_back_report(by=engagement_officer, engagement=engagement, why="No")


def test_the_report_of_a_hidden_engagement_cannot_be_published(
    engagement: Engagement, engagement_officer: Person
) -> None:
    engagement.is_published = False
    with pytest.raises(ConflictError, match="Publish the engagement first"):
        publish_report(
            by=engagement_officer, engagement=engagement, why="Early", today=after(engagement)
        )
