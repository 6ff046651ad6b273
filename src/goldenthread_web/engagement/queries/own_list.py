"""The engagements of an officer, by how far they are, with how many answered."""

from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from goldenthread_web.engagement.models import Engagement, EngagementResponse
from goldenthread_web.engagement.queries.exercises import THAT_COUNT, visible_to
from goldenthread_web.engagement.queries.public_list import BY_STEP, STATES, with_step
from goldenthread_web.people.models import Person

DRAFT = "draft"
# What is not published yet is work to do, so it stands first.
OWN_STATES = {
    DRAFT: "Not published",
    "open": "Open",
    "soon": "Opening soon",
    "closed": "Closed",
    "decided": "Decided",
}


def own_list(
    person: Person, today: date, *, which: str = "", words: str = ""
) -> QuerySet[Engagement]:
    """Return engagements on whose list the person is, in one state and with the words in the title."""
    found = with_step(visible_to(person).filter(title__icontains=words), today)
    if which == DRAFT:
        found = found.filter(is_published=False)
    elif which in STATES:
        found = found.filter(Q(is_published=True, step=list(STATES).index(which)))
    each = EngagementResponse.objects.filter(THAT_COUNT, engagement=OuterRef("pk")).order_by()
    counts = each.values("engagement").annotate(count=Count("pk")).values("count")
    found = found.annotate(response_count=Coalesce(Subquery(counts), 0))
    return found.order_by("is_published", *BY_STEP)


def state_for_office(engagement: Engagement) -> str:
    """Return the state in words, of an engagement from `own_list`."""
    if not engagement.is_published:
        return OWN_STATES[DRAFT]
    return OWN_STATES[list(STATES)[engagement.step]]  # type: ignore[attr-defined]
