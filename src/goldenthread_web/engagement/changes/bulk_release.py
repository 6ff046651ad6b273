"""Releasing what nothing was noticed about, after a random sample was read."""

from datetime import datetime
from random import Random

from django.db import transaction
from django.db.models import F

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.changes.release import raise_flag
from goldenthread_web.engagement.models import (
    Contribution,
    Engagement,
    ReleaseDecision,
    SampleReading,
)
from goldenthread_web.engagement.queries.bulk_release import (
    count_not_fit,
    eligible,
    last_number,
    sample_size,
    stood_for,
)
from goldenthread_web.people.audit import record_event
from goldenthread_web.people.models import Person

BATCH = 200
NOT_FIT = "not fit for bulk release"
NOTHING_TO_DRAW = "There is nothing to release in bulk just now: each contribution needs a person."
NOT_FIT_ANY_MORE = (
    "Something in this sample was found unfit, so the rest does not go out unread. "
    "Those contributions are in the queue for two people. You can draw a new sample; "
    "it is twice as large."
)


@transaction.atomic
def draw_sample(
    *, by: Person, engagement: Engagement, now: datetime, chance: Random
) -> SampleReading:
    """Return a random sample of what may be released in bulk; `chance` draws it.

    Raises:
        ConflictError: there is nothing to draw from.
    """
    found = list(eligible(engagement).order_by("id").values_list("id", flat=True))
    if not found:
        raise ConflictError(NOTHING_TO_DRAW)
    drawn = chance.sample(found, sample_size(engagement, len(found)))
    reading = SampleReading.objects.create(
        engagement=engagement,
        drawn_by=by,
        drawn_at=now,
        last_contribution_id=last_number(eligible(engagement)),
        contribution_ids=sorted(drawn),
        eligible_count=len(found),
    )
    record_event(
        by=by,
        action="engagement.sample-drawn",
        subject=reading,
        engagement=engagement.slug,
        sample=len(drawn),
        eligible=len(found),
    )
    return reading


def _lock(reading: SampleReading, by: Person) -> SampleReading:
    locked = SampleReading.objects.select_for_update(of=("self",)).get(pk=reading.pk)
    if locked.read_at is not None:
        raise ConflictError("This sample was read and answered already. Draw a new one.")
    if locked.drawn_by_id != by.pk:
        raise ConflictError("Somebody else drew this sample. Draw your own and read that.")
    return locked


@transaction.atomic
def refuse_bulk(
    *, by: Person, reading: SampleReading, unfit: list[Contribution], now: datetime
) -> SampleReading:
    """Return the sample, closed: what was unfit needs two people, nothing else goes out."""
    locked = _lock(reading, by)
    for contribution in unfit:
        raise_flag(by=by, contribution=contribution, kind=NOT_FIT)
    locked.read_at = now
    locked.save(update_fields=["read_at"])
    record_event(by=by, action="engagement.bulk-release-refused", subject=locked, unfit=len(unfit))
    return locked


@transaction.atomic
def confirm_read(*, by: Person, reading: SampleReading, now: datetime) -> SampleReading:
    """Return the sample as read by this person, from when on the rest may be released.

    Raises:
        ConflictError: something in it was found unfit since it was drawn.
    """
    locked = _lock(reading, by)
    if count_not_fit(locked):
        raise ConflictError(NOT_FIT_ANY_MORE)
    locked.read_at, locked.released_count = now, 0
    locked.save(update_fields=["read_at", "released_count"])
    record_event(
        by=by,
        action="engagement.bulk-release-confirmed",
        subject=locked,
        eligible=locked.eligible_count,
    )
    return locked


@transaction.atomic
def release_batch(*, by: Person, reading: SampleReading, ids: list[int], now: datetime) -> int:
    """Return how many of these were released now: a short transaction, so that nobody waits.

    What somebody decided about since the ids were read is left alone.

    Raises:
        ConflictError: the sample was not read, or was refused.
    """
    if reading.read_at is None or reading.released_count is None:
        raise ConflictError("Read the sample first.")
    rows = stood_for(reading).filter(pk__in=ids).order_by("pk")
    locked = [one.pk for one in rows.select_for_update(of=("self",)).only("pk")]
    # Asked again under the lock: whoever held it before may have decided to hold the words.
    ids = list(rows.filter(pk__in=locked).values_list("pk", flat=True))
    Contribution.objects.filter(pk__in=ids, status=Contribution.Status.HELD).update(
        status=Contribution.Status.RELEASED, decided_at=now
    )
    ReleaseDecision.objects.bulk_create(
        ReleaseDecision(
            contribution_id=number,
            outcome=ReleaseDecision.Outcome.RELEASE,
            by=by,
            at=now,
            is_bulk=True,
        )
        for number in ids
    )
    SampleReading.objects.filter(pk=reading.pk).update(
        released_count=F("released_count") + len(ids)
    )
    return len(ids)


@transaction.atomic
def record_bulk_release(*, by: Person, reading: SampleReading, released: int) -> None:
    """Write the one audit event of a bulk release."""
    record_event(
        by=by,
        action="engagement.bulk-released",
        subject=reading,
        engagement=reading.engagement.slug,
        released=released,
        sample=len(reading.contribution_ids),
    )
