"""Storing what somebody sends: once, all at once, and held."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from goldenthread.errors import ConflictError
from goldenthread.records.engagement import Capacity
from goldenthread_web.engagement.changes.answering_drafts import (
    drop_answers,
    forget_sent_draft,
    forget_what_is_over,
    keep_answers,
    keep_file,
)
from goldenthread_web.engagement.changes.answering_rows import store_answers
from goldenthread_web.engagement.changes.contributions import plain_words
from goldenthread_web.engagement.changes.inviting import mark_used
from goldenthread_web.engagement.keys import receipt_code, receipt_digest, sending_key
from goldenthread_web.engagement.models import (
    Engagement,
    EngagementResponse,
    EqualityAnswer,
    Invitation,
    Question,
    ResponseContact,
)
from goldenthread_web.engagement.queries.answering import has_answered_once, sent
from goldenthread_web.engagement.queries.answering_draft import OLDEST_BAND, Draft, field_of
from goldenthread_web.engagement.queries.answering_form import form_of
from goldenthread_web.people.audit import RESIDENT, record_event

__all__ = [
    "Admission",
    "AnsweredBeforeError",
    "drop_answers",
    "forget_what_is_over",
    "keep_answers",
    "keep_file",
    "send_response",
]


class AnsweredBeforeError(ConflictError):
    """Somebody who may answer once has done so."""


@dataclass(frozen=True, slots=True)
class Admission:
    """What is stored with a response so that its sender answers once: a digest, a used code."""

    once_digest: str | None = None
    invitation: Invitation | None = None


def send_response(
    *,
    engagement: Engagement,
    token: str,
    draft: Draft,
    now: datetime,
    questions: Sequence[Question] | None = None,
    admission: Admission | None = None,
) -> EngagementResponse:
    """Return the response stored for this token: a new one, or the one sent before.

    `questions` are those that this person was shown; they are read anew if not given.

    Raises:
        AnsweredBeforeError: by the rule of the engagement they have answered already, or
            their code was used meanwhile. Nothing is stored, and their answers stay.
    """
    shown = form_of(engagement).shown(draft) if questions is None else questions
    try:
        return _send_once(
            engagement=engagement,
            token=token,
            draft=draft,
            now=now,
            questions=shown,
            admission=admission or Admission(),
        )
    except IntegrityError as error:
        # Two clicks at the same time: the other one was faster.
        first = sent(engagement, token)
        if first is not None:
            return first
        if admission and has_answered_once(engagement, admission.once_digest or ""):
            raise AnsweredBeforeError("You have answered this already.") from error
        raise


@transaction.atomic
def _send_once(
    *,
    engagement: Engagement,
    token: str,
    draft: Draft,
    now: datetime,
    questions: Sequence[Question],
    admission: Admission,
) -> EngagementResponse:
    if before := sent(engagement, token):
        return before
    response = _store_response(engagement, token, draft, now, admission.once_digest)
    if admission.invitation is not None:
        _use_up(admission.invitation, now)
    said = store_answers(response, questions, draft)
    store_equality_answers(response, draft)
    store_contact(response, draft)
    sent_files = [kept.name for one in questions if (kept := draft.file(one))]
    forget_sent_draft(engagement=engagement, token=token, sent_files=sent_files)
    record_event(
        by=RESIDENT, action="engagement.response-sent", subject=response, contributions=said
    )
    return response


def _use_up(invitation: Invitation, now: datetime) -> None:
    try:
        mark_used(invitation=invitation, today=localdate(now))
    except ConflictError as error:
        raise AnsweredBeforeError(str(error)) from error


def _store_response(
    engagement: Engagement, token: str, draft: Draft, now: datetime, once_digest: str | None
) -> EngagementResponse:
    is_organisation = draft.is_organisation and not engagement.is_for_under_18
    return EngagementResponse.objects.create(
        engagement=engagement,
        channel=engagement.channel,
        received_at=now,
        started_at=draft.started_at,
        form_version=draft.form_version or engagement.form_version,
        language=draft.language,
        capacity=draft.text("capacity") or Capacity.NOT_SAID.value,
        audience=f"aged {draft.age_band}" if draft.age_band else "",
        assisted_by_role=plain_words(draft.text("helper_role")),
        assisted_by_organisation=plain_words(draft.text("helper_organisation")),
        organisation_name=plain_words(draft.text("organisation_name")) if is_organisation else "",
        mandate=plain_words(draft.text("mandate")) if is_organisation else "",
        area="" if engagement.is_for_under_18 else plain_words(draft.text("area")),
        is_young_person=draft.is_young_person or engagement.is_for_under_18,
        may_publish_words=draft.text("may_publish") == "words",
        is_invented=engagement.is_invented,
        once_digest=once_digest,
        sending_key=sending_key(engagement, token),
        receipt_digest=receipt_digest(receipt_code(engagement, token)),
    )


def store_equality_answers(response: EngagementResponse, draft: Draft) -> None:
    engagement = response.engagement
    if engagement.equality_kept_until is None:
        return
    may_be_under_16 = response.is_young_person and draft.age_band != OLDEST_BAND
    EqualityAnswer.objects.bulk_create(
        EqualityAnswer(
            response=response,
            question=question,
            option=option,
            purpose=engagement.equality_purpose[:300],
            delete_on=engagement.equality_kept_until,
        )
        for question in engagement.equality_questions.prefetch_related("options")
        if not (question.is_for_16_and_over and may_be_under_16)
        for option in question.options.all()
        if draft.text(field_of(question)) == str(option.pk)
    )


def store_contact(response: EngagementResponse, draft: Draft) -> None:
    how_to_reach = plain_words(draft.text("how_to_reach"))
    if how_to_reach and not response.is_young_person:
        ResponseContact.objects.create(response=response, how_to_reach=how_to_reach)
