"""Engagements, questions and responses for tests, made the way the site makes them."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from goldenthread_web.engagement.changes.contributions import (
    describe_contribution,
    store_contributions,
)
from goldenthread_web.engagement.models import (
    Contribution,
    Engagement,
    EngagementMember,
    EngagementResponse,
    Question,
    QuestionOption,
)
from goldenthread_web.people.models import Person


def today() -> date:
    """Return today in London."""
    return timezone.localdate()


def make_engagement(*members: Person, **fields: Any) -> Engagement:
    """Return a published engagement that is open today, with these people on its list."""
    number = Engagement.objects.count() + 1
    defaults: dict[str, Any] = {
        "title": f"Our streets {number}",
        "slug": f"our-streets-{number}",
        "why_asked": "We want to know what the streets should be like.",
        "who_decides": "The partnership board decides. It hears the summary first.",
        "decided_when": "March 2027",
        "other_ways": "Ask at any library for a paper form.",
        "supporting_documents": "There are none, because this is a first talk.",
        "privacy_notice": "The council looks after what you tell us for two years.",
        "audience": "Everybody who lives here",
        "opens_on": today() - timedelta(days=7),
        "closes_on": today() + timedelta(days=21),
        "is_published": True,
    }
    engagement = Engagement.objects.create(**{**defaults, **fields})
    EngagementMember.objects.bulk_create(
        EngagementMember(engagement=engagement, person=person) for person in members
    )
    return engagement


def make_question(
    engagement: Engagement, text: str = "What matters to you here?", *options: str, **fields: Any
) -> Question:
    """Return a question: open, or with one choice if options are given (set `kind` for several)."""
    position = fields.pop("position", engagement.questions.count() + 1)
    kind = Question.Kind.ONE_CHOICE if options else Question.Kind.OPEN
    question = Question.objects.create(
        **{
            "engagement": engagement,
            "key": f"question_{position}",
            "position": position,
            "kind": kind,
            "text": text,
            **fields,
        }
    )
    QuestionOption.objects.bulk_create(
        QuestionOption(question=question, position=number, text=option)
        for number, option in enumerate(options, start=1)
    )
    return question


def make_response(
    engagement: Engagement,
    *texts: str,
    status: str = Contribution.Status.HELD,
    question: Question | None = None,
    **fields: Any,
) -> EngagementResponse:
    """Return a response with one contribution for each text, all in this status.

    The texts answer `question`, else the first open question of the engagement
    (made if there is none). Read them by `response.contributions.all()`.
    """
    asked = question or engagement.questions.filter(kind=Question.Kind.OPEN).first()
    asked = asked or make_question(engagement)
    response = EngagementResponse.objects.create(
        **{"engagement": engagement, "may_publish_words": True, "capacity": "resident", **fields}
    )
    described = [
        describe_contribution(response=response, question=asked, received=text) for text in texts
    ]
    reason = "It names a person" if status == Contribution.Status.WITHHELD else ""
    for one in described:
        one.contribution.status = Contribution.Status(status)
        one.contribution.withheld_reason = reason
    store_contributions(described)
    return response
