"""Deleting files that nothing points to: the program was killed between a file and its row."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain

from django.apps import apps
from django.core.files.storage import default_storage
from django.db.models import FileField

from goldenthread_web.engagement.changes.answering_drafts import files_in
from goldenthread_web.engagement.models import UnsentResponse

logger = logging.getLogger("goldenthread.files")
# Whatever else lies in the folder of files is not ours to delete.
FOLDERS = ("answers", "clips", "documents", "imports", "letters", "postcodes", "voices")
# Far longer than from storing a file to committing its row.
LEFT_ALONE = timedelta(days=1)


def delete_stray_files(*, now: datetime) -> int:
    """Return how many files were deleted that no row points to and that are older than a day."""
    old = [name for name in _stored() if default_storage.get_modified_time(name) < now - LEFT_ALONE]
    pointed_to = set(chain(_in_drafts(), _in_rows())) if old else set()
    stray = [name for name in old if name not in pointed_to]
    for name in stray:
        default_storage.delete(name)
    if stray:
        logger.warning("files without a row were deleted", extra={"count": len(stray)})
    return len(stray)


def _stored() -> Iterator[str]:
    for folder in FOLDERS:
        if default_storage.exists(folder):
            yield from (f"{folder}/{name}" for name in default_storage.listdir(folder)[1])


def _in_drafts() -> Iterator[str]:
    """Yield what unsent answers point to. Read first: sending moves a file from here to a row."""
    for answers in UnsentResponse.objects.values_list("answers", flat=True).iterator():
        yield from files_in(answers)


def _in_rows() -> Iterator[str]:
    for model in apps.get_models():
        for field in model._meta.concrete_fields:  # noqa: SLF001
            if isinstance(field, FileField):
                found = model._default_manager.values_list(field.attname, flat=True)  # noqa: SLF001
                yield from found.iterator()
