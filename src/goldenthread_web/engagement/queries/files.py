"""Pictures and files that came with answers: what the public sees, what a moderator decides."""

from django.db.models import Case, Q, QuerySet, Value, When
from django.shortcuts import get_object_or_404

from goldenthread_web.engagement.models import Engagement, FileAnswer, Question

Status = FileAnswer.Status


# Files that everybody may see, of an engagement that is public.
THAT_ARE_SEEN = Q(
    response__may_publish_words=True, response__removed_at=None, status=Status.RELEASED
)


def released_files(
    engagement: Engagement, question: Question | None = None
) -> QuerySet[FileAnswer]:
    """Return the files that the public may see, the oldest first; of one question if one is given."""
    found = FileAnswer.objects.filter(
        THAT_ARE_SEEN,
        response__engagement=engagement,
        response__engagement__is_published=True,
    )
    found = found if question is None else found.filter(question=question)
    return found.select_related("question").order_by("pk")


def question_about_files(engagement: Engagement, number: str) -> Question | None:
    """Return the question of this number that asks for files; None where no number is given."""
    if not number.isdecimal():
        return None
    asked = Question.objects.filter(engagement=engagement, kind=Question.Kind.FILE)
    # Longer ones are no number of a row, and the longest are no number to Python either.
    return get_object_or_404(asked, pk=number[:19])


def files_to_decide(engagement: Engagement) -> QuerySet[FileAnswer]:
    """Return all files of an engagement, what is held first."""
    held_first = Case(When(status=Status.HELD, then=Value(0)), default=Value(1))
    return (
        FileAnswer.objects.filter(response__engagement=engagement, response__removed_at=None)
        .select_related("question", "response", "decided_by", "decision_elsewhere")
        .order_by(held_first, "pk")
    )


def file_of(engagement: Engagement, file_id: int) -> FileAnswer:
    """Return a file of this engagement, or answer that there is none."""
    return get_object_or_404(files_to_decide(engagement), pk=file_id)


def needs_two_people(answer: FileAnswer) -> bool:
    """Return whether two people must agree before it is seen: a young person's."""
    response = answer.response
    return response.is_young_person or response.engagement.is_for_under_18


def is_proposed(answer: FileAnswer) -> bool:
    """Return whether one person would release it and a second one is waited for."""
    return answer.status == Status.HELD and answer.decided_by_id is not None
