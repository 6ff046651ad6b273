"""Storing what somebody sends: once, all at once, and held."""

from collections.abc import Sequence
from datetime import datetime

from django.db import IntegrityError, transaction

from goldenthread_web.engagement.changes.answering_drafts import (
    drop_answers,
    forget_sent_draft,
    forget_what_is_over,
    keep_answers,
    keep_file,
)
from goldenthread_web.engagement.changes.answering_rows import store_answers
from goldenthread_web.engagement.changes.contributions import plain_words
from goldenthread_web.engagement.keys import receipt_code, receipt_digest, sending_key
from goldenthread_web.engagement.models import (
    Engagement,
    EngagementResponse,
    EqualityAnswer,
    Question,
    ResponseContact,
)
from goldenthread_web.engagement.queries.answering import sent
from goldenthread_web.engagement.queries.answering_draft import Draft, field_of
from goldenthread_web.engagement.queries.answering_form import form_of
from goldenthread_web.people.audit import RESIDENT, record_event

__all__ = [
    "drop_answers",
    "forget_what_is_over",
    "keep_answers",
    "keep_file",
    "send_response",
]


def send_response(
    *,
    engagement: Engagement,
    token: str,
    draft: Draft,
    now: datetime,
    questions: Sequence[Question] | None = None,
) -> EngagementResponse:
    """Return the response stored for this token: a new one, or the one sent before.

    `questions` are those that this person was shown; they are read anew if not given.
    """
    shown = form_of(engagement).shown(draft) if questions is None else questions
    try:
        return _send_once(engagement=engagement, token=token, draft=draft, now=now, questions=shown)
    except IntegrityError:
        # Two clicks at the same time: the other one was faster.
        first = sent(engagement, token)
        if first is None:
            raise
        return first


@transaction.atomic
def _send_once(
    *,
    engagement: Engagement,
    token: str,
    draft: Draft,
    now: datetime,
    questions: Sequence[Question],
) -> EngagementResponse:
    if before := sent(engagement, token):
        return before
    response = _store_response(engagement, token, draft, now)
    said = store_answers(response, questions, draft)
    _store_equality_answers(response, draft)
    _store_contact(response, draft)
    sent_files = [kept.name for one in questions if (kept := draft.file(one))]
    forget_sent_draft(engagement=engagement, token=token, sent_files=sent_files)
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
        started_at=draft.started_at,
        form_version=draft.form_version or engagement.form_version,
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
