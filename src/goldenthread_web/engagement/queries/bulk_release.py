"""What may go out together after a sample was read, and how large that sample must be."""

from math import ceil, log

from django.db.models import Exists, OuterRef, Q, QuerySet

from goldenthread.records.polis import Moderation
from goldenthread_web.engagement.models import (
    Contribution,
    DecisionElsewhere,
    Engagement,
    ReleaseDecision,
    SampleReading,
)
from goldenthread_web.engagement.queries.contributions import counted, counted_with_lead
from goldenthread_web.engagement.queries.release import NOTICED, Has

# If this share of the plain contributions were not fit, the sample would show
# at least one of them with this probability.
SHARE_TO_SEE = 0.05
PROBABILITY = 0.95
SMALLEST_SAMPLE = ceil(log(1 - PROBABILITY) / log(1 - SHARE_TO_SEE))

NOT_FIT_STATUSES = (
    Contribution.Status.WITHHELD,
    Contribution.Status.REDACTED,
    Contribution.Status.SAFEGUARDING,
)


def eligible(engagement: Engagement) -> QuerySet[Contribution]:
    """Return the held words in which nothing was noticed and about which nobody decided.

    Young people's words, counted-only words, and what moderators elsewhere
    rejected, withheld or took something out of are left to people.
    """
    decided = ReleaseDecision.objects.filter(contribution=OuterRef("pk"))
    kept_back = DecisionElsewhere.objects.filter(contribution=OuterRef("pk"))
    return counted(engagement).filter(
        ~Exists(decided),
        ~Exists(kept_back.exclude(outcome=Contribution.Status.RELEASED)),
        NOTICED[Has.NOTHING],
        ~Q(imported_moderation=Moderation.REJECTED.value),
        status=Contribution.Status.HELD,
        needs_second_person=False,
        response__may_publish_words=True,
    )


def stood_for(reading: SampleReading) -> QuerySet[Contribution]:
    """Return the eligible words that the sample was drawn from, as they are now.

    An import that ended after the draw is not among them, though its rows may
    have lower numbers than the last one drawn from.
    """
    was_there = Q(response__response_import=None) | Q(
        response__response_import__finished_at__lte=reading.drawn_at
    )
    return eligible(reading.engagement).filter(was_there, id__lte=reading.last_contribution_id)


def sample_size(engagement: Engagement, eligible_count: int) -> int:
    """Return how many to read: twice as many after each sample with something unfit in it."""
    refusals = SampleReading.objects.filter(
        engagement=engagement, read_at__isnull=False, released_count=None
    ).count()
    return min(eligible_count, SMALLEST_SAMPLE * int(2**refusals))


def last_number(found: QuerySet[Contribution]) -> int:
    """Return the highest number among these contributions, 0 for none."""
    highest: int | None = found.order_by("-id").values_list("id", flat=True).first()
    return highest or 0


def sampled(reading: SampleReading) -> QuerySet[Contribution]:
    """Return the sample as a moderator may read it: not what went to the lead or was removed."""
    found = counted(reading.engagement).filter(pk__in=reading.contribution_ids)
    return found.select_related("response", "question").order_by("id")


def count_not_fit(reading: SampleReading) -> int:
    """Return how many of the sample somebody found unfit since it was drawn."""
    found = counted_with_lead(reading.engagement).filter(pk__in=reading.contribution_ids)
    return found.filter(Q(status__in=NOT_FIT_STATUSES) | Q(needs_second_person=True)).count()


def readings(engagement: Engagement) -> QuerySet[SampleReading]:
    """Return the samples of the exercise, the last one first."""
    return SampleReading.objects.filter(engagement=engagement).select_related("drawn_by")


def fetch_reading(reading_id: int) -> SampleReading:
    """Return one sample with its exercise."""
    return SampleReading.objects.select_related("engagement").get(pk=reading_id)
