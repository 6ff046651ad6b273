"""How to reach those who asked to be told what came of it."""

from django.db.models import QuerySet

from goldenthread_web.engagement.models import Engagement, ResponseContact
from goldenthread_web.engagement.queries.exercises import counted_responses


def contacts(engagement: Engagement) -> QuerySet[ResponseContact]:
    """Return the contacts of responses that count, in the order in which they were given.

    Never beside what was said: they are for telling people, and for that only.
    """
    found = ResponseContact.objects.filter(response__in=counted_responses(engagement))
    return found.order_by("given_at", "id")
