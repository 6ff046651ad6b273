"""Locking the codebook: a version that can be read, compared and checked."""

import hashlib
import json

from django.db import transaction

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.people.audit import By, person_of, record_event
from goldenthread_web.themes.changes.lineage import lock_codebook
from goldenthread_web.themes.models import CodebookVersion
from goldenthread_web.themes.queries.versions import snapshot


@transaction.atomic
def lock_version(*, by: By, engagement: Engagement, why: str) -> CodebookVersion:
    """Return a new version: the themes as they stand, with counts, digest and reason.

    Raises:
        ConflictError: there is no theme, or nothing changed since the last version.
    """
    codebook = lock_codebook(engagement=engagement)
    content = snapshot(engagement)
    last = codebook.versions.order_by("-number").first()
    if not content["themes"]:
        raise ConflictError("There is no theme yet. Accept or add one first.")
    if last is not None and last.digest == digest_of(content):
        raise ConflictError(f"Nothing has changed since version {last.number}.")
    version = CodebookVersion.objects.create(
        codebook=codebook,
        number=last.number + 1 if last else 1,
        locked_by=person_of(by),
        why=why,
        content=content,
        digest=digest_of(content),
    )
    record_event(
        by=by,
        action="themes.version-locked",
        subject=version,
        why=why,
        engagement=engagement.slug,
        number=version.number,
        digest=version.digest,
    )
    return version


def digest_of(content: object) -> str:
    """Return the SHA-256 of a version's content, written in one way only."""
    written = json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()
