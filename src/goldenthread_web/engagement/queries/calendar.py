"""The calendar of blocked periods: what stands in it, and what would run into it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from goldenthread_web.engagement.models import BlockedPeriod, BlockedPeriodOverride, Engagement
from goldenthread_web.engagement.permissions import KEEP_CALENDAR
from goldenthread_web.people.models import Person
from goldenthread_web.people.permissions import require

AHEAD = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Clash:
    """An engagement that is open on days of a blocked period, and who let it, if somebody did."""

    engagement: Engagement
    period: BlockedPeriod
    override: BlockedPeriodOverride | None

    @property
    def begins_on(self) -> date:
        return max(self.engagement.opens_on, self.period.begins_on)

    @property
    def ends_on(self) -> date:
        return min(self.engagement.closes_on, self.period.ends_on)


def periods_between(first: date, last: date) -> QuerySet[BlockedPeriod]:
    """Return the blocked periods with a day from `first` to `last`, both included."""
    return BlockedPeriod.objects.filter(begins_on__lte=last, ends_on__gte=first)


def periods_of(year: int) -> QuerySet[BlockedPeriod]:
    return periods_between(date(year, 1, 1), date(year, 12, 31))


def periods_ahead(today: date) -> QuerySet[BlockedPeriod]:
    """Return what is blocked in the year to come: shown where days are chosen."""
    return periods_between(today, today + AHEAD)


def all_periods() -> QuerySet[BlockedPeriod]:
    return BlockedPeriod.objects.all()


def period_of(period_id: int) -> BlockedPeriod:
    """Return the period, or answer that there is none."""
    return get_object_or_404(BlockedPeriod, pk=period_id)


def clashes_of(engagement: Engagement) -> list[Clash]:
    """Return the blocked periods in which the engagement is open, in two queries.

    What is over when it is brought in opens for nobody.
    """
    if engagement.is_over(timezone.localdate()):
        return []
    overrides = BlockedPeriodOverride.objects.filter(engagement=engagement)
    allowed = {one.period_id: one for one in overrides.select_related("made_by")}
    found = periods_between(engagement.opens_on, engagement.closes_on)
    return [Clash(engagement, period, allowed.get(period.pk)) for period in found]


def not_allowed(clashes: Iterable[Clash]) -> list[BlockedPeriod]:
    """Return the periods in which nobody let the engagement run."""
    return [clash.period for clash in clashes if clash.override is None]


def refused_periods(
    engagement: Engagement, *, opens_on: date, closes_on: date
) -> list[BlockedPeriod]:
    """Return the periods that stand against these days of the engagement.

    An override was given for the days in common that it knew: it does not cover more.
    """
    allowed = {clash.period.pk: clash for clash in clashes_of(engagement) if clash.override}
    refused = []
    for period in periods_between(opens_on, closes_on):
        known = allowed.get(period.pk)
        first, last = max(opens_on, period.begins_on), min(closes_on, period.ends_on)
        if known is None or first < known.begins_on or last > known.ends_on:
            refused.append(period)
    return refused


def days_refused(periods: Iterable[BlockedPeriod]) -> str:
    """Return the sentence that says which days are blocked, and what to do."""
    return (
        f"It would run in a blocked period: {say_periods(periods)}. "
        "Choose other days, or ask a monitoring officer to allow it."
    )


def say_periods(periods: Iterable[BlockedPeriod]) -> str:
    """Return the periods in words, each with its days."""
    return "; ".join(
        f"{period.name} ({say_days(period.begins_on, period.ends_on)})" for period in periods
    )


def say_days(first: date, last: date) -> str:
    """Return a run of days in words.

    >>> say_days(date(2027, 3, 26), date(2027, 3, 29))
    '26 to 29 March 2027'
    """
    end = f"{last.day} {last:%B %Y}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {end}"
    begin = f"{first.day} {first:%B}" if first.year == last.year else f"{first.day} {first:%B %Y}"
    return f"{begin} to {end}"


def clashes_ahead(today: date) -> list[Clash]:
    """Return the clashes of all engagements that are not closed yet, in three queries."""
    periods = list(BlockedPeriod.objects.filter(ends_on__gte=today))
    if not periods:
        return []
    span = Q(opens_on__lte=max(period.ends_on for period in periods), closes_on__gte=today)
    given = BlockedPeriodOverride.objects.select_related("made_by")
    found = Engagement.objects.filter(span).prefetch_related(Prefetch("period_overrides", given))
    return [
        Clash(
            engagement,
            period,
            next((o for o in engagement.period_overrides.all() if o.period_id == period.pk), None),
        )
        for engagement in found.order_by("opens_on", "title")
        for period in periods
        if engagement.opens_on <= period.ends_on and period.begins_on <= engagement.closes_on
    ]


def fetch_to_allow(person: object, slug: str) -> Engagement:
    """Return an engagement for the monitoring officer, who watches over all of them.

    Only its title and days are shown, so a place on its list is not asked for
    (docs/decisions/0011).

    Raises:
        NotAllowedError: the person is not a monitoring officer.
    """
    require(person, KEEP_CALENDAR)
    return get_object_or_404(Engagement, slug=slug)


def engagements_of(year: int, person: Person) -> QuerySet[Engagement]:
    """Return what is open in the year and is public, or on whose list the person is."""
    found = Engagement.objects.filter(
        opens_on__lte=date(year, 12, 31), closes_on__gte=date(year, 1, 1)
    )
    may_see = Q(is_published=True) | Q(pk__in=Engagement.objects.filter(members__person=person))
    return found.filter(may_see).order_by("opens_on", "title")
