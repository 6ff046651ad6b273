"""Telling everybody what was heard where it is decided what comes of it: report and results."""

from django.utils import timezone

from goldenthread_web.command.demonstration.cast import Cast
from goldenthread_web.engagement.models import Engagement, EngagementOutcome
from goldenthread_web.people.roles import Role
from goldenthread_web.reports.changes import publish_report, set_results_date

WHY = "It is decided what comes of it, so everybody can read what was heard."


def tell_what_was_heard(cast: Cast) -> None:
    """Publish the report and the results of each exercise that has an outcome."""
    officer, today = cast[Role.ENGAGEMENT_OFFICER], timezone.localdate()
    told = EngagementOutcome.objects.exclude(published_at=None).values("engagement")
    for engagement in Engagement.objects.filter(pk__in=told):
        publish_report(by=officer, engagement=engagement, why=WHY, today=today)
        set_results_date(by=officer, engagement=engagement, public_on=today)
