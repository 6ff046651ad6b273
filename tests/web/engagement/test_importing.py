"""Bringing a file in: what is stored, what is known already, what is turned down."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.engagement.import_steps import (
    HEAD,
    address,
    plain_rows,
    rows_as_csv,
    send,
    words,
)

from goldenthread_web.engagement.changes import import_rows
from goldenthread_web.engagement.models import (
    Contribution,
    Engagement,
    EngagementResponse,
    Question,
    RejectedImportRow,
    ResponseImport,
)
from goldenthread_web.engagement.queries.exercises import counted_responses
from goldenthread_web.jobs.models import Job

pytestmark = pytest.mark.django_db


def test_rows_become_held_contributions_of_responses(bring_in, engagement: Engagement) -> None:
    done = bring_in(rows_as_csv(plain_rows(3)))
    assert (done.state, done.accepted_count, done.rejected_count) == ("complete", 3, 0)
    assert words(engagement) == [f"More benches on road {number}" for number in (1, 2, 3)]
    response = counted_responses(engagement).first()
    assert response is not None
    assert (response.capacity, str(response.said_on)) == ("resident", "2026-05-01")
    assert not response.may_publish_words
    contribution = Contribution.objects.first()
    assert contribution is not None
    assert contribution.status == Contribution.Status.HELD
    assert contribution.question is not None
    assert contribution.question.text == HEAD[1]


def test_the_file_is_deleted_when_the_import_ends(bring_in) -> None:
    done = bring_in(rows_as_csv(plain_rows(2)))
    assert not done.file
    assert default_storage.listdir("imports") == ([], [])


def test_the_same_file_twice_adds_nothing(bring_in, engagement: Engagement) -> None:
    bring_in(rows_as_csv(plain_rows(25)))
    again = bring_in(rows_as_csv(plain_rows(25)))
    assert (again.accepted_count, again.known_count) == (0, 25)
    assert EngagementResponse.objects.count() == 25


def test_a_file_with_20_more_rows_adds_20(bring_in) -> None:
    bring_in(rows_as_csv(plain_rows(25)))
    again = bring_in(rows_as_csv(plain_rows(45)))
    assert (again.accepted_count, again.known_count) == (20, 25)
    assert EngagementResponse.objects.count() == 45


def test_two_people_who_wrote_the_same_words_stay_two(bring_in, engagement: Engagement) -> None:
    head = ["What would make your street better?", "Are you a"]
    said = ["More trees", "More trees", "Fewer cars", "A bench", "Wider pavements"]
    rows = [[one, "Resident"] for one in said]
    bring_in(rows_as_csv(rows, head))
    assert words(engagement) == said
    again = bring_in(rows_as_csv(rows, head))
    assert (again.accepted_count, again.known_count) == (0, 5)


def test_the_stored_identity_is_keyed(bring_in, settings) -> None:
    bring_in(rows_as_csv(plain_rows(1)))
    kept = EngagementResponse.objects.get().imported_identity
    settings.WORDS_KEY = "another key that is long enough to be one"
    assert kept != import_rows.kept_identity("x")
    assert len(kept or "") == 64


def test_an_import_that_fails_half_way_leaves_nothing(
    bring_in, engagement: Engagement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("goldenthread_web.engagement.changes.import_pace.FIRST", 20)
    whole = import_rows.RowWriter.write
    calls = []

    def break_at_the_second(self, batch) -> None:
        calls.append(batch)
        if len(calls) == 2:
            raise import_rows.InputError("Row 42 cannot be read.")
        whole(self, batch)

    monkeypatch.setattr(import_rows.RowWriter, "write", break_at_the_second)
    failed = bring_in(
        rows_as_csv([*plain_rows(30), ["R1", "other words", "", ""], *plain_rows(30, start=31)])
    )
    assert failed.state == ResponseImport.State.FAILED
    assert "Row 42 cannot be read" in failed.job.outcome
    assert failed.job.state == Job.State.FAILED
    assert not failed.file
    assert not EngagementResponse.objects.exists()
    assert not Contribution.objects.exists()
    assert not RejectedImportRow.objects.exists()
    assert not Question.objects.filter(engagement=engagement).exists()


def test_a_stopped_import_can_be_started_again(
    officer: Client,
    engagement: Engagement,
    bring_in,
    monkeypatch,
    django_capture_on_commit_callbacks,
) -> None:
    sent = send(officer, engagement, rows_as_csv(plain_rows(8)), "answers.csv")
    job = Job.objects.create(title="lost", state=Job.State.FAILED)
    left = EngagementResponse.objects.create(
        engagement=engagement, response_import=sent, imported_identity="left half-way"
    )
    ResponseImport.objects.filter(pk=sent.pk).update(state="importing", job=job)
    assert b"Start again" in officer.get(address("import", sent)).content
    assert not counted_responses(engagement).exists()
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(address("import-start", sent))
    sent.refresh_from_db()
    assert (sent.state, sent.accepted_count) == ("complete", 8)
    assert not EngagementResponse.objects.filter(pk=left.pk).exists()


def test_one_file_at_a_time(officer: Client, engagement: Engagement) -> None:
    first = send(officer, engagement, rows_as_csv(plain_rows(2)), "first.csv")
    second = send(officer, engagement, rows_as_csv(plain_rows(2)), "second.csv")
    running = Job.objects.create(title="runs", state=Job.State.RUNNING)
    ResponseImport.objects.filter(pk=first.pk).update(state="importing", job=running)
    assert officer.post(address("import-start", second)).status_code == 409


def test_rejected_rows_are_downloaded_mended_and_sent_again(
    bring_in, officer: Client, engagement: Engagement, django_capture_on_commit_callbacks
) -> None:
    bad = ["R99", "=Lights, please", "31 Foocember", "Resident"]
    done = bring_in(rows_as_csv([*plain_rows(4), bad]))
    assert (done.accepted_count, done.rejected_count) == (4, 1)
    page = officer.get(address("import", done))
    assert b"31 Foocember" in page.content
    listed = b"".join(officer.get(address("import-rejected", done)).streaming_content).decode()
    assert "'=Lights, please" in listed
    mended = listed.replace("31 Foocember", "2026-06-01")
    with django_capture_on_commit_callbacks(execute=True):
        answer = officer.post(
            address("import-mended", done),
            {"mended-file": SimpleUploadedFile("mended.csv", mended.encode())},
        )
    assert answer.status_code == 302, answer.context["form"].errors
    again = ResponseImport.objects.latest("pk")
    assert (again.state, again.accepted_count, again.rejected_count) == ("complete", 1, 0)
    assert words(engagement)[-1] == "=Lights, please"


def test_a_value_that_does_not_fit_is_rejected_with_its_cells(bring_in) -> None:
    head = [*HEAD, "Language"]
    done = bring_in(
        rows_as_csv(
            [
                *([*row, "English"] for row in plain_rows(4)),
                ["R9", "More buses", "", "Resident", "West Country English"],
            ],
            head,
        )
    )
    rejected = RejectedImportRow.objects.get(response_import=done)
    assert rejected.row_number == 6
    assert "up to 12 are" in rejected.reason
    assert rejected.cells[1] == "More buses"


def test_the_list_of_rejected_rows_can_be_searched_and_deleted(bring_in, officer: Client) -> None:
    done = bring_in(rows_as_csv([*plain_rows(3), ["R9", "Late", "no day", "Resident"]]))
    found = officer.get(address("import", done), {"search": "is not a date"})
    assert len(found.context["page"].object_list) == 1
    assert not officer.get(address("import", done), {"search": "zebra"}).context["page"].object_list
    officer.post(address("import-forget", done))
    assert not RejectedImportRow.objects.exists()
