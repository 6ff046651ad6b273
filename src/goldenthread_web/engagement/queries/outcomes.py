"""What came of engagements."""

from goldenthread_web.engagement.models import Engagement, EngagementOutcome


def outcome_of(engagement: Engagement) -> EngagementOutcome | None:
    """Return what came of it, public or not, if somebody wrote it."""
    return EngagementOutcome.objects.filter(engagement=engagement).first()
