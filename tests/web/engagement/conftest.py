"""An engagement with its officer, and a way to bring files in without pauses."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from tests.web.builders import make_engagement
from tests.web.engagement.import_steps import address, fields_of, send

from goldenthread_web.engagement.models import (
    Engagement,
    ResponseImport,
)
from goldenthread_web.people.models import Person


@pytest.fixture(autouse=True)
def _own_folder_without_pauses(
    monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr("goldenthread_web.engagement.changes.import_pace.PAUSE_SECONDS", 0)


@pytest.fixture
def engagement(engagement_officer: Person) -> Engagement:
    return make_engagement(engagement_officer)


@pytest.fixture
def officer(engagement_officer: Person, signed_in) -> Client:
    return signed_in(engagement_officer)


@pytest.fixture
def bring_in(officer: Client, engagement: Engagement, django_capture_on_commit_callbacks):
    """Return a function that sends a file and brings it in with the suggested mapping."""

    def send_and_import(content: bytes, name: str = "answers.csv") -> ResponseImport:
        sent = send(officer, engagement, content, name)
        page = officer.get(address("import-columns", sent))
        # An export of our own has no columns to choose.
        fields = fields_of(page) if "form" in page.context else {}
        with django_capture_on_commit_callbacks(execute=True):
            answer = officer.post(address("import-columns", sent), {**fields, "import": "yes"})
        assert answer.status_code == 302, answer.context
        sent.refresh_from_db()
        return sent

    return send_and_import
