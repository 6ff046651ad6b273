"""Counts of large engagements, kept until something changes, and for a minute even then.

Counting 100,000 contributions takes longer than a page may. While answers come
in, counts are up to a minute old, and the page says when they were made; the
worker makes them again meanwhile. Numbers and ids are kept, never words: what is
quoted is asked for each time. Small engagements are counted each time.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TypeVar, cast

from django.core.cache import cache
from django.utils import timezone

from goldenthread_web.engagement.models import Engagement, EngagementResponse
from goldenthread_web.reports.queries.touched import Touched, touched_since

Counted = TypeVar("Counted")

SMALL = 5_000
KEPT_SECONDS = 24 * 60 * 60
LONGEST_BEHIND = timedelta(minutes=1)
# A change that began before the counting may have ended after it.
LONGEST_CHANGE = timedelta(seconds=10)
# Raised when what is kept changes its shape.
SHAPE = 3
OF_THEMES = ("codings", "suggestions")
NAMES = (
    "totals",
    "closed-questions",
    "in-figures",
    "votes",
    "past-the-rule",
    "crossings",
    *OF_THEMES,
)


@dataclass(frozen=True, slots=True)
class Kept:
    """Counts, and when they were made."""

    counted_at: datetime
    counts: object


@dataclass(slots=True)
class Memory:
    """What is known of an engagement's counts; `touched` is None where nothing is kept."""

    engagement: Engagement
    now: datetime
    kept: dict[str, Kept] = field(default_factory=dict)
    touched: Touched | None = None
    behind: timedelta = LONGEST_BEHIND
    # Only what was there by this time is counted, where one is given.
    until: datetime | None = None
    # Of all counts that were asked for: when the oldest of them was right.
    counted_at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.counted_at = self.now

    def has_to_count(self) -> bool:
        """Return whether a part is too old: then all are counted anew, to fit each other."""
        return any(
            not self._is_right(name, one) and self.now - one.counted_at >= self.behind
            for name, one in self.kept.items()
        )

    def counted(self, name: str, count: Callable[[], Counted]) -> Counted:
        """Return the counts of this name."""
        if self.touched is None:
            return count()
        known = self.kept.get(name)
        if known and self._is_right(name, known):
            return cast("Counted", known.counts)
        if known and self.now - known.counted_at < self.behind:
            self.counted_at = min(self.counted_at, known.counted_at)
            return cast("Counted", known.counts)
        counts = count()
        cache.set(_key(self.engagement, name, self.until), Kept(self.now, counts), KEPT_SECONDS)
        return counts

    def _is_right(self, name: str, known: Kept) -> bool:
        touched = self.touched or Touched()
        last = touched.last_of(self.engagement, has_themes=name in OF_THEMES)
        return last is None or last < known.counted_at - LONGEST_CHANGE


def memory_of(
    engagement: Engagement,
    *,
    now: datetime | None = None,
    behind: timedelta = LONGEST_BEHIND,
    until: datetime | None = None,
) -> Memory:
    """Return the memory for the counts of an engagement, read before anything is counted.

    `behind` is how old counts may be that a change has made wrong; `until` leaves
    out what came later.
    """
    now = now or timezone.now()
    if not is_large(engagement):
        return Memory(engagement, now, until=until)
    names = {_key(engagement, name, until): name for name in NAMES}
    kept = {names[key]: one for key, one in cache.get_many(names).items()}
    oldest = min((one.counted_at for one in kept.values()), default=now)
    memory = Memory(engagement, now, kept, touched_since(oldest - LONGEST_CHANGE), behind, until)
    if memory.has_to_count():
        memory.behind = timedelta()
    return memory


def large_ones_touched(since: datetime) -> list[Engagement]:
    """Return the large engagements that were changed since then."""
    touched = touched_since(since - LONGEST_CHANGE)
    return [
        one
        for one in Engagement.objects.all()
        if touched.last_of(one, has_themes=True) and is_large(one)
    ]


def is_large(engagement: Engagement) -> bool:
    """Return whether counting the engagement takes so long that its counts are kept."""
    return EngagementResponse.objects.filter(engagement=engagement).count() > SMALL


def _key(engagement: Engagement, name: str, until: datetime | None) -> str:
    as_of = f":{until.timestamp()}" if until else ""
    return f"reports:{SHAPE}:{engagement.pk}:{name}{as_of}"
