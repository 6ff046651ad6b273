"""Petitions: as far as somebody may see their words, and as the report counts them."""

from django.db.models import QuerySet

from goldenthread_web.engagement.models import Engagement, Petition
from goldenthread_web.engagement.queries.contributions import counted, visible_to
from goldenthread_web.people.models import Person


def petitions_for(person: Person, engagement: Engagement) -> QuerySet[Petition]:
    """Return the petitions whose words this person may see, the most signed first."""
    seen = visible_to(person, engagement).select_related(None).prefetch_related(None)
    found = Petition.objects.filter(contribution__in=seen.values("pk"))
    return found.select_related("contribution__response", "contribution__question")


def counted_petitions(engagement: Engagement) -> QuerySet[Petition]:
    """Return every petition that counts; show the words of those only that are released."""
    there = counted(engagement).select_related(None).prefetch_related(None)
    found = Petition.objects.filter(contribution__in=there.values("pk"))
    return found.select_related("contribution__response")
