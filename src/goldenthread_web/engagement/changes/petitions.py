"""Bringing in a petition, and correcting how many signed it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from goldenthread.errors import InputError
from goldenthread.records.engagement import Channel
from goldenthread_web.engagement.changes.contributions import (
    describe_contribution,
    plain_words,
    store_contributions,
)
from goldenthread_web.engagement.keys import receipt_code, receipt_digest, sending_key
from goldenthread_web.engagement.models import Engagement, EngagementResponse, Petition, Question
from goldenthread_web.engagement.queries.answering import sent
from goldenthread_web.people.audit import record_event
from goldenthread_web.people.models import Person


@dataclass(frozen=True, slots=True)
class PetitionText:
    """What a petition asks for, how many signed it, and who handed it in."""

    words: str
    signature_count: int
    received_on: date
    capacity: str
    organisation_name: str = ""
    question: Question | None = None
    may_publish_words: bool = False


@transaction.atomic
def add_petition(
    *, by: Person, engagement: Engagement, token: str, petition: PetitionText, now: datetime
) -> EngagementResponse:
    """Return the response that hands the petition in: one response, its words held.

    Raises:
        InputError: nobody signed it, or it has no words.
    """
    if before := sent(engagement, token):
        return before
    if petition.signature_count < 1:
        raise InputError("A petition has at least one signature. Give their number.")
    response = EngagementResponse.objects.create(
        engagement=engagement,
        channel=Channel.LETTER.value,
        received_at=now,
        said_on=petition.received_on,
        form_version=engagement.form_version,
        capacity=petition.capacity,
        organisation_name=plain_words(petition.organisation_name)[:160],
        may_publish_words=petition.may_publish_words,
        entered_by=by,
        is_invented=engagement.is_invented,
        sending_key=sending_key(engagement, token),
        receipt_digest=receipt_digest(receipt_code(engagement, token)),
    )
    described = describe_contribution(
        response=response, question=petition.question, received=petition.words
    )
    (contribution,) = store_contributions([described])
    Petition.objects.create(
        contribution=contribution,
        signature_count=petition.signature_count,
        added_by=by,
        added_at=now,
    )
    record_event(
        by=by,
        action="engagement.petition-added",
        subject=response,
        signatures=petition.signature_count,
    )
    return response


@transaction.atomic
def correct_signatures(
    *, by: Person, petition: Petition, signature_count: int, why: str
) -> Petition:
    """Return the petition with this number of signatures; the old one stays in the audit trail.

    Raises:
        InputError: no signature is left, or no reason is given.
    """
    reason = plain_words(why)
    if signature_count < 1:
        raise InputError("A petition has at least one signature. Give their number.")
    if not reason:
        raise InputError("Say why the number changes: who counted again, or what was wrong.")
    before, petition.signature_count = petition.signature_count, signature_count
    petition.save(update_fields=["signature_count"])
    record_event(
        by=by,
        action="engagement.petition-corrected",
        subject=petition.contribution.response,
        reason=reason,
        before=before,
        after=signature_count,
    )
    return petition
