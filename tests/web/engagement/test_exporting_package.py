"""Everything as a zip: files, earlier words and decisions travel, and nothing is public by it."""

import io
import json
import zipfile
from datetime import UTC, date, datetime

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from tests.library.engagement.test_sent_files import picture
from tests.web.builders import give_answer, make_engagement, make_question, make_response
from tests.web.engagement.import_steps import address, send
from tests.web.engagement.test_exporting import rows_of, take_out

from goldenthread_web.engagement.changes.questions import change_question
from goldenthread_web.engagement.changes.questions_rows import Line
from goldenthread_web.engagement.changes.removal import forget
from goldenthread_web.engagement.models import (
    ChoiceAnswer,
    Contribution,
    DecisionElsewhere,
    Engagement,
    EngagementResponse,
    FileAnswer,
    Question,
    QuestionWording,
)
from goldenthread_web.engagement.queries.bulk_release import eligible
from goldenthread_web.engagement.queries.wordings import word_book
from goldenthread_web.people.audit import SHELL
from goldenthread_web.people.models import Person

pytestmark = pytest.mark.django_db
Status = Contribution.Status
DECIDED = datetime(2026, 5, 3, 12, 0, tzinfo=UTC)


@pytest.fixture
def there(engagement_officer: Person) -> Engagement:
    """Return an exercise in two versions, with a picture and words in every state."""
    there = make_engagement(engagement_officer, slug="there", title="Streets, elsewhere")
    way = make_question(there, "Which way?", "On foot", "Bus", "Tram")
    shown = make_question(there, "A picture?", kind="file")
    early = make_response(there, "Words of Amina Begum", status=Status.REDACTED)
    early.contributions.get().redactions.create(start=9, end=20, kind="name")
    give_answer(early, way, "Bus")
    sent = FileAnswer(
        response=early, question=shown, ending="jpg", digest="d", size=1, status="released",
        alternative_text="A tree", decided_at=DECIDED,
    )  # fmt: skip
    sent.file.save("x", ContentFile(picture("JPEG")))
    _reword(way, "Which way do you come?", Bus="By bus")
    there.refresh_from_db()
    late = make_response(there, "More trees", status=Status.RELEASED, form_version=2)
    give_answer(late, way, "By bus")
    make_response(there, "She said things", status=Status.WITHHELD, form_version=2)
    make_response(there, "Not read yet", form_version=2)
    Contribution.objects.exclude(status="held").update(decided_at=DECIDED)
    return there


def _reword(question: Question, text: str, **renamed: str) -> None:
    options = question.options.order_by("position")
    lines = [Line(renamed.get(one.text, one.text), one.pk) for one in options]
    change_question(
        by=SHELL, question=question, kind=question.kind, text=text, options=lines, why="Clearer"
    )


def _rows_without_numbers(client: Client, engagement: Engagement) -> list[list[str]]:
    rows = rows_of(take_out(client, engagement))
    return [["file" if cell.startswith("file ") else cell for cell in row[1:]] for row in rows]


def packed(client: Client, engagement: Engagement) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(take_out(client, engagement, "package")))


def repacked(package: zipfile.ZipFile, **changed: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name in package.namelist():
            archive.writestr(name, changed.get(name, package.read(name)))
    return written.getvalue()


def test_the_package_holds_the_table_the_form_decisions_and_files(
    officer: Client, there: Engagement
) -> None:
    package = packed(officer, there)
    names = set(package.namelist())
    assert {"golden-thread.json", "responses.csv", "decisions.jsonl", "files.jsonl"} < names
    assert rows_of(package.read("responses.csv")) == rows_of(take_out(officer, there))
    decisions = [json.loads(line) for line in package.read("decisions.jsonl").splitlines()]
    assert [one["outcome"] for one in decisions] == [
        "released with redactions", "released", "withheld",
    ]  # fmt: skip
    assert decisions[0]["taken_out"] == [[9, 20, "name"]]
    assert {one["decided_on"] for one in decisions} == {"2026-05-03"}
    file = json.loads(package.read("files.jsonl"))
    with FileAnswer.objects.get().file.open() as stored:
        assert package.read(file["name"]) == stored.read()


def test_files_come_back_and_are_held(
    officer: Client, engagement: Engagement, there: Engagement, bring_in
) -> None:
    done = bring_in(take_out(officer, there, "package"), "everything.zip")
    assert (done.accepted_count, done.rejected_count) == (4, 0)
    answer = FileAnswer.objects.get(response__engagement=engagement)
    assert (answer.status, answer.alternative_text, answer.ending) == ("held", "A tree", "jpg")
    told = answer.decision_elsewhere
    assert (told.outcome, told.decided_on) == ("released", date(2026, 5, 3))
    again = bring_in(take_out(officer, there, "package"), "again.zip")
    assert (again.accepted_count, again.known_count) == (0, 4)
    assert FileAnswer.objects.filter(response__engagement=engagement).count() == 1


def test_what_was_released_there_is_a_fact_for_a_person_here(
    officer: Client, engagement: Engagement, there: Engagement, bring_in, moderator, signed_in
) -> None:
    bring_in(take_out(officer, there, "package"), "everything.zip")
    here = Contribution.objects.filter(response__engagement=engagement)
    assert set(here.values_list("status", flat=True)) == {"held"}
    told = {
        one.contribution.text: one for one in DecisionElsewhere.objects.exclude(contribution=None)
    }
    assert {text: one.outcome for text, one in told.items()} == {
        "Words of Amina Begum": "released with redactions",
        "More trees": "released",
        "She said things": "withheld",
    }
    assert told["More trees"].exported_from == "Streets, elsewhere"
    engagement.members.create(person=moderator)
    queue = reverse("engagement:release-queue", args=[engagement.slug])
    page = signed_in(moderator).get(queue, {"has": "elsewhere"})
    assert "Decided elsewhere: released with redactions" in page.text
    assert ("Amina Begum", "name") in [
        (span.text, span.kind) for span in page.context["form"].offered_spans()
    ]
    in_bulk = {one.text for one in eligible(engagement)}
    assert in_bulk == {"More trees", "Not read yet"}, "what was kept back there needs a person"


def test_words_that_changed_on_the_way_have_no_decision(
    officer: Client, engagement: Engagement, there: Engagement, bring_in
) -> None:
    package = packed(officer, there)
    table = package.read("responses.csv").replace(b"More trees", b"No trees")
    bring_in(repacked(package, **{"responses.csv": table}), "changed.zip")
    told = DecisionElsewhere.objects.exclude(contribution=None)
    assert "No trees" not in {one.contribution.text for one in told}


def test_earlier_words_come_along_and_stay_one_option(
    officer: Client, engagement: Engagement, there: Engagement, bring_in
) -> None:
    bring_in(take_out(officer, there, "package"), "everything.zip")
    engagement.refresh_from_db()
    assert engagement.form_version == 2
    way = engagement.questions.get(text="Which way do you come?")
    assert [one.text for one in way.options.order_by("position")] == ["On foot", "By bus", "Tram"]
    assert ChoiceAnswer.objects.filter(option__text="By bus", question=way).count() == 2
    book = word_book([way])
    assert book.words(way.pk, 1).text == "Which way?"
    bus = way.options.get(text="By bus").pk
    assert [book.words(way.pk, version).options[bus] for version in (1, 2)] == ["Bus", "By bus"]
    copied, original = (_rows_without_numbers(officer, one) for one in (engagement, there))
    assert copied == original
    _reword(way, "How do you come?")
    assert QuestionWording.objects.filter(question=way).order_by("version").last().version == 3


def test_rows_of_another_form_get_the_version_of_this_one(
    officer: Client, engagement: Engagement, there: Engagement, bring_in
) -> None:
    Engagement.objects.filter(pk=engagement.pk).update(form_version=5)
    here = make_question(engagement, "What else?", key="what-else")
    make_response(engagement, "I answered here", question=here, form_version=5)
    bring_in(take_out(officer, there, "package"), "everything.zip")
    brought = EngagementResponse.objects.exclude(response_import=None)
    assert set(brought.values_list("form_version", flat=True)) == {5}
    assert not QuestionWording.objects.filter(question__engagement=engagement).exists()


def test_rows_of_any_table_get_the_version_of_the_form(
    officer: Client, engagement: Engagement, bring_in
) -> None:
    Engagement.objects.filter(pk=engagement.pk).update(form_version=3)
    bring_in(b"What would make your street better?\r\nMore trees and benches\r\n")
    assert EngagementResponse.objects.get().form_version == 3


def test_a_file_that_cannot_be_opened_is_told_and_the_rows_stay(
    officer: Client, engagement: Engagement, there: Engagement, bring_in
) -> None:
    package = packed(officer, there)
    name = next(one for one in package.namelist() if one.startswith("files/"))
    done = bring_in(repacked(package, **{name: b"\xff\xd8\xff no picture"}), "broken.zip")
    assert done.accepted_count == 4
    assert not FileAnswer.objects.filter(response__engagement=engagement).exists()
    assert "1 file could not be taken" in done.job.outcome


def test_files_of_rows_that_were_not_taken_are_told_and_come_with_the_mended_zip(
    officer: Client, engagement: Engagement, there: Engagement, bring_in
) -> None:
    package = packed(officer, there)
    table = package.read("responses.csv")
    row = next(line for line in table.split(b"\r\n") if b"Amina" in line)
    broken = table.replace(row, row.replace(b",resident,", b",nobody,"))
    assert broken != table
    done = bring_in(repacked(package, **{"responses.csv": broken}), "broken.zip")
    assert (done.accepted_count, done.rejected_count) == (3, 1)
    assert "1 file belongs to rows that were not taken." in done.job.outcome
    assert not FileAnswer.objects.filter(response__engagement=engagement).exists()
    mended = bring_in(take_out(officer, there, "package"), "mended.zip")
    assert (mended.accepted_count, mended.known_count) == (1, 3)
    assert "1 file came with them and is held." in mended.job.outcome
    assert FileAnswer.objects.filter(response__engagement=engagement).count() == 1
    again = bring_in(take_out(officer, there, "package"), "again.zip")
    assert "file" not in again.job.outcome


def test_files_of_responses_that_are_here_by_their_own_number_are_not_missed(
    officer: Client, there: Engagement, django_capture_on_commit_callbacks
) -> None:
    sent = send(officer, there, take_out(officer, there, "package"), "own.zip")
    with django_capture_on_commit_callbacks(execute=True):
        officer.post(address("import-columns", sent), {"import": "yes"})
    sent.refresh_from_db()
    assert (sent.known_count, sent.job.outcome.count("file")) == (4, 0)


def test_a_package_that_is_not_ours_leaves_nothing(
    officer: Client, engagement: Engagement, there: Engagement, bring_in
) -> None:
    package = packed(officer, there)
    kept = set(default_storage.listdir("answers")[1])
    done = bring_in(repacked(package, **{"decisions.jsonl": b"[1, 2]\n"}), "hostile.zip")
    assert done.state == "failed"
    assert "decisions.jsonl, line 1" in done.job.outcome
    assert not EngagementResponse.objects.filter(engagement=engagement).exists()
    assert not Question.objects.filter(engagement=engagement).exists()
    assert set(default_storage.listdir("answers")[1]) == kept, "its files are gone too"


def test_an_erasure_takes_the_fact_with_it(
    officer: Client, engagement: Engagement, there: Engagement, bring_in, engagement_officer: Person
) -> None:
    bring_in(take_out(officer, there, "package"), "everything.zip")
    found = DecisionElsewhere.objects.exclude(file=None).get().file.response
    forget(by=engagement_officer, response=found, reason="asked", now=DECIDED)
    left = DecisionElsewhere.objects.filter(contribution__response=found)
    assert not left.exists()
    assert not DecisionElsewhere.objects.exclude(file=None).exists()
