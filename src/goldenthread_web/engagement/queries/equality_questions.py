"""Equality questions as they are set up."""

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from goldenthread_web.engagement.models import Engagement, EqualityOption, EqualityQuestion


def questions_with_options(engagement: Engagement | int) -> QuerySet[EqualityQuestion]:
    """Return the equality questions of an engagement in order, with what can be answered."""
    found = EqualityQuestion.objects.filter(engagement=engagement)
    return found.prefetch_related("options")


def keys_asked(engagement: Engagement) -> frozenset[str]:
    """Return the keys of the equality questions that are asked."""
    found = EqualityQuestion.objects.filter(engagement=engagement)
    return frozenset(found.values_list("key", flat=True))


def equality_question_of(engagement: Engagement, number: int) -> EqualityQuestion:
    """Return an equality question of this engagement, or answer that there is none."""
    return get_object_or_404(EqualityQuestion, engagement=engagement, pk=number)


def option_of(engagement: Engagement, number: int) -> EqualityOption:
    """Return an option of an equality question of this engagement, or that there is none."""
    return get_object_or_404(EqualityOption, question__engagement=engagement, pk=number)
