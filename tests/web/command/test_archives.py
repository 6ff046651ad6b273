"""Backups are made and brought back by the real commands, in folders of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import psycopg
import pytest

MAKE = """
from django.core.files.base import ContentFile
from tests.web.builders import make_engagement, make_response
from goldenthread_web.engagement.models import Clip, SupportingDocument
from goldenthread_web.people.audit import SHELL
from goldenthread_web.people.changes import add_person
officer = add_person(by=SHELL, email="o@example.org", name="O", roles=["engagement officer"])
engagement = make_engagement(officer)
for number in range(30):
    make_response(engagement, f"Bench number {number} – বেঞ্চ", receipt_digest=f"{number:064}")
document = SupportingDocument(engagement=engagement, title="Read me")
document.file.save("read-me.pdf", ContentFile(b"%PDF-1.7 x"))
clip = Clip(
    engagement=engagement, part="introduction", kind="signed", language="bfi", ending="mp4",
    size=4, has_film=True, has_sound=False, checked_on="2026-05-04", captions="WEBVTT",
)
clip.file.save("", ContentFile(b"film"))
"""
SHOW = """
import json
from django.conf import settings
from goldenthread_web.engagement.models import Clip, Contribution, SupportingDocument
from goldenthread_web.engagement.queries.search import search
from goldenthread_web.people.models import AuditEvent
print(json.dumps({
    "words": list(Contribution.objects.order_by("id").values_list("text", "reference", "salt")),
    "bytes": [bytes(one.received).hex() for one in Contribution.objects.order_by("id")],
    "events": [event.at.isoformat() for event in AuditEvent.objects.order_by("id")],
    "document": SupportingDocument.objects.get().file.read().decode(),
    "clip": [Clip.objects.get().captions, Clip.objects.get().file.read().decode()],
    "key": settings.WORDS_KEY,
    "found": search(Contribution.objects.all(), "bench 7").count(),
}))
"""
ADD = "from tests.web.builders import *; make_response(Engagement.objects.get(), 'one more')"


def environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith("GOLDENTHREAD") and k != "DATABASE_URL"
    }
    return kept | {
        "GOLDENTHREAD_FOLDER": str(folder),
        "DJANGO_SETTINGS_MODULE": "goldenthread_web.config.settings",
    } | more  # fmt: skip


def python(code: str, folder: Path, **more: str) -> str:
    code = f"import django; django.setup()\n{code}"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=environment(folder, **more),
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def goldenthread(*arguments: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "goldenthread_web.command.main", *arguments],
        env=environment(folder, **more),
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, object]]:
    folder = tmp_path_factory.mktemp("first")
    python(
        "from django.core.management import call_command; call_command('migrate', verbosity=0)",
        folder,
    )
    python(MAKE, folder)
    made = folder / "backups" / "monday.zip"
    done = goldenthread("backup", str(made), folder=folder)
    assert done.returncode == 0, done.stderr
    return made, json.loads(python(SHOW, folder))


def test_what_is_brought_back_is_what_was_kept(archive, tmp_path: Path) -> None:
    made, kept = archive
    done = goldenthread("restore", str(made), folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert json.loads(python(SHOW, tmp_path)) == kept
    assert len(kept["words"]) == 30
    python(ADD, tmp_path)


def test_moments_are_kept_to_the_microsecond_because_seals_cover_them(archive) -> None:
    assert any(moment[20:26].strip("0")[3:] for moment in archive[1]["events"])


def test_nothing_is_replaced_unless_asked(archive, tmp_path: Path) -> None:
    made, kept = archive
    assert goldenthread("restore", str(made), folder=tmp_path).returncode == 0
    python(ADD, tmp_path)
    refused = goldenthread("restore", str(made), folder=tmp_path)
    assert refused.returncode == 6
    assert "--replace" in refused.stderr
    assert goldenthread("restore", str(made), "--replace", folder=tmp_path).returncode == 0
    assert json.loads(python(SHOW, tmp_path)) == kept


def test_an_archive_can_be_read_by_its_owner_only(archive) -> None:
    assert archive[0].stat().st_mode & 0o777 == 0o600


def test_a_damaged_or_foreign_archive_changes_nothing(archive, tmp_path: Path) -> None:
    made, _ = archive
    damaged = tmp_path / "damaged.zip"
    damaged.write_bytes(made.read_bytes()[:-200])
    foreign = tmp_path / "foreign.zip"
    with ZipFile(foreign, "w") as other:
        other.writestr("hello.txt", "hello")
    for bad in (damaged, foreign):
        done = goldenthread("restore", str(bad), folder=tmp_path / "folder")
        assert done.returncode == 2, done.stderr
        assert "Traceback" not in done.stderr


def test_an_archive_of_a_newer_version_is_refused(archive, tmp_path: Path) -> None:
    newer = tmp_path / "newer.zip"
    with ZipFile(archive[0]) as made, ZipFile(newer, "w") as changed:
        for entry in made.infolist():
            content = made.read(entry)
            if entry.filename == "manifest.json":
                manifest = json.loads(content)
                manifest["migrations"].append(["engagement", "9999_from_the_future"])
                content = json.dumps(manifest).encode()
            changed.writestr(entry.filename, content)
    done = goldenthread("restore", str(newer), folder=tmp_path / "folder")
    assert done.returncode == 2
    assert "Update the program first" in done.stderr


def test_a_backup_never_overwrites_another(archive) -> None:
    made, _ = archive
    again = goldenthread("backup", str(made), folder=made.parents[1])
    assert again.returncode == 6
    assert "Choose another name" in again.stderr


def test_an_archive_moves_from_sqlite_to_postgresql(archive, tmp_path: Path) -> None:
    address = os.environ.get("DATABASE_URL", "")
    if not address.startswith("postgres"):
        pytest.skip("this run has no PostgreSQL; the run that brings its own does this")
    made, kept = archive
    name = f"moved_{os.getpid()}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
    moved = address.replace("/postgres?", f"/{name}?")
    try:
        done = goldenthread("restore", str(made), folder=tmp_path, DATABASE_URL=moved)
        assert done.returncode == 0, done.stderr
        assert json.loads(python(SHOW, tmp_path, DATABASE_URL=moved)) == kept
        python(ADD, tmp_path, DATABASE_URL=moved)
    finally:
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
