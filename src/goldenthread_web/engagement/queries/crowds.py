"""Of whom so many took part that words can be shown with it, and nobody is picked out."""

from collections import Counter
from collections.abc import Iterable

from django.db.models import Q, Sum

from goldenthread.disclosure.small_numbers import is_small
from goldenthread.records.engagement import Capacity
from goldenthread_web.engagement.models import Contribution, EngagementResponse
from goldenthread_web.engagement.queries.exercises import THAT_COUNT

# Most people are; and who would rather not say has told nothing.
ALWAYS_TOLD = frozenset({Capacity.RESIDENT.value, Capacity.NOT_SAID.value})


def with_capacity_told(contributions: Iterable[Contribution]) -> frozenset[int]:
    """Return the ids of those whose capacity can stand beside their words, in one query.

    A young person's never does; a resident's can; of any other capacity there
    must be five people or more in the exercise.
    """
    grown = [one for one in contributions if not one.response.is_young_person]
    rare = [one for one in grown if one.response.capacity not in ALWAYS_TOLD]
    people = _people_by_capacity(rare)
    return frozenset(
        one.pk for one in grown if one not in rare or not is_small(people[_group_of(one)])
    )


def is_channel_told(contribution: Contribution) -> bool:
    """Return whether five people or more of this capacity took part in this way."""
    response = contribution.response
    alike = EngagementResponse.objects.filter(
        THAT_COUNT,
        engagement=response.engagement_id,
        capacity=response.capacity,
        channel=response.channel,
    )
    people: int = alike.aggregate(n=Sum("people_count"))["n"] or 0
    return not response.is_young_person and not is_small(people)


def _group_of(contribution: Contribution) -> tuple[int, str]:
    return contribution.response.engagement_id, contribution.response.capacity


def _people_by_capacity(contributions: list[Contribution]) -> Counter[tuple[int, str]]:
    wanted = Q(pk__in=[])
    for engagement, capacity in {_group_of(one) for one in contributions}:
        wanted |= Q(engagement=engagement, capacity=capacity)
    if not contributions:
        return Counter()
    found = EngagementResponse.objects.filter(THAT_COUNT).filter(wanted).order_by()
    sums = found.values_list("engagement", "capacity").annotate(n=Sum("people_count"))
    return Counter({(engagement, capacity): n for engagement, capacity, n in sums})
