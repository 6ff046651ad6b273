"""Engagements that somebody may see."""

from datetime import date

from django.db.models import Count, Q, QuerySet
from django.shortcuts import get_object_or_404

from goldenthread_web.engagement.models import Engagement, EngagementResponse
from goldenthread_web.people.models import Person
from goldenthread_web.people.permissions import Permission, require


def published() -> QuerySet[Engagement]:
    """Return the engagements that the public can see."""
    return Engagement.objects.filter(is_published=True)


def open_on(today: date) -> QuerySet[Engagement]:
    """Return the published engagements that take answers today, the first to close first."""
    found = published().filter(opens_on__lte=today, closes_on__gte=today)
    return found.order_by("closes_on", "title")


def visible_to(person: Person) -> QuerySet[Engagement]:
    """Return the engagements on whose list the person is, with their counts."""
    return Engagement.objects.filter(members__person=person)


def fetch_and_authorise(person: object, slug: str, permission: Permission) -> Engagement:
    """Return the engagement if the person may do this there: one call, so no view forgets.

    Raises:
        NotAllowedError: they may not, or are not on its list.
    """
    engagement = get_object_or_404(Engagement, slug=slug)
    require(person, permission, on=engagement)
    return engagement


def counted_responses(engagement: Engagement) -> QuerySet[EngagementResponse]:
    """Return the responses that count: not removed, and of no unfinished import."""
    return EngagementResponse.objects.filter(engagement=engagement).filter(THAT_COUNT)


# Of an unfinished import, nothing is there yet for anybody.
THAT_COUNT = Q(removed_at=None) & (Q(response_import=None) | Q(response_import__state="complete"))


def numbers_of(engagement: Engagement) -> dict[str, int]:
    """Return how many responses and contributions there are, by status, in two queries."""
    responses = counted_responses(engagement)
    by_status = responses.values_list("contributions__status").annotate(n=Count("contributions"))
    numbers = {status: n for status, n in by_status if status is not None}
    numbers["responses"] = responses.count()
    return numbers
