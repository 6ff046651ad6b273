"""Runs of theme discovery. One counts only once it is finished."""

from django.db.models import QuerySet

from goldenthread_web.engagement.models import Engagement
from goldenthread_web.themes.models import DiscoveryRun


def finished_runs(engagement: Engagement) -> QuerySet[DiscoveryRun]:
    """Return the finished runs of an engagement, the latest first."""
    found = DiscoveryRun.objects.filter(engagement=engagement, finished_at__isnull=False)
    return found.select_related("question", "engagement").order_by("-finished_at", "-id")


def latest_run(engagement: Engagement) -> DiscoveryRun | None:
    """Return the finished run whose suggestions and copies stand now, if there is one."""
    return finished_runs(engagement).first()


def unfinished_run(engagement: Engagement) -> DiscoveryRun | None:
    """Return a run that goes on now: its job is neither done nor failed."""
    going_on = DiscoveryRun.objects.filter(
        engagement=engagement, finished_at=None, job__state__in=["waiting", "running"]
    )
    return going_on.select_related("job").first()
