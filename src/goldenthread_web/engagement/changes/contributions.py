"""How words become contributions: cleaned, looked over, and held until a person decides."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from goldenthread.disclosure import find_flags, find_personal_data
from goldenthread.engagement.words import normal_text
from goldenthread.errors import InputError
from goldenthread_web.engagement.models import (
    Contribution,
    EngagementResponse,
    PersonalDataFinding,
    Question,
    RaisedFlag,
)

PATTERNS = "UK patterns"
WORD_LIST = "list of words"
# Nobody types these. They can make a text read in another order than it is stored,
# so that a moderator would see something else than what is released.
ORDER_OVERRIDES = dict.fromkeys([0x202D, 0x202E])


@dataclass(frozen=True, slots=True)
class DescribedContribution:
    """A contribution not stored yet, with what was noticed in it."""

    contribution: Contribution
    findings: tuple[PersonalDataFinding, ...]
    flags: tuple[RaisedFlag, ...]


def plain_words(received: str) -> str:
    """Return words as they are kept: NFC, one kind of line end, no invisible controls."""
    return normal_text(received.translate(ORDER_OVERRIDES))


def describe_contribution(
    *,
    response: EngagementResponse,
    question: Question | None,
    received: str,
    language: str = "",
    noted_by: str = "",
) -> DescribedContribution:
    """Return the rows for one thing said, unsaved, so that many can be stored at once.

    Raises:
        InputError: there are no words in what was received.
    """
    text = plain_words(received)
    if not text:
        raise InputError("There are no words in this answer.")
    found, flags = find_personal_data(text), find_flags(text)
    contribution = Contribution(
        response=response,
        question=question,
        text=text,
        received=received.encode("utf-8", "surrogatepass"),
        language=language or response.language,
        noted_by=noted_by,
        has_finding=bool(found),
        is_flagged=bool(flags),
        needs_second_person=bool(flags) or response.is_young_person,
    )
    return DescribedContribution(
        contribution,
        tuple(
            PersonalDataFinding(
                contribution=contribution,
                start=one.start,
                end=one.end,
                kind=one.kind.value,
                method=PATTERNS,
            )
            for one in found
        ),
        tuple(
            RaisedFlag(contribution=contribution, kind=kind, method=WORD_LIST)
            for kind in dict.fromkeys(flag.kind.value for flag in flags)
        ),
    )


@transaction.atomic(savepoint=False)
def store_contributions(described: Sequence[DescribedContribution]) -> list[Contribution]:
    """Return the contributions, stored in three statements however many they are.

    Their responses are stored before. The audit event is written by whoever
    stores the batch.
    """
    stored = Contribution.objects.bulk_create([one.contribution for one in described])
    PersonalDataFinding.objects.bulk_create(
        [finding for one in described for finding in one.findings]
    )
    RaisedFlag.objects.bulk_create([flag for one in described for flag in one.flags])
    return stored
