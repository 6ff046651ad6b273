"""Entering what somebody else answered: an act of its own, in the helper's name."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from goldenthread.errors import ConflictError
from goldenthread.records.engagement import Capacity
from goldenthread_web.engagement.changes.answering import store_contact, store_equality_answers
from goldenthread_web.engagement.changes.answering_rows import store_answers
from goldenthread_web.engagement.changes.contributions import plain_words
from goldenthread_web.engagement.keys import receipt_code, receipt_digest, sending_key
from goldenthread_web.engagement.models import Engagement, EngagementResponse
from goldenthread_web.engagement.queries.answering import sent
from goldenthread_web.engagement.queries.answering_draft import Draft
from goldenthread_web.engagement.queries.answering_form import form_of
from goldenthread_web.people.audit import record_event
from goldenthread_web.people.models import Person


@dataclass(frozen=True, slots=True)
class Help:
    """How somebody answered, when, and in what role they were helped."""

    channel: str
    said_on: date
    role: str
    organisation: str = ""


def enter_for_somebody(
    *,
    by: Person,
    engagement: Engagement,
    token: str,
    draft: Draft,
    help_given: Help,
    now: datetime,
) -> EngagementResponse:
    """Return the response stored for this token: a new one, or the one entered before.

    All that was answered is stored, also to questions that the site would not have
    asked them: on paper, people see every question.

    Raises:
        ConflictError: residents cannot see this exercise yet.
    """
    if not engagement.is_published or engagement.opens_on > help_given.said_on:
        raise ConflictError("This exercise had not begun. Enter answers once it is open.")
    try:
        with transaction.atomic():
            if before := sent(engagement, token):
                return before
            response = _store(engagement, token, draft, help_given, by, now)
            said = store_answers(response, form_of(engagement).questions, draft)
            store_equality_answers(response, draft)
            store_contact(response, draft)
            record_event(
                by=by,
                action="engagement.answer-entered",
                subject=response,
                channel=help_given.channel,
                contributions=said,
            )
            return response
    except IntegrityError:
        first = sent(engagement, token)
        if first is None:
            raise
        return first


def _store(
    engagement: Engagement,
    token: str,
    draft: Draft,
    help_given: Help,
    by: Person,
    now: datetime,
) -> EngagementResponse:
    is_organisation = draft.is_organisation
    return EngagementResponse.objects.create(
        engagement=engagement,
        channel=help_given.channel,
        received_at=now,
        said_on=help_given.said_on,
        form_version=engagement.form_version,
        language=draft.language,
        capacity=draft.text("capacity") or Capacity.NOT_SAID.value,
        audience=f"aged {draft.age_band}" if draft.age_band else "",
        organisation_name=plain_words(draft.text("organisation_name")) if is_organisation else "",
        mandate=plain_words(draft.text("mandate")) if is_organisation else "",
        area="" if engagement.is_for_under_18 else plain_words(draft.text("area")),
        is_young_person=draft.is_young_person or engagement.is_for_under_18,
        may_publish_words=draft.text("may_publish") == "words",
        assisted_by_role=plain_words(help_given.role),
        assisted_by_organisation=plain_words(help_given.organisation),
        entered_by=by,
        is_invented=engagement.is_invented,
        sending_key=sending_key(engagement, token),
        receipt_digest=receipt_digest(receipt_code(engagement, token)),
    )
