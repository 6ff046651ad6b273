"""The thread in figures, for the front page."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Sum

from goldenthread_web.engagement.models import Contribution, EngagementResponse
from goldenthread_web.engagement.queries.exercises import THAT_COUNT, published
from goldenthread_web.plans.models import Edition, EditionElement
from goldenthread_web.thread.queries.elements import themes_in_public


@dataclass(frozen=True, slots=True)
class ThreadInFigures:
    """How much has been said, by how many people, and what came of it so far."""

    contribution_count: int
    people_count: int
    theme_count: int
    element_count: int


def thread_in_figures(editions: Collection[Edition]) -> ThreadInFigures | None:
    """Return the figures of all published exercises; None while nothing has been said."""
    responses = EngagementResponse.objects.filter(THAT_COUNT, engagement__in=published())
    people = responses.aggregate(total=Sum("people_count"))["total"]
    if not people:
        return None
    gone = (Contribution.Status.REMOVED, Contribution.Status.SAFEGUARDING)
    said = Contribution.objects.filter(response__in=responses).exclude(status__in=gone)
    names = {theme.name for theme in themes_in_public().values()}
    elements = EditionElement.objects.filter(edition__in=editions).count() if editions else 0
    return ThreadInFigures(
        contribution_count=said.count(),
        people_count=people,
        theme_count=len(names),
        element_count=elements,
    )
