"""Printing letters in the background: one PDF, or several in a ZIP where there are many."""

import io
import zipfile

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django_tasks import task

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.changes.inviting_letters import (
    delete_old_letters,
    keep_letters,
    mark_printed,
)
from goldenthread_web.engagement.inviting_letters import head_of, letter_of
from goldenthread_web.engagement.inviting_writing import Writer
from goldenthread_web.engagement.models import Engagement, Invitation, MessageWording
from goldenthread_web.engagement.queries.inviting_letters import (
    PRINTED,
    letters_to_print,
    why_not_printed,
)
from goldenthread_web.jobs.changes import JobProgress, add_job, enqueue_on_commit, working_on
from goldenthread_web.jobs.models import Job
from goldenthread_web.page.templatetags.page import plural
from goldenthread_web.people.models import Person

LETTERS_IN_A_FILE = 500
MOST_LETTERS = 5_000
Kind = MessageWording.Kind


@transaction.atomic
def start_letters(
    *, by: Person, engagement: Engagement, group: str, site: str, kind: Kind = Kind.LETTER
) -> Job:
    """Return the job that prints a letter for everybody of a group.

    Raises:
        ConflictError: there is nobody to write to, there are more than 5,000, or it is not the
            time for it.
    """
    today = timezone.localdate()
    if reason := why_not_printed(engagement, kind, today=today):
        raise ConflictError(reason)
    count = letters_to_print(engagement, group, kind, today=today).count()
    if not count:
        raise ConflictError(
            f"There is nobody in this group to print a letter for. It goes to {PRINTED[kind][1]}."
        )
    if count > MOST_LETTERS:
        raise ConflictError(
            f"Up to {MOST_LETTERS:,} letters are printed at once; these are {count:,}. Take the codes "
            "as CSV for a mail merge, or keep smaller lists."
        )
    job = add_job(
        by=by,
        title=f"Print {plural(count, 'letter,letters')}: {engagement}"[:200],
        result_path=reverse("engagement:letters", args=[engagement.slug]),
    )
    told = (job.pk, engagement.pk, group, by.pk, site, str(kind))
    enqueue_on_commit(lambda: run_letters.enqueue(*told))
    return job


@task()
def run_letters(
    job_id: int, engagement_id: int, group: str, person_id: int, site: str, kind: str
) -> None:
    """Print them all; run again, it prints them again."""
    with working_on(job_id) as progress:
        delete_old_letters(now=timezone.now())
        engagement, today = Engagement.objects.get(pk=engagement_id), timezone.localdate()
        invitations = list(letters_to_print(engagement, group, Kind(kind), today=today))
        writer = Writer(engagement, kind, site)
        files = _print(writer, invitations, progress)
        content, ending = (files[0], "pdf") if len(files) == 1 else (_packed(files), "zip")
        keep_letters(
            by=Person.objects.get(pk=person_id),
            engagement=engagement,
            content=content,
            ending=ending,
            count=len(invitations),
            now=timezone.now(),
        )
        if kind == Kind.LETTER:
            mark_printed(invitations=invitations, now=timezone.now())
        ready = plural(len(invitations), "letter is ready,letters are ready")
        progress.outcome = f"{ready}. The file is deleted after a day."


def _print(writer: Writer, invitations: list[Invitation], progress: JobProgress) -> list[bytes]:
    # typst is loaded by the worker only.
    from goldenthread.publishing.letters import letters_pdf  # noqa: PLC0415

    head = head_of(writer, timezone.localdate())
    files = []
    for start in range(0, len(invitations), LETTERS_IN_A_FILE):
        part = invitations[start : start + LETTERS_IN_A_FILE]
        stage = f"Printing {start + 1:,} to {start + len(part):,} of {len(invitations):,}"
        progress(stage, start / len(invitations))
        files.append(letters_pdf(head, [letter_of(writer, one) for one in part]))
    return files


def _packed(files: list[bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, content in enumerate(files, start=1):
            archive.writestr(f"letters-{number}.pdf", content)
    return packed.getvalue()
