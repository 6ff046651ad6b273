"""The same question in an earlier exercise."""

from django.db.models import Q, QuerySet

from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.engagement.queries.exercises import visible_to
from goldenthread_web.people.models import Person
from goldenthread_web.reports.models import EarlierQuestion

COMPARED_KINDS = (Question.Kind.ONE_CHOICE, Question.Kind.SEVERAL_CHOICES)


def earlier_of(question: Question) -> Question | None:
    """Return what an officer chose, else the same words in the last exercise before this one.

    Only published exercises count: their figures may stand beside these in public.
    """
    return earlier_questions(question.engagement, [question]).get(question.pk)


def earlier_questions(engagement: Engagement, questions: list[Question]) -> dict[int, Question]:
    """Return the earlier question of each that has one, in two queries."""
    asked = {one.pk: one for one in questions if one.kind in COMPARED_KINDS}
    if not asked:
        return {}
    found: dict[int, Question] = {}
    same = _earlier_than(engagement).filter(text__in=[one.text for one in asked.values()])
    for earlier in same.order_by("engagement__closes_on", "pk"):
        for pk, one in asked.items():
            if (one.text, one.kind) == (earlier.text, earlier.kind):
                found[pk] = earlier
    chosen = EarlierQuestion.objects.filter(question__in=asked).select_related(
        "earlier__engagement"
    )
    for choice in chosen.prefetch_related("earlier__options"):
        found.pop(choice.question_id, None)
        if choice.earlier is not None and choice.earlier.engagement.is_published:
            found[choice.question_id] = choice.earlier
    return found


def compared_with(engagement: Engagement) -> set[Engagement]:
    """Return the earlier exercises that stand beside this one in its report."""
    asked = list(Question.objects.filter(engagement=engagement))
    return {one.engagement for one in earlier_questions(engagement, asked).values()}


def candidates_for(person: Person, question: Question) -> "QuerySet[Question]":
    """Return questions of the same kind in published exercises on whose list the person is."""
    found = _earlier_than(question.engagement).filter(kind=question.kind)
    return found.filter(engagement__in=visible_to(person)).order_by(
        "-engagement__closes_on", "position"
    )


def _earlier_than(engagement: Engagement) -> "QuerySet[Question]":
    return (
        Question.objects.filter(
            ~Q(engagement=engagement),
            engagement__is_published=True,
            engagement__opens_on__lt=engagement.opens_on,
            kind__in=COMPARED_KINDS,
        )
        .select_related("engagement")
        .prefetch_related("options")
    )
