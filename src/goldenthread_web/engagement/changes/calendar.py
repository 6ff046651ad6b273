"""Keeping the calendar of blocked periods, and letting an engagement run in one."""

from collections.abc import Sequence
from datetime import date

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from goldenthread.engagement.easter import computed_periods
from goldenthread.errors import ConflictError, InputError
from goldenthread_web.engagement.models import BlockedPeriod, BlockedPeriodOverride, Engagement
from goldenthread_web.engagement.permissions import KEEP_CALENDAR
from goldenthread_web.engagement.queries.calendar import clashes_of
from goldenthread_web.engagement.queries.calendar_files import PeriodRow
from goldenthread_web.people.audit import By, person_of, record_event
from goldenthread_web.people.models import Person
from goldenthread_web.people.permissions import require


@transaction.atomic
def add_period(*, by: By, row: PeriodRow) -> BlockedPeriod:
    """Return a new blocked period."""
    period = BlockedPeriod.objects.create(**_fields(row), added_by=person_of(by))
    record_event(by=by, action="engagement.blocked-period-added", subject=period)
    return period


def _fields(row: PeriodRow) -> dict[str, object]:
    return {
        "name": row.name,
        "kind": row.kind,
        "begins_on": row.begins_on,
        "ends_on": row.ends_on,
        "source": row.source,
    }


@transaction.atomic
def change_period(*, by: By, period: BlockedPeriod, row: PeriodRow) -> BlockedPeriod:
    """Return the period as it is now. An override keeps only if no day was added.

    The event names the fields that changed.
    """
    changed = [name for name, value in _fields(row).items() if getattr(period, name) != value]
    if not changed:
        return period
    if row.begins_on < period.begins_on or row.ends_on > period.ends_on:
        _end_overrides(by, BlockedPeriodOverride.objects.filter(period=period))
    for name in changed:
        setattr(period, name, getattr(row, name))
    period.save(update_fields=changed)
    record_event(
        by=by, action="engagement.blocked-period-changed", subject=period, fields=", ".join(changed)
    )
    return period


@transaction.atomic
def remove_period(*, by: By, period: BlockedPeriod) -> None:
    """Take a period out of the calendar.

    Raises:
        ConflictError: an engagement was allowed to run in it, so it stays as its record.
    """
    if BlockedPeriodOverride.objects.filter(period=period).exists():
        raise ConflictError(
            "An engagement was allowed to run in this period. It stays, so that the reason "
            "can be read. You can change its days."
        )
    record_event(by=by, action="engagement.blocked-period-removed", subject=period)
    period.delete()


@transaction.atomic
def add_periods(*, by: By, rows: Sequence[PeriodRow]) -> int:
    """Return how many periods were new; what stands there already is passed over."""
    known = set(BlockedPeriod.objects.values_list("name", "begins_on", "ends_on"))
    new: list[BlockedPeriod] = []
    for row in rows:
        if (key := (row.name, row.begins_on, row.ends_on)) not in known:
            known.add(key)
            new.append(BlockedPeriod(**_fields(row), added_by=person_of(by)))
    added = BlockedPeriod.objects.bulk_create(new)
    if added:
        record_event(
            by=by, action="engagement.blocked-periods-added", subject=added[0], count=len(added)
        )
    return len(added)


def add_computed_periods(*, by: By, year: int) -> int:
    """Return how many of the days around Easter and Christmas of the year were new."""
    kinds = (BlockedPeriod.Kind.FESTIVAL, BlockedPeriod.Kind.HOLIDAY)
    rows = [
        PeriodRow(one.name, kind, one.begins_on, one.ends_on, one.source)
        for one, kind in zip(computed_periods(year), kinds, strict=True)
    ]
    return add_periods(by=by, rows=rows)


@transaction.atomic
def allow_in_period(
    *, by: Person, engagement: Engagement, period: BlockedPeriod, reason: str
) -> BlockedPeriodOverride:
    """Return the override with which an engagement may be open in a blocked period.

    Raises:
        NotAllowedError: the person is not a monitoring officer.
        InputError: no reason was given.
        ConflictError: it does not run in the period, or was allowed already.
    """
    require(by, KEEP_CALENDAR)
    if not reason.strip():
        raise InputError("Say why it may run in this period.")
    if period not in [clash.period for clash in clashes_of(engagement)]:
        raise ConflictError(f"“{engagement}” is not open in this period any more.")
    try:
        with transaction.atomic():
            override = BlockedPeriodOverride.objects.create(
                engagement=engagement, period=period, reason=reason.strip(), made_by=by
            )
    except IntegrityError as error:
        raise ConflictError("Somebody has allowed this already.") from error
    record_event(
        by=by, action="engagement.blocked-period-allowed", subject=engagement, period=period.pk
    )
    return override


def end_outgrown_overrides(
    *, by: By, engagement: Engagement, opens_on: date, closes_on: date
) -> None:
    """End the overrides that would not fit into the days that they were given for.

    `opens_on` and `closes_on` are the days to come; the engagement has those of before.
    """
    given = BlockedPeriodOverride.objects.filter(engagement=engagement).select_related("period")
    outgrown = []
    for override in given:
        period = override.period
        before = (
            max(engagement.opens_on, period.begins_on),
            min(engagement.closes_on, period.ends_on),
        )
        after = max(opens_on, period.begins_on), min(closes_on, period.ends_on)
        if not before[0] <= after[0] <= after[1] <= before[1]:
            outgrown.append(override.pk)
    _end_overrides(by, BlockedPeriodOverride.objects.filter(pk__in=outgrown))


def _end_overrides(by: By, found: QuerySet[BlockedPeriodOverride]) -> None:
    for override in found.select_related("engagement"):
        record_event(
            by=by,
            action="engagement.blocked-period-allowance-ended",
            subject=override.engagement,
            period=override.period_id,
        )
    found.delete()
