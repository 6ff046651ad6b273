"""Keeping what somebody is writing, and storing what they send: once, and held."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import IntegrityError, transaction

from goldenthread_web.engagement.changes.contributions import (
    describe_contribution,
    plain_words,
    store_contributions,
)
from goldenthread_web.engagement.keys import (
    draft_digest,
    receipt_code,
    receipt_digest,
    sending_key,
)
from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    Engagement,
    EngagementResponse,
    EqualityAnswer,
    Question,
    ResponseContact,
    UnsentResponse,
)
from goldenthread_web.engagement.queries.answering import (
    DRAFT_LIFETIME,
    Answer,
    Draft,
    field_of,
    sent,
)
from goldenthread_web.people.audit import RESIDENT, WORKER, record_event


@transaction.atomic
def keep_answers(
    *, engagement: Engagement, token: str, answers: Mapping[str, Answer], now: datetime
) -> UnsentResponse:
    """Return the unsent answers with these added. They are not a record yet: no event."""
    digest = draft_digest(engagement, token)
    kept = UnsentResponse.objects.select_for_update().filter(key_digest=digest).first()
    if kept is None:
        forget_what_is_over(now=now, today=now.date())
        kept = UnsentResponse(engagement=engagement, key_digest=digest)
    kept.answers = {**kept.answers, **answers}
    kept.updated_at = now
    kept.save()
    return kept


@transaction.atomic
def forget_what_is_over(*, now: datetime, today: date) -> None:
    """Delete unsent answers older than a day, and equality answers past their day."""
    UnsentResponse.objects.filter(updated_at__lt=now - DRAFT_LIFETIME).delete()
    over = EqualityAnswer.objects.filter(
        question__engagement__equality_kept_until__lt=today, delete_on__lt=today
    )
    engagements = Engagement.objects.filter(
        equality_questions__in=over.values("question")
    ).distinct()
    for engagement in list(engagements):
        count, _ = over.filter(question__engagement=engagement).delete()
        record_event(
            by=WORKER, action="engagement.equality-answers-ended", subject=engagement, count=count
        )


def send_response(
    *, engagement: Engagement, token: str, draft: Draft, now: datetime
) -> EngagementResponse:
    """Return the response stored for this token: a new one, or the one sent before."""
    try:
        return _send_once(engagement=engagement, token=token, draft=draft, now=now)
    except IntegrityError:
        # Two clicks at the same time: the other one was faster.
        first = sent(engagement, token)
        if first is None:
            raise
        return first


@transaction.atomic
def _send_once(
    *, engagement: Engagement, token: str, draft: Draft, now: datetime
) -> EngagementResponse:
    if before := sent(engagement, token):
        return before
    response = _store_response(engagement, token, draft, now)
    questions = list(engagement.questions.prefetch_related("options"))
    said = _store_words(response, questions, draft)
    _store_choices(response, questions, draft)
    _store_equality_answers(response, draft)
    _store_contact(response, draft)
    UnsentResponse.objects.filter(key_digest=draft_digest(engagement, token)).delete()
    record_event(
        by=RESIDENT, action="engagement.response-sent", subject=response, contributions=said
    )
    return response


def _store_response(
    engagement: Engagement, token: str, draft: Draft, now: datetime
) -> EngagementResponse:
    is_organisation = draft.is_organisation
    return EngagementResponse.objects.create(
        engagement=engagement,
        channel=engagement.channel,
        received_at=now,
        language=draft.language,
        capacity=draft.text("capacity"),
        organisation_name=plain_words(draft.text("organisation_name")) if is_organisation else "",
        mandate=plain_words(draft.text("mandate")) if is_organisation else "",
        area=plain_words(draft.text("area")),
        is_young_person=draft.is_young_person,
        may_publish_words=draft.text("may_publish") == "words",
        is_invented=engagement.is_invented,
        sending_key=sending_key(engagement, token),
        receipt_digest=receipt_digest(receipt_code(engagement, token)),
    )


def _store_words(response: EngagementResponse, questions: list[Question], draft: Draft) -> int:
    described = [
        describe_contribution(response=response, question=question, received=draft.words(question))
        for question in questions
        if question.kind == Question.Kind.OPEN and plain_words(draft.words(question))
    ]
    return len(store_contributions(described))


def _store_choices(response: EngagementResponse, questions: list[Question], draft: Draft) -> None:
    ChoiceAnswer.objects.bulk_create(
        ChoiceAnswer(response=response, question=question, option=option)
        for question in questions
        for option in question.options.all()
        if str(option.pk) in draft.chosen(question)
    )


def _store_equality_answers(response: EngagementResponse, draft: Draft) -> None:
    engagement = response.engagement
    if engagement.equality_kept_until is None:
        return
    EqualityAnswer.objects.bulk_create(
        EqualityAnswer(
            response=response,
            question=question,
            option=option,
            purpose=engagement.equality_purpose[:300],
            delete_on=engagement.equality_kept_until,
        )
        for question in engagement.equality_questions.prefetch_related("options")
        for option in question.options.all()
        if draft.text(field_of(question)) == str(option.pk)
    )


def _store_contact(response: EngagementResponse, draft: Draft) -> None:
    how_to_reach = plain_words(draft.text("how_to_reach"))
    if how_to_reach and not draft.is_young_person:
        ResponseContact.objects.create(response=response, how_to_reach=how_to_reach)


@transaction.atomic
def drop_answers(*, engagement: Engagement, token: str) -> None:
    """Delete the unsent answers of this token; what was sent stays."""
    UnsentResponse.objects.filter(key_digest=draft_digest(engagement, token)).delete()
