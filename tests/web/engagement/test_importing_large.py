"""A large file is looked into by a job: nobody waits for a page."""

import json
import zipfile

import pytest
from django.core.files.base import File
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.web.engagement.import_steps import address, fields_of, plain_rows, rows_as_csv, workbook

from goldenthread.records.tables import TableLimits
from goldenthread_web.engagement.models import Engagement, EngagementResponse, ResponseImport
from goldenthread_web.engagement.queries import import_files
from goldenthread_web.engagement.tasks import importing
from goldenthread_web.jobs.models import Job

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _every_file_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_files, "LARGE_TEXT", 10)
    monkeypatch.setattr(import_files, "LARGE_WORKBOOK", 10)


@pytest.fixture
def send_large(officer: Client, engagement: Engagement, django_capture_on_commit_callbacks):
    def send(content: bytes, name: str = "large.csv", *, is_run: bool = True) -> ResponseImport:
        with django_capture_on_commit_callbacks(execute=is_run):
            answer = officer.post(
                reverse("engagement:import-new", args=[engagement.slug]),
                {"file": SimpleUploadedFile(name, content)},
            )
        assert answer.status_code == 302
        return ResponseImport.objects.latest("pk")

    return send


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_the_job_found_is_what_the_page_would_have(
    kind: str, officer: Client, send_large, django_capture_on_commit_callbacks
) -> None:
    rows = plain_rows(4)
    sent = send_large(rows_as_csv(rows) if kind == "csv" else workbook(rows), f"large.{kind}")
    assert sent.state == "uploaded"
    assert sent.job is not None
    assert sent.job.outcome == "It has 4 columns. Say what each of them is."
    page = officer.get(address("import-columns", sent))
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(address("import-columns", sent), {**fields_of(page), "import": "yes"})
    sent.refresh_from_db()
    assert (sent.state, sent.accepted_count) == ("complete", 4)


def test_while_the_job_works_its_progress_is_shown(officer: Client, send_large) -> None:
    sent = send_large(rows_as_csv(plain_rows(2)), is_run=False)
    assert sent.state == "looking"
    page = officer.get(address("import", sent)).content.decode()
    assert reverse("jobs:job", args=[sent.job_id]) in page
    assert officer.get(address("import-columns", sent)).status_code == 302
    assert officer.post(address("import-start", sent)).status_code == 409


def test_a_file_that_cannot_be_used_is_told_and_deleted(officer: Client, send_large) -> None:
    sent = send_large(b"%PDF-1.4 is no table at all")
    assert (sent.state, bool(sent.file)) == ("failed", False)
    assert "This is a PDF" in officer.get(address("import", sent)).content.decode()
    assert default_storage.listdir("imports") == ([], [])


def test_who_was_stopped_half_way_looks_again(
    officer: Client, send_large, django_capture_on_commit_callbacks
) -> None:
    sent = send_large(rows_as_csv(plain_rows(2)), is_run=False)
    Job.objects.update(state=Job.State.FAILED)
    assert "Start again" in officer.get(address("import", sent)).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        assert officer.post(address("import-start", sent)).status_code == 302
    sent.refresh_from_db()
    assert sent.state == "uploaded"


def test_a_small_file_is_looked_at_at_once(officer: Client, send_large, monkeypatch) -> None:
    monkeypatch.setattr(import_files, "LARGE_TEXT", 1_000_000)
    sent = send_large(rows_as_csv(plain_rows(2)), is_run=False)
    assert (sent.state, sent.job) == ("uploaded", None)


def test_a_workbook_that_is_small_only_while_packed_is_large(tmp_path) -> None:
    path = tmp_path / "formatted.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b'<c s="1"/>' * 4_100_000)
    assert path.stat().st_size < 100_000
    with path.open("rb") as opened:
        assert import_files.is_large(File(opened))


def test_rows_of_json_on_one_line_are_estimated_by_its_records(tmp_path) -> None:
    path = tmp_path / "answers.json"
    path.write_text(json.dumps([{"ref": number} for number in range(50)]))
    assert 45 <= import_files.estimate_rows(path) <= 55


def test_a_file_with_too_many_rows_is_refused_before_any_is_written(
    send_large, officer: Client, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    sent = send_large(rows_as_csv(plain_rows(9)))
    monkeypatch.setattr(importing, "upload_limits", lambda: TableLimits(rows=5))

    def write(*_: object) -> None:
        raise AssertionError("nothing is written")

    monkeypatch.setattr(importing.RowWriter, "write", write)
    page = officer.get(address("import-columns", sent))
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(address("import-columns", sent), {**fields_of(page), "import": "yes"})
    sent.refresh_from_db()
    assert sent.state == "failed"
    assert "more than 5 rows; row 7 is the first that is too many" in sent.job.outcome
    assert not EngagementResponse.objects.exists()
