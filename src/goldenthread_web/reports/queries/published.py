"""Which reports the public may read."""

from django.shortcuts import get_object_or_404

from goldenthread_web.engagement.models import Engagement
from goldenthread_web.engagement.queries.exercises import published
from goldenthread_web.reports.models import PublishedReport


def published_report(engagement: Engagement) -> PublishedReport | None:
    """Return that the report of an engagement is public, or None."""
    found = PublishedReport.objects.filter(engagement=engagement)
    return found.select_related("published_by").first()


def public_engagement(slug: str) -> Engagement:
    """Return a public engagement whose report is public too; anything else is not found."""
    reported = PublishedReport.objects.values("engagement_id")
    return get_object_or_404(published().filter(id__in=reported), slug=slug)
