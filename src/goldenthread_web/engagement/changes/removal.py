"""Removing a response everywhere in this stage: words, answers, contact, traces of them."""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, QuerySet

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.changes.contributions import plain_words
from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    Contribution,
    ContributionTranslation,
    DateAnswer,
    DecisionElsewhere,
    EngagementResponse,
    EqualityAnswer,
    EqualityOption,
    FileAnswer,
    NumberAnswer,
    PersonalDataFinding,
    Petition,
    PlaceAnswer,
    QuestionOption,
    RaisedFlag,
    Recording,
    Redaction,
    RejectedImportRow,
    ReleaseDecision,
    ResponseContact,
    ResponseInPattern,
    SafeguardingCase,
    Vote,
)
from goldenthread_web.people.audit import By, person_of, record_event

ANSWERS = (ChoiceAnswer, NumberAnswer, DateAnswer, PlaceAnswer, EqualityAnswer, Vote)
NOTES_ON_WORDS = (
    PersonalDataFinding,
    RaisedFlag,
    Redaction,
    ReleaseDecision,
    SafeguardingCase,
    ContributionTranslation,
    DecisionElsewhere,
    Petition,
)
LONGEST_REASON = 200
LONG_ENOUGH_TO_BE_OWN = 20


@transaction.atomic
def forget(*, by: By, response: EngagementResponse, reason: str, now: datetime) -> list[int]:
    """Return the ids of the contributions whose words are gone; tombstones stay.

    Later stages forget first: call `thread.changes.remove_response`.

    Raises:
        ConflictError: it is removed already.
    """
    if response.removed_at is not None:
        raise ConflictError("This response has been removed already.")
    contributions = Contribution.objects.filter(response=response)
    texts = list(contributions.values_list("text", flat=True))
    ids = list(contributions.values_list("pk", flat=True))
    _delete_traces(response, ids)
    _delete_rejected_copies(response, texts)
    contributions.update(
        text="", received=b"", salt="", status=Contribution.Status.REMOVED,
        withheld_reason="", noted_by="", language="",
    )  # fmt: skip
    _leave_tombstone(by=by, response=response, reason=reason, now=now)
    record_event(
        by=by,
        action="engagement.response-removed",
        subject=response,
        why=reason,
        contributions=len(ids),
    )
    transaction.on_commit(clean_storage)
    return ids


def _delete_traces(response: EngagementResponse, ids: list[int]) -> None:
    own = _options_of_nobody_else(response)
    for of_response in (ResponseContact, ResponseInPattern, *ANSWERS):
        of_response.objects.filter(response=response).delete()
    for of_words in NOTES_ON_WORDS:
        of_words.objects.filter(contribution_id__in=ids).delete()
    delete_with_files(FileAnswer.objects.filter(response=response))
    delete_with_files(Recording.objects.filter(contribution_id__in=ids))
    Vote.objects.filter(statement_id__in=ids).delete()
    for options in own:
        options.delete()


def delete_with_files(rows: "QuerySet[FileAnswer] | QuerySet[Recording]") -> None:
    """Delete rows now, and their files once that is certain."""
    files = [(row.file.storage, str(row.file.name)) for row in rows if row.file]
    rows.delete()
    for storage, name in files:
        transaction.on_commit(partial(storage.delete, name))


def _options_of_nobody_else(response: EngagementResponse) -> list["QuerySet[Any]"]:
    """Return the options that came with a file and that only this response chose: own words."""
    found: list[QuerySet[Any]] = []
    for answers, options in ((ChoiceAnswer, QuestionOption), (EqualityAnswer, EqualityOption)):
        chosen = set(answers.objects.filter(response=response).values_list("option", flat=True))
        others = answers.objects.exclude(response=response).filter(option=OuterRef("pk"))
        own = options.objects.filter(~Exists(others), pk__in=chosen, is_from_file=True)
        found.append(options.objects.filter(pk__in=list(own.values_list("pk", flat=True))))
    return found


def _delete_rejected_copies(response: EngagementResponse, texts: list[str]) -> None:
    """A row that was mended and sent again still stands among the rejected ones.

    Its cells are as they stood in the file: other line ends, spaces and accents.
    Short words are looked for as a whole cell: many rows hold a "no".
    """
    said = {folded(text) for text in texts}
    long = [text for text in said if len(text) >= LONG_ENOUGH_TO_BE_OWN]
    rows = RejectedImportRow.objects.filter(response_import__engagement=response.engagement)
    copies = [
        row.pk
        for row in rows.iterator()
        if any(_repeats(folded(str(cell)), said, long) for cell in row.cells)
    ]
    RejectedImportRow.objects.filter(pk__in=copies).delete()


def folded(words: str) -> str:
    """Return words in one way of writing them: NFC, single spaces, no case."""
    return " ".join(plain_words(words).split()).casefold()


def _repeats(cell: str, said: set[str], long: list[str]) -> bool:
    return cell in said or any(text in cell for text in long)


def _leave_tombstone(*, by: By, response: EngagementResponse, reason: str, now: datetime) -> None:
    person = person_of(by)
    response.removed_at, response.removal_reason = now, reason[:LONGEST_REASON]
    response.removed_by = person
    response.removed_by_role = "information governance officer" if person else str(by)
    response.organisation_name = response.mandate = response.area = ""
    response.session_name = response.language = response.audience = ""
    response.assisted_by_organisation = ""
    response.receipt_digest = response.sending_key = response.once_digest = None
    response.save()


def clean_storage() -> None:
    """Take the bytes of removed words out of the search index, free pages and the log.

    SQLite: the index is merged, so that no old segment keeps a word, and the
    write-ahead log is emptied; `secure_delete` has zeroed the freed pages.
    PostgreSQL: dead rows are vacuumed away; its own log is recycled in time.
    """
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("INSERT INTO engagement_search(engagement_search) VALUES ('optimize')")
            if not connection.in_atomic_block:
                cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        elif not connection.in_atomic_block:
            cursor.execute("VACUUM engagement_contribution")
