"""An import from its upload to its end. Nothing of it counts before it is complete."""

import json
from dataclasses import asdict, replace
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_hex

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q

from goldenthread.engagement import check_mapping, suggest_mapping, to_json
from goldenthread.engagement.learned_columns import with_columns_of_tool
from goldenthread.engagement.own_headers import is_own_export
from goldenthread.errors import ConflictError, GoldenThreadError
from goldenthread.records.importing import ColumnMapping, ColumnUse, Use
from goldenthread.records.polis import PolisFile
from goldenthread_web.engagement.changes.import_pace import WritingPace
from goldenthread_web.engagement.changes.import_questions import check_questions, with_keys
from goldenthread_web.engagement.changes.import_rows import ImportCounts
from goldenthread_web.engagement.changes.removal import delete_with_files
from goldenthread_web.engagement.models import (
    Contribution,
    Engagement,
    EngagementResponse,
    FileAnswer,
    RejectedImportRow,
    ResponseImport,
    SavedMapping,
    Vote,
)
from goldenthread_web.engagement.queries.exercises import questions_of
from goldenthread_web.engagement.queries.import_files import FileSample
from goldenthread_web.engagement.queries.importing import (
    PolisChoices,
    fitting_mapping,
    known_tool,
    mapping_of,
)
from goldenthread_web.jobs.models import Job
from goldenthread_web.people.audit import By, person_of, record_event

FILE_KEPT = timedelta(days=7)
AT_ONCE = 200
KINDS = {
    PolisFile.STATEMENTS: ResponseImport.Kind.POLIS_STATEMENTS,
    PolisFile.VOTES: ResponseImport.Kind.POLIS_VOTES,
    PolisFile.PARTICIPANTS: ResponseImport.Kind.POLIS_VOTES,
}


def add_import(
    *, by: By, engagement: Engagement, file: "File[bytes]", sample: FileSample | None, now: datetime
) -> ResponseImport:
    """Return a new import with a first mapping. The file is stored before anything is locked.

    Without a sample it waits to be looked at: call `finish_looking` then.
    """
    discard_old_files(now=now)
    suffix = Path(file.name or "").suffix.lower()[:10]
    stored = default_storage.save(f"imports/{token_hex(12)}{suffix}", file)
    kind = ResponseImport.Kind.RESPONSES if sample is None else kind_of(sample)
    states = ResponseImport.State
    try:
        with transaction.atomic():
            response_import = ResponseImport.objects.create(
                engagement=engagement,
                file=stored,
                file_name=Path(file.name or "file").name[:255],
                kind=kind,
                state=states.LOOKING if sample is None else states.UPLOADED,
                mapping=None if sample is None else _first_mapping(engagement, sample),
                made_by=person_of(by),
                made_at=now,
            )
            record_event(
                by=by, action="engagement.import-uploaded", subject=response_import, kind=kind
            )
    except BaseException:
        default_storage.delete(stored)
        raise
    return response_import


def kind_of(sample: FileSample) -> ResponseImport.Kind:
    """Return what kind of file this is."""
    return KINDS[sample.polis] if sample.polis else ResponseImport.Kind.RESPONSES


@transaction.atomic
def begin_looking(*, response_import: ResponseImport, job: Job) -> None:
    """Take the import for this job, which looks into its file.

    Raises:
        ConflictError: another job does, or it was looked at already.
    """
    waiting = ResponseImport.objects.filter(
        Q(job=None) | Q(job__state__in=[Job.State.DONE, Job.State.FAILED]),
        pk=response_import.pk,
        state=ResponseImport.State.LOOKING,
    )
    if not waiting.update(job=job):
        raise ConflictError("Somebody looks into this file already, or has done so.")


@transaction.atomic
def finish_looking(*, response_import: ResponseImport, sample: FileSample) -> None:
    """Keep what a look into the file found: its kind and a first mapping."""
    waiting = ResponseImport.objects.filter(
        pk=response_import.pk, state=ResponseImport.State.LOOKING
    )
    waiting.update(
        kind=kind_of(sample),
        mapping=_first_mapping(response_import.engagement, sample),
        state=ResponseImport.State.UPLOADED,
    )


def _first_mapping(engagement: Engagement, sample: FileSample) -> dict[str, object] | None:
    if sample.polis:
        return None
    if is_own_export(sample.headers):
        return as_kept(suggested_mapping(engagement, sample))
    if saved := fitting_mapping(engagement, sample.headers):
        return as_kept(fitted(mapping_of(saved), sample))
    return as_kept(suggested_mapping(engagement, sample))


def suggested_mapping(engagement: Engagement, sample: FileSample) -> ColumnMapping:
    """Return our guess for the columns, their questions joined to those that are there."""
    suggested = suggest_mapping(
        sample.headers,
        sample.rows,
        layout=sample.layout,
        parts=sample.parts,
        sheets=sample.sheets,
    )
    if suggested.is_own_export:
        return suggested
    known = () if sample.platform else known_tool(sample.headers)[1]
    columns = with_columns_of_tool(suggested, known)
    unkeyed = [replace(column, question="") for column in columns]
    return replace(suggested, columns=with_keys(unkeyed, list(questions_of(engagement))))


def fitted(mapping: ColumnMapping, sample: FileSample) -> ColumnMapping:
    """Return the mapping with just the columns of a file, in their order; new ones are left out."""
    known = {column.header: column for column in mapping.columns}
    columns = (known.get(header, ColumnUse(header, Use.IGNORED)) for header in sample.headers)
    return replace(mapping, columns=tuple(columns), layout=sample.layout)


def problem_of_mapping(engagement: Engagement, mapping: ColumnMapping, sample: FileSample) -> str:
    """Return why a mapping cannot be used here, "" if it can."""
    try:
        check_mapping(mapping, sample.headers)
        check_questions(engagement, mapping)
    except GoldenThreadError as reason:
        return str(reason)
    return ""


def as_kept(mapping: ColumnMapping) -> dict[str, object]:
    """Return the mapping as it is kept in a row."""
    kept: dict[str, object] = json.loads(to_json(mapping))
    return kept


@transaction.atomic
def keep_draft(
    *, response_import: ResponseImport, mapping: ColumnMapping | PolisChoices
) -> ResponseImport:
    """Return the import with this mapping. A draft changes nothing that counts: no event."""
    kept = as_kept(mapping) if isinstance(mapping, ColumnMapping) else asdict(mapping)
    uploaded = ResponseImport.objects.filter(
        pk=response_import.pk, state=ResponseImport.State.UPLOADED
    )
    if not uploaded.update(mapping=kept):
        raise ConflictError("This import has begun, so its columns cannot be changed any more.")
    response_import.mapping = kept
    return response_import


@transaction.atomic
def save_mapping(
    *, by: By, engagement: Engagement, name: str, mapping: ColumnMapping, now: datetime
) -> SavedMapping:
    """Return the mapping, kept under a name for the next file; an old one of that name goes."""
    saved, _ = SavedMapping.objects.update_or_create(
        engagement=engagement,
        name=name,
        defaults={"mapping": as_kept(mapping), "saved_by": person_of(by), "saved_at": now},
    )
    record_event(by=by, action="engagement.mapping-saved", subject=saved)
    return saved


@transaction.atomic
def begin_import(*, response_import: ResponseImport, job: Job) -> None:
    """Take the import for this job.

    Raises:
        ConflictError: it has begun or ended, or another one of this engagement goes on.
    """
    # One after another, so that two files with the same rows cannot both bring them in.
    Engagement.objects.select_for_update().get(pk=response_import.engagement_id)
    others = ResponseImport.objects.filter(
        engagement=response_import.engagement_id,
        state=ResponseImport.State.IMPORTING,
        job__state__in=[Job.State.WAITING, Job.State.RUNNING],
    )
    if others.exclude(pk=response_import.pk).exists():
        raise ConflictError("Another file is being brought in. Start this one when it is done.")
    is_ready = Q(state=ResponseImport.State.UPLOADED) | (
        Q(state=ResponseImport.State.IMPORTING)
        & (Q(job=None) | Q(job__state__in=[Job.State.DONE, Job.State.FAILED]))
    )
    taken = ResponseImport.objects.filter(is_ready, pk=response_import.pk)
    if not taken.update(state=ResponseImport.State.IMPORTING, job=job):
        raise ConflictError("This import has begun already, or is over.")


def remove_what_came(*, response_import: ResponseImport, pace: WritingPace) -> None:
    """Delete everything of an import that is not complete, in short transactions."""
    if response_import.state == ResponseImport.State.COMPLETE:
        raise ConflictError("This import is complete. Remove single responses instead.")
    while _remove_some(response_import, pace):
        pass


def _remove_some(response_import: ResponseImport, pace: WritingPace) -> bool:
    votes = list(response_import.votes.values_list("pk", flat=True)[: 5 * AT_ONCE])
    responses = list(response_import.responses.values_list("pk", flat=True)[: pace.size])
    rejected = list(response_import.rejected_rows.values_list("pk", flat=True)[:AT_ONCE])
    with pace.short_write():
        if votes:
            Vote.objects.filter(pk__in=votes).delete()
        elif responses:
            delete_with_files(FileAnswer.objects.filter(response__in=responses))
            Contribution.objects.filter(response__in=responses).delete()
            EngagementResponse.objects.filter(pk__in=responses).delete()
        else:
            RejectedImportRow.objects.filter(pk__in=rejected).delete()
    return bool(votes or responses or rejected)


@transaction.atomic
def complete_import(
    *, by: By, response_import: ResponseImport, counts: ImportCounts, now: datetime
) -> None:
    """Let everything of the import count from now on: one row flips."""
    response_import.state = ResponseImport.State.COMPLETE
    response_import.accepted_count = counts.accepted
    response_import.known_count = counts.known
    response_import.changed_count = counts.changed
    response_import.rejected_count = counts.rejected
    response_import.finished_at = now
    response_import.save(
        update_fields=[
            "state",
            "accepted_count",
            "known_count",
            "changed_count",
            "rejected_count",
            "finished_at",
        ]
    )
    # A version that somebody answered is never given to other words later.
    Engagement.objects.filter(
        pk=response_import.engagement_id, form_version__lt=counts.form_version
    ).update(form_version=counts.form_version)
    record_event(
        by=by,
        action="engagement.imported",
        subject=response_import,
        engagement=response_import.engagement.slug[:80],
        kind=response_import.kind,
        accepted=counts.accepted,
        known=counts.known,
        changed=counts.changed,
        rejected=counts.rejected,
    )


@transaction.atomic
def fail_import(*, by: By, response_import: ResponseImport, row_number: int, now: datetime) -> None:
    """Mark an import as failed once nothing of it is left."""
    response_import.state = ResponseImport.State.FAILED
    response_import.finished_at = now
    response_import.save(update_fields=["state", "finished_at"])
    record_event(
        by=by,
        action="engagement.import-failed",
        subject=response_import,
        engagement=response_import.engagement.slug[:80],
        row=row_number,
    )


def delete_file(*, response_import: ResponseImport) -> None:
    """Delete the uploaded file: words live in one place, the contribution."""
    if response_import.file:
        name = response_import.file.name
        ResponseImport.objects.filter(pk=response_import.pk).update(file="")
        default_storage.delete(name or "")
        response_import.file = ""


@transaction.atomic
def discard_import(*, by: By, response_import: ResponseImport) -> None:
    """Delete an upload that was not brought in, with its file."""
    is_untouched = response_import.state == ResponseImport.State.UPLOADED
    is_waiting = response_import.state == ResponseImport.State.LOOKING
    if not (is_untouched or (is_waiting and response_import.is_stopped)):
        raise ConflictError("Only a file that was not brought in yet can be taken back.")
    record_event(by=by, action="engagement.import-discarded", subject=response_import)
    name = response_import.file.name
    response_import.delete()
    transaction.on_commit(lambda: default_storage.delete(name or ""))


@transaction.atomic
def forget_rejected_rows(*, by: By, response_import: ResponseImport) -> None:
    """Delete the list of rows that were not taken: it holds words of residents."""
    response_import.rejected_rows.all().delete()
    record_event(by=by, action="engagement.rejected-rows-deleted", subject=response_import)


def discard_old_files(*, now: datetime) -> int:
    """Return how many files were deleted that nobody brought in within a week, or left over."""
    over = Q(state__in=[ResponseImport.State.COMPLETE, ResponseImport.State.FAILED])
    untouched = [ResponseImport.State.UPLOADED, ResponseImport.State.LOOKING]
    forgotten = Q(state__in=untouched, made_at__lt=now - FILE_KEPT)
    found = list(ResponseImport.objects.filter(over | forgotten).exclude(file=""))
    for response_import in found:
        delete_file(response_import=response_import)
    return len(found)
