"""Engagements by how far they are: those that everybody can see, and those of an officer."""

from datetime import date

from django.db.models import Case, DateField, F, IntegerField, Q, QuerySet, Value, When
from django.shortcuts import get_object_or_404

from goldenthread_web.engagement.models import Engagement

# In the order of the page. A closed one is being read until it is said what came of it.
STATES = {
    "open": "Open now",
    "soon": "Opening soon",
    "closed": "Closed: we are reading",
    "decided": "Decided",
}
OPEN, SOON, CLOSED, DECIDED = range(4)
BY_STEP = ("step", "next_day", "-closes_on", "title")
IS_DECIDED = Q(outcome__published_at__isnull=False)


def listed(today: date, *, which: str = "", words: str = "") -> QuerySet[Engagement]:
    """Return published engagements with their `step`, in one state and with the words if given.

    What closes or opens first comes first; of what is over, the newest.
    """
    found = with_step(Engagement.objects.filter(is_published=True), today)
    if which in STATES:
        found = found.filter(Q(step=list(STATES).index(which)))
    if words:
        found = found.filter(_holds(words))
    return found.select_related("outcome").order_by(*BY_STEP)


def with_step(found: QuerySet[Engagement], today: date) -> QuerySet[Engagement]:
    """Return engagements with their `step`, and the day that comes next."""
    step = Case(
        When(closes_on__gte=today, opens_on__gt=today, then=Value(SOON)),
        When(closes_on__gte=today, then=Value(OPEN)),
        When(IS_DECIDED, then=Value(DECIDED)),
        default=Value(CLOSED),
        output_field=IntegerField(),
    )
    next_day = Case(
        When(step=OPEN, then=F("closes_on")),
        When(step=SOON, then=F("opens_on")),
        default=Value(None),
        output_field=DateField(),
    )
    return found.annotate(step=step).annotate(next_day=next_day)


def fetch_listed(slug: str, *, today: date) -> Engagement:
    """Return one published engagement; anything else is not found."""
    return get_object_or_404(listed(today), slug=slug)


def _holds(words: str) -> Q:
    told = ("we_asked", "you_said", "we_did")
    in_outcome = Q()
    for name in told:
        in_outcome |= Q(**{f"outcome__{name}__icontains": words})
    return (
        Q(title__icontains=words)
        | Q(why_asked__icontains=words)
        | Q(audience__icontains=words)
        | (IS_DECIDED & in_outcome)
    )


def state_of(engagement: Engagement) -> str:
    """Return the state in words, of an engagement from `listed`."""
    return list(STATES.values())[engagement.step]  # type: ignore[attr-defined]
