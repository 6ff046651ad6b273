"""Printed letters: kept for a day, for who had them made, then gone."""

from datetime import datetime, timedelta

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import QuerySet

from goldenthread_web.engagement.models import Engagement, Invitation, LetterFile
from goldenthread_web.people.audit import record_event
from goldenthread_web.people.models import Person

KEPT_FOR = timedelta(days=1)
BATCH = 250


def keep_letters(
    *,
    by: Person,
    engagement: Engagement,
    content: bytes,
    ending: str,
    count: int,
    now: datetime,
) -> LetterFile:
    """Return the file of so many letters."""
    letters = LetterFile(engagement=engagement, made_by=by, made_at=now, count=count, ending=ending)
    # The name tells nothing and is changed by the storage if it is taken.
    letters.file.save(
        f"{engagement.pk}-{now:%Y%m%d%H%M%S}.{ending}", ContentFile(content), save=False
    )
    with transaction.atomic():
        letters.save()
        record_event(by=by, action="engagement.letters-made", subject=engagement, count=count)
    return letters


def mark_printed(*, invitations: list[Invitation], now: datetime) -> None:
    """Note that the codes of these invitations are on paper."""
    ids = [one.pk for one in invitations]
    for start in range(0, len(ids), BATCH):
        part = ids[start : start + BATCH]
        Invitation.objects.filter(pk__in=part, printed_at=None).update(printed_at=now)


def delete_old_letters(*, now: datetime) -> int:
    """Return how many files were past their day and are gone."""
    return _delete(LetterFile.objects.filter(made_at__lt=now - KEPT_FOR))


@transaction.atomic
def delete_letters(*, by: Person, letters: LetterFile) -> None:
    """Delete a file of letters before its day is over."""
    record_event(by=by, action="engagement.letters-deleted", subject=letters.engagement)
    _delete(LetterFile.objects.filter(pk=letters.pk))


def _delete(found: QuerySet[LetterFile]) -> int:
    count = 0
    for letters in found:
        letters.file.delete(save=False)
        letters.delete()
        count += 1
    return count
