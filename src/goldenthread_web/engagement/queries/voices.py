"""Recordings and translations, as far as somebody may see them."""

from django.db.models import F, QuerySet

from goldenthread_web.engagement.models import (
    Contribution,
    ContributionTranslation,
    Engagement,
    Question,
    Recording,
)
from goldenthread_web.engagement.queries.contributions import visible_to
from goldenthread_web.people.models import Person


def recordings_for(person: Person, engagement: Engagement) -> QuerySet[Recording]:
    """Return the recordings whose words this person may see, the last one first.

    What is with the safeguarding lead is for nobody else, its sound neither.
    """
    seen = visible_to(person, engagement).select_related(None).prefetch_related(None)
    found = Recording.objects.filter(contribution__in=seen.values("pk"))
    return found.select_related("contribution__response", "contribution__question").order_by("-pk")


def open_questions(engagement: Engagement) -> QuerySet[Question]:
    """Return the open questions that are asked: what a recording can answer."""
    return Question.objects.filter(engagement=engagement, kind=Question.Kind.OPEN, retired_at=None)


def translations_of(contribution: Contribution) -> QuerySet[ContributionTranslation]:
    return ContributionTranslation.objects.filter(contribution=contribution).select_related(
        "released_by", "made_by"
    )


def public_translations(contribution: Contribution) -> list[ContributionTranslation]:
    """Return what the public may read beside these words.

    A translation that was released before the words were decided about anew waits
    again: what has been taken out since may still stand in it.
    """
    if not contribution.is_public:
        return []
    found = translations_of(contribution).filter(
        released_at__isnull=False, released_at__gte=F("contribution__decided_at")
    )
    return list(found)
