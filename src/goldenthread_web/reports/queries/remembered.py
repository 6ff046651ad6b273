"""Counts of large engagements, kept until the next change.

Counting 100,000 contributions takes longer than a page may. Every change writes
an audit event in its own transaction, so counts stand until there is a new one.
Numbers and ids are kept, never words; small engagements are counted each time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django.core.cache import cache
from django.db.models import Q

from goldenthread_web.engagement.models import Engagement, EngagementResponse
from goldenthread_web.people.models import AuditEvent

Counted = TypeVar("Counted")

SMALL = 5_000
KEPT_SECONDS = 24 * 60 * 60
# Raised when what is kept changes its shape.
SHAPE = 2
OF_ENGAGEMENTS = Q(action__startswith="engagement.")
OF_THEMES = OF_ENGAGEMENTS | Q(action__startswith="themes.")
LOOKS = ("engagement.held-words-opened", "engagement.safeguarding-opened")


@dataclass(frozen=True, slots=True)
class Memory:
    """What counts of this engagement are known by; without an event they are not kept.

    Work on themes changes what is in them, and nothing else that is counted.
    """

    engagement: int
    last_event: int | None = None
    last_of_themes: int | None = None

    def counted(self, name: str, count: Callable[[], Counted]) -> Counted:
        """Return the counts of this name, counted again if an engagement changed since."""
        return self._known(f"{name}:{self.last_event}", count)

    def counted_in_themes(self, name: str, count: Callable[[], Counted]) -> Counted:
        """Return the counts of this name, counted again if an engagement or a theme changed."""
        return self._known(f"{name}:{self.last_of_themes}", count)

    def _known(self, name: str, count: Callable[[], Counted]) -> Counted:
        if self.last_event is None:
            return count()
        key = f"reports:{SHAPE}:{self.engagement}:{name}"
        known: Counted | None = cache.get(key)
        if known is None:
            known = count()
            cache.set(key, known, KEPT_SECONDS)
        return known


def memory_of(engagement: Engagement) -> Memory:
    """Return the memory for the counts of an engagement, read before anything is counted."""
    responses = EngagementResponse.objects.filter(engagement=engagement).count()
    if responses <= SMALL:
        return Memory(engagement.pk)
    return Memory(engagement.pk, _last_event(OF_ENGAGEMENTS), _last_event(OF_THEMES))


def _last_event(changes: Q) -> int | None:
    events = AuditEvent.objects.filter(changes).exclude(action__in=LOOKS)
    return events.order_by("-id").values_list("id", flat=True).first()
