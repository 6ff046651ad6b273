"""Engagements that somebody may see."""

from datetime import date, datetime
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import Count, Exists, Manager, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    Contribution,
    DateAnswer,
    Engagement,
    EngagementMember,
    EngagementResponse,
    FileAnswer,
    NumberAnswer,
    PlaceAnswer,
    Question,
    SupportingDocument,
)
from goldenthread_web.engagement.permissions import KEEP_SAFE, SEE_ENGAGEMENTS
from goldenthread_web.people.models import Person
from goldenthread_web.people.permissions import Permission, require
from goldenthread_web.people.roles import Role

# Whatever somebody can have left as an answer to a question.
ANSWERS: tuple[Manager[Any], ...] = (
    Contribution.objects,
    ChoiceAnswer.objects,
    NumberAnswer.objects,
    DateAnswer.objects,
    PlaceAnswer.objects,
    FileAnswer.objects,
)


def published() -> QuerySet[Engagement]:
    """Return the engagements that the public can see."""
    return Engagement.objects.filter(is_published=True)


def open_on(today: date) -> QuerySet[Engagement]:
    """Return the published engagements that take answers today, the first to close first."""
    found = published().filter(opens_on__lte=today, closes_on__gte=today)
    return found.order_by("closes_on", "title")


def visible_to(person: Person) -> QuerySet[Engagement]:
    """Return the engagements on whose list the person is."""
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
# What the team wrote itself is nobody's voice.
THAT_COUNT = Q(removed_at=None, is_from_team=False) & (
    Q(response_import=None) | Q(response_import__state="complete")
)


def there_by(until: datetime | None, response: str = "") -> Q:
    """Return what tells responses that were there by a time; all of them without one.

    What came in a file was there when the whole file was. `response` leads to the
    response, as in "contribution__response__".
    """
    if until is None:
        return Q()
    sent = {f"{response}response_import": None, f"{response}received_at__lte": until}
    return Q(**sent) | Q(**{f"{response}response_import__finished_at__lte": until})


def numbers_of(engagement: Engagement) -> dict[str, int]:
    """Return how many responses and contributions there are, by status, in two queries."""
    responses = counted_responses(engagement)
    by_status = responses.values_list("contributions__status").annotate(n=Count("contributions"))
    numbers = {status: n for status, n in by_status if status is not None}
    numbers["responses"] = responses.count()
    return numbers


def questions_of(engagement: Engagement) -> QuerySet[Question]:
    """Return the questions in order, with their options and whether somebody answered."""
    return (
        Question.objects.filter(engagement=engagement)
        .annotate(
            has_answers=reduce(
                or_,
                (Exists(answers.filter(question=OuterRef("pk"))) for answers in ANSWERS),
            )
        )
        .prefetch_related("options")
        .order_by("position", "id")
    )


def has_responses(engagement: Engagement) -> bool:
    """Return whether somebody has answered, counted or not, removed or not; the team is nobody."""
    return EngagementResponse.objects.filter(engagement=engagement, is_from_team=False).exists()


def is_answered(question: Question) -> bool:
    """Return whether somebody answered this question, even if it was removed since."""
    return any(answers.filter(question=question).exists() for answers in ANSWERS)


def members_of(engagement: Engagement) -> QuerySet[EngagementMember]:
    """Return the people on the exercise's list, with their roles, by name."""
    found = EngagementMember.objects.filter(engagement=engagement)
    return (
        found.select_related("person")
        .prefetch_related("person__roles_held")
        .order_by("person__name")
    )


def people_to_add(engagement: Engagement) -> QuerySet[Person]:
    """Return active people whose roles work on engagements and who are not on the list."""
    return _people_with(SEE_ENGAGEMENTS.roles).exclude(
        pk__in=EngagementMember.objects.filter(engagement=engagement).values("person")
    )


def document_of(engagement: Engagement, document_id: int) -> SupportingDocument:
    """Return a document of this engagement, or answer that there is none."""
    return get_object_or_404(SupportingDocument, engagement=engagement, pk=document_id)


def safeguarding_leads() -> QuerySet[Person]:
    """Return the people who may be named as safeguarding lead."""
    return _people_with(KEEP_SAFE.roles)


def _people_with(roles: frozenset[Role]) -> QuerySet[Person]:
    return Person.objects.filter(
        is_active=True, roles_held__role__in=roles, roles_held__ended_at=None
    ).distinct()
