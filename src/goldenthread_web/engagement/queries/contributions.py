"""What words somebody may see: one rule for pages, charts, exports, PDF and Word."""

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from goldenthread_web.engagement.models import Contribution, Engagement, Question, Redaction
from goldenthread_web.engagement.permissions import SEE_HELD_WORDS
from goldenthread_web.people.permissions import allows

PUBLIC_STATUSES = (Contribution.Status.RELEASED, Contribution.Status.REDACTED)
THAT_ARE_PUBLIC = Q(status__in=PUBLIC_STATUSES, response__may_publish_words=True)


def _of_counted_responses() -> Q:
    return Q(response__removed_at=None) & (
        Q(response__response_import=None) | Q(response__response_import__state="complete")
    )


def counted(engagement: Engagement) -> QuerySet[Contribution]:
    """Return every contribution that counts, held or not. For counting only.

    What is with the safeguarding lead counts again when it comes back: a number
    with it beside one without it would tell how much is there.
    """
    return counted_with_lead(engagement).exclude(status=Contribution.Status.SAFEGUARDING)


def counted_with_lead(engagement: Engagement) -> QuerySet[Contribution]:
    """Return what counts and what will when the lead returns it; its number is shown to nobody."""
    return _there(engagement).filter(response__is_from_team=False)


def to_vote_on(engagement: Engagement) -> QuerySet[Contribution]:
    """Return every statement, held or not: what the team wrote is voted on, and counts no voice."""
    found = _there(engagement).exclude(status=Contribution.Status.SAFEGUARDING)
    return found.filter(question__kind=Question.Kind.STATEMENTS)


def _there(engagement: Engagement) -> QuerySet[Contribution]:
    return Contribution.objects.filter(
        _of_counted_responses(), response__engagement=engagement
    ).exclude(status=Contribution.Status.REMOVED)


def released() -> QuerySet[Contribution]:
    """Return what the public may read, ready to be shown with its redactions."""
    redactions = Prefetch("redactions", queryset=Redaction.objects.order_by("start"))
    return (
        Contribution.objects.filter(THAT_ARE_PUBLIC, _of_counted_responses())
        .select_related("response", "response__engagement", "question", "recording")
        .prefetch_related(redactions)
    )


def visible_to(person: object, engagement: Engagement) -> QuerySet[Contribution]:
    """Return what this person may read of this exercise.

    Held words are for its own officers, moderators and analysts; what is with
    the safeguarding lead is for nobody else; everybody reads what is released.
    """
    if not allows(person, SEE_HELD_WORDS, on=engagement):
        return released().filter(response__engagement=engagement)
    return (
        _there(engagement)
        .exclude(status=Contribution.Status.SAFEGUARDING)
        .select_related("response", "response__engagement", "question", "recording")
        .prefetch_related("redactions")
    )


def questions_with_words(engagement: Engagement) -> QuerySet[Question]:
    """Return the questions that people answered in their own words, or may: “other” is one way."""
    said = Contribution.objects.filter(question=OuterRef("pk"))
    return engagement.questions.filter(Q(kind=Question.Kind.OPEN) | Exists(said))
