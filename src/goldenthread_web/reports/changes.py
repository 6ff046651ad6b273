"""Publishing "What we heard", and taking it back."""

from django.db import IntegrityError, transaction

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.people.audit import record_event
from goldenthread_web.people.models import Person
from goldenthread_web.reports.models import PublishedReport


@transaction.atomic
def publish_report(*, by: Person, engagement: Engagement, why: str) -> PublishedReport:
    """Let the public read what was heard; somebody may have done so before.

    Raises:
        ConflictError: the engagement itself is not public, or the report is already.
    """
    if not engagement.is_published:
        raise ConflictError(
            "The public cannot see this engagement, so it cannot see what was heard. "
            "Publish the engagement first."
        )
    try:
        with transaction.atomic():
            report = PublishedReport.objects.create(engagement=engagement, published_by=by, why=why)
    except IntegrityError as error:
        raise ConflictError("Somebody has published this report already.") from error
    record_event(by=by, action="reports.published", subject=engagement, why=why)
    return report


@transaction.atomic
def take_back_report(*, by: Person, engagement: Engagement, why: str) -> Engagement:
    """Take the report from the public again. Raises ConflictError if it is not public."""
    gone, _ = PublishedReport.objects.filter(engagement=engagement).delete()
    if not gone:
        raise ConflictError("This report is not public, so there is nothing to take back.")
    record_event(by=by, action="reports.taken-back", subject=engagement, why=why)
    return engagement
