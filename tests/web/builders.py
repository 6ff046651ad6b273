"""Engagements, questions and responses for tests, made the way the site makes them."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from goldenthread.records.questions import QuestionWords
from goldenthread_web.engagement.changes.contributions import (
    describe_contribution,
    store_contributions,
)
from goldenthread_web.engagement.models import (
    BlockedPeriod,
    ChoiceAnswer,
    Contribution,
    DateAnswer,
    Engagement,
    EngagementMember,
    EngagementResponse,
    MatrixRow,
    NumberAnswer,
    OpeningCheck,
    PlaceAnswer,
    Question,
    QuestionOption,
    Vote,
)
from goldenthread_web.engagement.queries.wordings import WRITTEN_IN, word_book
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


def pass_check(engagement: Engagement, **answers: Any) -> OpeningCheck:
    """Answer the whole check before opening, and pass it, whatever `answers` leave out."""
    given = {
        "extent": "full",
        "influence": "consult",
        "what_can_change": "What comes first",
        "what_cannot_change": "The budget",
        "options_considered": "There are none yet.",
        "options_rejected": "None was turned down.",
        "who_is_affected": "Everybody here",
        "why_enough_time": "It is simple",
        "equality_analysis": "EA 1",
        "data_protection": "DP 1",
        "passed_at": timezone.now(),
    }
    check, _ = OpeningCheck.objects.update_or_create(
        engagement=engagement, defaults={**given, **answers}
    )
    engagement.opening_check = check
    return check


def make_block(name: str, begins_on: date, ends_on: date, kind: str = "festival") -> BlockedPeriod:
    """Return days on which nothing should open."""
    return BlockedPeriod.objects.create(
        name=name, kind=kind, begins_on=begins_on, ends_on=ends_on, source="A source"
    )


def make_question(
    engagement: Engagement, text: str = "What matters to you here?", *options: str, **fields: Any
) -> Question:
    """Return a question: open, or with one choice if options are given (set `kind` for several).

    `rows` are the texts of the rows of a matrix.
    """
    rows = fields.pop("rows", ())
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
    MatrixRow.objects.bulk_create(
        MatrixRow(question=question, position=number, text=row)
        for number, row in enumerate(rows, start=1)
    )
    return question


def words_asked(question: Question, version: int, language: str = WRITTEN_IN) -> QuestionWords:
    """Return the words that somebody read who answered this version of the form."""
    return word_book([question]).words(question.pk, version, language)


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


def give_answer(response: EngagementResponse, question: Question, answer: Any) -> None:
    """Store an answer the way sending stores it.

    `answer` is text (open), an option's text (one choice), a list of them
    (several choices; ranking, first one first), {row text: option text} (matrix),
    a number (rating, number), a date, an Area (area, place), or {statement: vote}.
    """
    options = {option.text: option for option in question.options.all()}
    kind = Question.Kind(question.kind)
    row: dict[str, Any] = {"response": response, "question": question}
    if kind is Question.Kind.OPEN:
        described = describe_contribution(response=response, question=question, received=answer)
        store_contributions([described])
    elif kind in {Question.Kind.RATING, Question.Kind.NUMBER}:
        NumberAnswer.objects.create(**row, value=answer)
    elif kind is Question.Kind.DATE:
        DateAnswer.objects.create(**row, value=answer)
    elif kind in {Question.Kind.AREA, Question.Kind.PLACE}:
        PlaceAnswer.objects.create(**row, area=answer)
    elif kind is Question.Kind.STATEMENTS:
        Vote.objects.bulk_create(
            Vote(response=response, statement=statement, value=value)
            for statement, value in answer.items()
        )
    elif kind is Question.Kind.MATRIX:
        rows = {one.text: one for one in question.rows.all()}
        ChoiceAnswer.objects.bulk_create(
            ChoiceAnswer(**row, row=rows[text], option=options[chosen])
            for text, chosen in answer.items()
        )
    else:
        chosen = [answer] if isinstance(answer, str) else answer
        is_ranking = kind is Question.Kind.RANKING
        ChoiceAnswer.objects.bulk_create(
            ChoiceAnswer(**row, option=options[text], rank=rank if is_ranking else None)
            for rank, text in enumerate(chosen, start=1)
        )
