"""Bringing a file in, in the background: all of it, or nothing."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from goldenthread.engagement import iterate_rows, iterate_table
from goldenthread.engagement.earlier_words import EarlierOptions
from goldenthread.engagement.own_package import OwnPackage, is_own_package, open_package
from goldenthread.errors import GoldenThreadError, InputError
from goldenthread.records.importing import ColumnMapping, ColumnUse, Use
from goldenthread_web.engagement.changes import importing as changes
from goldenthread_web.engagement.changes.import_pace import WritingPace
from goldenthread_web.engagement.changes.import_package import (
    PackageWriter,
    bring_in_form,
    keep_earlier_words,
)
from goldenthread_web.engagement.changes.import_polis import StatementWriter, VoteWriter
from goldenthread_web.engagement.changes.import_questions import QuestionBook, check_questions
from goldenthread_web.engagement.changes.import_rows import (
    ImportCounts,
    RowWriter,
    fill_in_cells,
)
from goldenthread_web.engagement.changes.import_votes import ColumnVoteWriter
from goldenthread_web.engagement.models import Question, ResponseImport
from goldenthread_web.engagement.queries.import_files import (
    estimate_rows,
    file_of,
    sample_file,
    table_in,
    upload_limits,
    upload_of,
)
from goldenthread_web.engagement.queries.importing import mapping_of, polis_choices_of
from goldenthread_web.engagement.queries.wordings import is_form_of_nobody
from goldenthread_web.jobs.changes import JobProgress, add_job, enqueue_on_commit, working_on
from goldenthread_web.jobs.models import Job
from goldenthread_web.people.audit import WORKER, By

LONGEST_READING = timedelta(hours=3)
ALMOST_DONE = 0.99


@transaction.atomic
def start_import(*, by: By, response_import: ResponseImport) -> Job:
    """Return the job that brings the file in.

    Raises:
        ConflictError: it has begun or ended, or another import of the engagement goes on.
    """
    engagement = response_import.engagement
    path = reverse("engagement:import", args=[engagement.slug, response_import.pk])
    job = add_job(by=by, title=f"Bring in {response_import.file_name}"[:200], result_path=path)
    changes.begin_import(response_import=response_import, job=job)
    enqueue_on_commit(lambda: run_import.enqueue(job.pk, response_import.pk))
    return job


@transaction.atomic
def start_looking(*, by: By, response_import: ResponseImport) -> Job:
    """Return the job that looks into a large file: what its columns are, and whether it is sound.

    Raises:
        ConflictError: another job does, or it was looked at already.
    """
    engagement = response_import.engagement
    path = reverse("engagement:import", args=[engagement.slug, response_import.pk])
    job = add_job(by=by, title=f"Look into {response_import.file_name}"[:200], result_path=path)
    changes.begin_looking(response_import=response_import, job=job)
    enqueue_on_commit(lambda: run_looking.enqueue(job.pk, response_import.pk))
    return job


@task()
def run_looking(job_id: int, import_id: int) -> None:
    """Look into one file; run again, it looks again."""
    response_import = ResponseImport.objects.select_related("engagement", "made_by").get(
        pk=import_id
    )
    with working_on(job_id) as progress:
        progress("Looking for the columns, and whether the file is sound", 0.1)
        try:
            with file_of(response_import) as path:
                sample = sample_file(path)
        except GoldenThreadError as reason:
            changes.fail_import(
                by=response_import.made_by or WORKER,
                response_import=response_import,
                row_number=0,
                now=timezone.now(),
            )
            changes.delete_file(response_import=response_import)
            raise InputError(f"{reason} Nothing of the file was kept.") from reason
        changes.finish_looking(response_import=response_import, sample=sample)
        progress.outcome = f"It has {len(sample.headers):,} columns. Say what each of them is."


@task()
def run_import(job_id: int, import_id: int) -> None:
    """Bring one file in, from the start whenever it runs; what is complete stays as it is."""
    response_import = ResponseImport.objects.select_related("engagement", "made_by").get(
        pk=import_id
    )
    with working_on(job_id) as progress:
        if response_import.state != ResponseImport.State.COMPLETE:
            ImportRun(response_import, progress, started_at=timezone.now()).run()
        changes.delete_file(response_import=response_import)


class ImportRun:
    """One attempt to bring a file in: all of it, or nothing."""

    def __init__(
        self, response_import: ResponseImport, progress: JobProgress, *, started_at: datetime
    ) -> None:
        self._import = response_import
        self._by: By = response_import.made_by or WORKER
        self._progress = progress
        self._must_end_by = started_at + LONGEST_READING
        self._pace = WritingPace()
        self._counts = ImportCounts()
        self._expected = 1
        self._take_back: list[Callable[[], None]] = []

    def run(self) -> None:
        """Bring it in, or leave nothing of it and say why."""
        self._progress("Making ready", 0.0)
        changes.remove_what_came(response_import=self._import, pace=self._pace)
        try:
            with upload_of(self._import) as sent, table_in(sent) as path:
                self._expected = estimate_rows(path)
                if is_own_package(sent):
                    with open_package(sent, upload_limits()) as package:
                        outcome = self._bring_in_package(path, package)
                else:
                    outcome = self._bring_in(path)
        except DatabaseError:
            self._undo()
            # Its own message may hold words of residents.
            raise InputError(
                f"The database did not take the rows after row {self._counts.row_number}. "
                "Nothing of the file was kept. Try again; if it stays, tell an administrator."
            ) from None
        except GoldenThreadError as reason:
            self._undo()
            raise InputError(f"{reason} Nothing of the file was kept.") from reason
        except Exception:
            self._undo()
            raise
        changes.complete_import(
            by=self._by, response_import=self._import, counts=self._counts, now=timezone.now()
        )
        self._progress.outcome = outcome

    def _undo(self) -> None:
        self._progress("Taking back what was brought in", 0.0)
        changes.remove_what_came(response_import=self._import, pace=self._pace)
        for take_back in self._take_back:
            take_back()
        changes.fail_import(
            by=self._by,
            response_import=self._import,
            row_number=self._counts.row_number,
            now=timezone.now(),
        )
        changes.delete_file(response_import=self._import)

    def _bring_in(self, path: Path) -> str:
        kinds = ResponseImport.Kind
        if self._import.kind == kinds.POLIS_STATEMENTS:
            return self._bring_in_statements(path)
        if self._import.kind == kinds.POLIS_VOTES:
            return self._bring_in_votes(path)
        return self._bring_in_responses(path)

    def _open_book(self, mapping: ColumnMapping) -> QuestionBook:
        check_questions(self._import.engagement, mapping)
        book = QuestionBook(self._import.engagement, mapping)
        self._take_back.append(book.take_back)
        book.open()
        return book

    def _bring_in_package(self, path: Path, package: OwnPackage) -> str:
        """Rows first, then what stands beside them: earlier words, files, decisions elsewhere."""
        form, book = package.form(), self._open_book(mapping_of(self._import))
        keeps_versions = is_form_of_nobody(self._import.engagement)
        bring_in_form(form, book)
        outcome = self._bring_in_rows(path, book, EarlierOptions(form))
        if keeps_versions and book.made_questions:
            keep_earlier_words(form, book)
            self._counts.form_version = max(self._counts.form_version, form.form_version)
        beside = PackageWriter(self._import, book, self._pace)
        beside.write(package, form, lambda done: self._progress(done, ALMOST_DONE))
        return f"{outcome} {beside.told}".strip()

    def _bring_in_responses(self, path: Path) -> str:
        return self._bring_in_rows(path, self._open_book(mapping_of(self._import)))

    def _refuse_too_many_rows(self, path: Path, mapping: ColumnMapping) -> None:
        """Read on to the limit before a million rows are written, and taken back again."""
        limits = upload_limits()
        if self._expected > limits.rows:
            self._progress("Counting the rows", 0.0)
            for _ in iterate_table(path, limits=limits, layout=mapping.layout).rows:
                pass

    def _bring_in_rows(
        self, path: Path, book: QuestionBook, earlier: EarlierOptions | None = None
    ) -> str:
        mapping = mapping_of(self._import)
        self._refuse_too_many_rows(path, mapping)
        rows = iterate_rows(path, mapping, limits=upload_limits())
        writer = RowWriter(self._import, book, self._pace, earlier)
        self._counts = writer.counts
        for batch in self._pace.batches(rows):
            writer.write(batch)
            self._report(writer.counts.total)
        if mapping.used_as(Use.VOTE):
            self._bring_in_votes_of_columns(path, mapping)
        fill_in_cells(
            response_import=self._import, path=path, counts=writer.counts, layout=mapping.layout
        )
        return describe_counts(writer.counts)

    def _bring_in_votes_of_columns(self, path: Path, mapping: ColumnMapping) -> None:
        """Votes come last: the statements that they are about may stand in any row."""
        writer = ColumnVoteWriter(self._import, mapping)
        rows = iterate_rows(path, mapping, limits=upload_limits())
        for batch in self._pace.batches(rows):
            with self._pace.short_write():
                writer.write(batch)
            self._progress("Votes", ALMOST_DONE)

    def _bring_in_statements(self, path: Path) -> str:
        choices = polis_choices_of(self._import)
        writer = StatementWriter(self._import, self._statement_question(), choices)
        self._counts = writer.counts
        self._take_back.append(writer.take_back)
        writer.write(path, self._pace, self._report)
        counts = writer.counts
        return (
            f"{counts.accepted:,} statements were brought in, of {writer.people:,} people who are "
            f"new here. {counts.known:,} were here already, {counts.rejected:,} were not taken."
        )

    def _statement_question(self) -> Question:
        choices = polis_choices_of(self._import)
        use = ColumnUse(
            "comment-body", Use.OPEN_QUESTION, question=choices.question, title=choices.title
        )
        return self._open_book(ColumnMapping((use,))).questions[choices.question]

    def _bring_in_votes(self, path: Path) -> str:
        writer = VoteWriter(self._import)
        self._counts = writer.counts
        writer.write(path, self._pace, lambda done: self._report(done // 20))
        counts = writer.counts
        left_out = writer.without_statement
        return (
            f"{counts.accepted:,} votes of {writer.voters:,} people were brought in. "
            f"{counts.known:,} were here already"
            + (f", and {left_out:,} are about statements that are not here." if left_out else ".")
        )

    def _report(self, done: int) -> None:
        if timezone.now() > self._must_end_by:
            raise InputError("This takes too long. Split the file into several with the same head.")
        self._progress(f"{done:,} rows read", min(done / self._expected, ALMOST_DONE))


def describe_counts(counts: ImportCounts) -> str:
    """Return the sentence on what became of the rows."""
    came = "1 response was" if counts.accepted == 1 else f"{counts.accepted:,} responses were"
    known = "1 row was" if counts.known == 1 else f"{counts.known:,} rows were"
    said = f"{came} brought in. {known} here already, {counts.rejected:,} could not be taken."
    if not counts.changed:
        return said
    rows = "row" if counts.changed == 1 else "rows"
    return (
        f"{said} Changed since: {counts.changed:,} {rows}. They stay here as they were, because "
        "nothing that was acknowledged is overwritten."
    )
