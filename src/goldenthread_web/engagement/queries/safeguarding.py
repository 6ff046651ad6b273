"""Words that only the named safeguarding lead of their exercise may read."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F, QuerySet
from django.http import Http404

from goldenthread.errors import NotAllowedError
from goldenthread_web.engagement.models import Contribution, Engagement, SafeguardingCase
from goldenthread_web.engagement.permissions import KEEP_SAFE, MANAGE_ENGAGEMENTS
from goldenthread_web.people.models import Person, RoleHeld
from goldenthread_web.people.permissions import require


def lead_of(engagement: Engagement) -> Person | None:
    """Return the named lead, if they may still act as one: not left, and with the role."""
    lead = engagement.safeguarding_lead
    return lead if lead is not None and KEEP_SAFE.is_held_by(lead) else None


def who_can_name_a_lead(engagement: Engagement) -> list[str]:
    """Return the names of the exercise's own people who can name its lead."""
    held = RoleHeld.objects.filter(
        role__in=MANAGE_ENGAGEMENTS.roles,
        ended_at=None,
        person__is_active=True,
        person__in=engagement.members.values("person"),
    )
    return list(held.order_by("person__name").values_list("person__name", flat=True).distinct())


def cases_of(person: Person) -> QuerySet[SafeguardingCase]:
    """Return the cases of exercises whose named lead the person is: open ones first.

    Words that were removed since are nobody's any more.
    """
    found = SafeguardingCase.objects.filter(
        contribution__response__engagement__safeguarding_lead=person,
        contribution__response__removed_at=None,
    ).exclude(contribution__status=Contribution.Status.REMOVED)
    return found.select_related(
        "passed_by", "contribution__question", "contribution__response__engagement"
    ).order_by(F("closed_at").desc(nulls_first=True), "look_by")


def fetch_case(person: object, case_id: int) -> SafeguardingCase:
    """Return the case if the person is the named lead of its exercise.

    Raises:
        NotAllowedError: they are not, whatever else they may do.
    """
    lead = require(person, KEEP_SAFE)
    case = cases_of(lead).filter(pk=case_id).first()
    if case is not None:
        return case
    if SafeguardingCase.objects.filter(pk=case_id).exists():
        raise NotAllowedError("Only the named safeguarding lead of this exercise sees this.")
    raise Http404


@dataclass(frozen=True, slots=True)
class Clock:
    """How a case stands in time, in words; `tone` only adds a colour to them."""

    words: str
    tone: str


def clock_of(case: SafeguardingCase, now: datetime) -> Clock:
    """Return the words for the clock of a case."""
    if case.closed_at:
        return Clock("Closed", "grey")
    if case.opened_at:
        late = case.opened_at > case.look_by
        return Clock("Opened late, not closed" if late else "Opened in time, not closed", "blue")
    if now > case.look_by:
        return Clock(f"Overdue by {in_words(now - case.look_by)}", "red")
    return Clock(f"{in_words(case.look_by - now)} left to look", "yellow")


def in_words(length: timedelta) -> str:
    """Return a length of time, such as "3 hours" or "2 days", rounded down.

    >>> in_words(timedelta(minutes=1)), in_words(timedelta(hours=50))
    ('1 minute', '2 days')
    """
    minutes = int(length.total_seconds() // 60)
    for size, word in ((1440, "day"), (60, "hour")):
        if minutes >= 2 * size or (word == "hour" and minutes >= size):
            count = minutes // size
            return f"{count} {word}{'' if count == 1 else 's'}"
    return f"{minutes} minute{'' if minutes == 1 else 's'}"
