"""Files that were stored just before a crash, and that no row points to."""

import os
from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import FileField
from django.utils import timezone
from tests.web.builders import make_engagement, make_question, make_response

from goldenthread.engagement.sent_files import SentFile
from goldenthread_web.engagement.changes.answering import keep_answers, keep_file, send_response
from goldenthread_web.engagement.changes.stray_files import FOLDERS, delete_stray_files
from goldenthread_web.engagement.models import FileAnswer, Recording, SupportingDocument
from goldenthread_web.engagement.queries.answering_draft import Draft

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_folder(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def age(name: str, days: float) -> str:
    """Return the name of a stored file, made so many days older."""
    then = (timezone.now() - timedelta(days=days)).timestamp()
    os.utime(default_storage.path(name), (then, then))
    return name


def store(name: str, days: float = 2) -> str:
    return age(default_storage.save(name, ContentFile(b"A face in the street")), days)


def files_of_each_kind() -> list[str]:
    """Return old files that rows and unsent answers point to."""
    engagement = make_engagement()
    now = timezone.now()
    response = make_response(engagement, "Words")
    question = make_question(engagement, "A picture?", kind="file")
    sent, unsent = (
        keep_file(sent=SentFile(content=content, ending="jpg"), shown_name="street.jpg")
        for content in (b"sent", b"unsent")
    )
    answers = {f"answer_{question.pk}": sent.as_answer()}
    keep_answers(engagement=engagement, token="one", answers=answers, now=now)
    send_response(engagement=engagement, token="one", draft=Draft(answers), now=now)
    answers = {f"answer_{question.pk}": unsent.as_answer()}
    keep_answers(engagement=engagement, token="two", answers=answers, now=now)
    document = SupportingDocument.objects.create(
        engagement=engagement, title="Map", file=ContentFile(b"map", name="map.pdf")
    )
    said = response.contributions.get()
    voice = Recording.objects.create(
        contribution=said, file=ContentFile(b"voice", name="x.mp3"), ending="mp3"
    )
    stored = [sent.name, unsent.name, document.file.name, voice.file.name]
    return [age(str(name), 30) for name in stored]


def test_what_nothing_points_to_is_deleted_after_a_day_and_all_else_stays() -> None:
    wanted = files_of_each_kind()
    stray = [store("answers/stray.jpg"), store("voices/stray.mp3"), store("imports/stray.csv")]
    fresh = store("answers/fresh.jpg", days=0.9)
    foreign = store("of-somebody-else/list.csv", days=90)

    assert delete_stray_files(now=timezone.now()) == len(stray)

    assert [name for name in stray if default_storage.exists(name)] == []
    assert [name for name in [*wanted, fresh, foreign] if not default_storage.exists(name)] == []
    with FileAnswer.objects.get().file.open() as kept:
        assert kept.read() == b"sent"
    assert delete_stray_files(now=timezone.now()) == 0


def test_a_file_whose_answers_are_sent_while_files_are_looked_at_stays(monkeypatch) -> None:
    """Sending moves the name from the unsent answers to a row: one of the two is read with it."""
    engagement = make_engagement()
    question = make_question(engagement, "A picture?", kind="file")
    kept = keep_file(sent=SentFile(content=b"sent", ending="jpg"), shown_name="street.jpg")
    age(kept.name, 2)
    answers = {f"answer_{question.pk}": kept.as_answer()}
    now = timezone.now()
    keep_answers(engagement=engagement, token="one", answers=answers, now=now)
    looked_for = apps.get_models

    def send_meanwhile() -> list[type]:
        send_response(engagement=engagement, token="one", draft=Draft(answers), now=now)
        return looked_for()

    monkeypatch.setattr(
        "goldenthread_web.engagement.changes.stray_files.apps",
        SimpleNamespace(get_models=send_meanwhile),
    )
    assert delete_stray_files(now=now) == 0
    assert default_storage.exists(kept.name)


def test_every_file_that_the_site_keeps_lies_in_a_folder_that_is_looked_at() -> None:
    fields = [
        field
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, FileField)
    ]
    named = {
        field.generate_filename(SimpleNamespace(ending="pdf"), "x.pdf").partition("/")[0]
        for field in fields
    }
    # A look-up of postcodes waits for its job, which is no row that points to it.
    assert named | {"postcodes"} == set(FOLDERS)


def test_without_any_file_there_is_nothing_to_do() -> None:
    assert delete_stray_files(now=datetime(2026, 3, 1, tzinfo=timezone.get_default_timezone())) == 0
