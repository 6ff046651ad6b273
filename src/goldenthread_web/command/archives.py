"""Backup and restore: one archive with the database, the files and the key of the words.

The database is written as JSON lines, a row each, so that an archive made on
SQLite can be restored on PostgreSQL and the other way round.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.metadata import version
from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management import call_command
from django.core.management.color import no_style
from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model
from django.utils import timezone

from goldenthread.errors import ConflictError, InputError
from goldenthread_web.people.models import Person

FORMAT = 1
MANIFEST, ROWS, FILES, KEY = "manifest.json", "database.jsonl", "files/", "words-key"
# Made anew by migrations, or of no use after a restore.
LEFT_OUT = {"contenttypes", "sessions", "django_tasks_db"}
LEFT_OUT_MODELS = {"auth.permission", "people.signinlink", "people.limitcount"}


class ExactEncoder(DjangoJSONEncoder):
    """Keeps the microseconds that Django's own encoder cuts off: seals cover them."""

    def default(self, o: object) -> object:
        return o.isoformat() if isinstance(o, datetime) else super().default(o)


def kept_models() -> list[type[Model]]:
    """Return the models whose rows an archive holds."""
    return [
        model
        for model in apps.get_models(include_auto_created=False)
        if model._meta.app_label not in LEFT_OUT  # noqa: SLF001
        and model._meta.label_lower not in LEFT_OUT_MODELS  # noqa: SLF001
        and model._meta.managed  # noqa: SLF001
        and not model._meta.proxy  # noqa: SLF001
    ]


def write_archive(archive: Path, *, now: datetime | None = None) -> str:
    """Return a sentence about the archive that was written.

    Raises:
        ConflictError: there is a file of this name already.
    """
    if archive.exists():
        raise ConflictError(f"{archive} is there already. Choose another name.")
    archive.parent.mkdir(parents=True, exist_ok=True)
    unfinished = archive.with_name(archive.name + ".unfinished")
    unfinished.touch(mode=0o600)
    with ZipFile(unfinished, "w", ZIP_DEFLATED) as kept:
        kept.writestr(MANIFEST, json.dumps(_describe_archive(now or timezone.now())))
        kept.writestr(KEY, settings.WORDS_KEY)
        rows = _write_rows(kept)
        files = _write_files(kept)
    unfinished.rename(archive)
    return f"{archive}: {rows:,} rows and {files:,} files."


def _describe_archive(now: datetime) -> dict[str, object]:
    applied = sorted(MigrationRecorder(connection).applied_migrations())
    return {
        "format": FORMAT,
        "version": version("goldenthread"),
        "made_at": now.isoformat(),
        "migrations": [list(migration) for migration in applied],
    }


def _write_rows(kept: ZipFile) -> int:
    count = 0
    with reading_one_moment(), kept.open(ROWS, "w", force_zip64=True) as out:
        for model in kept_models():
            rows = model._default_manager.order_by("pk").iterator(chunk_size=1000)  # noqa: SLF001
            for row in rows:
                out.write(serializers.serialize("jsonl", [row], cls=ExactEncoder).encode())
                count += 1
    return count


@contextmanager
def reading_one_moment() -> Iterator[None]:
    """Let everything inside read the database as it is now, and hold nobody up."""
    begin = {
        "sqlite": "BEGIN DEFERRED",
        "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    }
    with connection.cursor() as cursor:
        cursor.execute(begin[connection.vendor])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")


def _write_files(kept: ZipFile) -> int:
    folder = Path(settings.MEDIA_ROOT)
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    for path in files:
        kept.write(path, FILES + path.relative_to(folder).as_posix())
    return len(files)


def read_archive(archive: Path, *, replace: bool = False) -> str:
    """Return a sentence about what was brought back.

    Stop the site first. Nothing is changed unless all of it can be read.

    Raises:
        InputError: it is no archive of ours, or of a newer version.
        ConflictError: there is something here already and `replace` is not set.
    """
    try:
        with ZipFile(archive) as kept:
            if damaged := kept.testzip():
                raise InputError(f"{archive} is damaged: {damaged} cannot be read.")
            _check_manifest(archive, kept)
            _check_key(kept)
            _prepare_database(replace=replace)
            rows = _read_rows(kept)
            files = _read_files(kept)
    except (BadZipFile, KeyError) as error:
        raise InputError(f"{archive} is not an archive made by `goldenthread backup`.") from error
    return f"{rows:,} rows and {files:,} files are back."


def _check_manifest(archive: Path, kept: ZipFile) -> None:
    manifest = json.loads(kept.read(MANIFEST))
    known = set(_known_migrations())
    unknown = [tuple(one) for one in manifest["migrations"] if tuple(one) not in known]
    if manifest["format"] != FORMAT or unknown:
        raise InputError(
            f"{archive} was made by version {manifest['version']}, which is newer than this "
            f"one ({version('goldenthread')}). Update the program first."
        )


def _known_migrations() -> Iterator[tuple[str, str]]:
    from django.db.migrations.loader import MigrationLoader

    yield from MigrationLoader(None, ignore_no_migrations=True).disk_migrations


def _check_key(kept: ZipFile) -> None:
    """The key of the archive becomes the key here: without it no receipt works."""
    key, file = kept.read(KEY).decode(), Path(settings.FOLDER) / "words-key"
    if key == settings.WORDS_KEY:
        return
    if not file.exists():
        raise ConflictError(
            "GOLDENTHREAD_WORDS_KEY is set to another key than the archive's. "
            "Set it to the key in the archive (words-key), then restore."
        )
    file.write_text(key, encoding="utf-8")
    settings.WORDS_KEY = key


def _prepare_database(*, replace: bool) -> None:
    call_command("migrate", verbosity=0, interactive=False)
    is_empty = not Person.objects.exists()
    if not is_empty and not replace:
        raise ConflictError("There is something here already. Add --replace to replace it.")
    if not is_empty:
        _drop_everything_and_migrate()
    for path in sorted(Path(settings.MEDIA_ROOT).rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()


def _drop_everything_and_migrate() -> None:
    """Drop everything and migrate anew: editions refuse to be deleted row by row."""
    if connection.vendor == "sqlite":
        name = str(connection.settings_dict["NAME"])
        connection.close()
        for ending in ("", "-wal", "-shm"):
            Path(name + ending).unlink(missing_ok=True)
    else:
        with connection.cursor() as cursor:
            cursor.execute("DROP SCHEMA public CASCADE")
            cursor.execute("CREATE SCHEMA public")
    call_command("migrate", verbosity=0, interactive=False)


def _read_rows(kept: ZipFile) -> int:
    count = 0
    with transaction.atomic(), kept.open(ROWS) as lines:
        for line in lines:
            for row in serializers.deserialize("jsonl", line.decode()):
                row.save()
                count += 1
        _continue_numbering()
    return count


def _continue_numbering() -> None:
    statements = connection.ops.sequence_reset_sql(no_style(), kept_models())
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _read_files(kept: ZipFile) -> int:
    folder, count = Path(settings.MEDIA_ROOT).resolve(), 0
    for entry in kept.infolist():
        if not entry.filename.startswith(FILES) or entry.is_dir():
            continue
        target = (folder / PurePosixPath(entry.filename.removeprefix(FILES))).resolve()
        if not target.is_relative_to(folder):
            raise InputError(f"{entry.filename} would lie outside the folder of files.")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(kept.read(entry))
        count += 1
    return count
