"""The PDF of an edition: made once, kept as a file, gone when its words are.

The name of the file has a digest of all that is printed, so that a later
redaction makes another file. What is out of date is deleted.
"""

from hashlib import sha256
from pathlib import Path

from django.conf import settings

from goldenthread.errors import ConflictError
from goldenthread.publishing.pdf import plan_pdf
from goldenthread.records.publishing import PlanDocument
from goldenthread_web.plans.models import Edition

LETTERS = 32


def _folder() -> Path:
    folder = Path(settings.MEDIA_ROOT) / "editions"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def pdf_of(edition: Edition, document: PlanDocument) -> bytes:
    """Return the PDF of the document; from its file if that is there.

    Raises:
        ConflictError: words were removed from the edition while it was printed.
    """
    digest = sha256(repr(document).encode()).hexdigest()[:LETTERS]
    path = _folder() / f"edition-{edition.pk}-{document.edition}-{digest}.pdf"
    if path.exists():
        return path.read_bytes()
    notes = _note_count(document)
    made = plan_pdf(document)
    delete_files(edition)
    _write(path, made)
    if edition.notes.count() != notes:
        delete_files(edition)
        raise ConflictError("Words were removed from this edition just now. Ask for it again.")
    return made


def _note_count(document: PlanDocument) -> int:
    """Return how many notes the edition had: "1.2" has two, "1" has none."""
    return int(document.edition.partition(".")[2] or 0)


def _write(path: Path, made: bytes) -> None:
    """Write beside and rename: a reader never meets half a file."""
    beside = path.with_suffix(".part")
    beside.write_bytes(made)
    beside.replace(path)


def delete_files(edition: Edition) -> None:
    """Delete every printed copy of an edition."""
    for path in _folder().glob(f"edition-{edition.pk}-*"):
        path.unlink(missing_ok=True)
