"""The open-data package: what it holds, what it never holds, and who gets it when."""

import csv
import io
import json
import zipfile
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.builders import give_answer, make_engagement, make_question, make_response, today
from tests.web.held_words import make_place

from goldenthread_web.engagement.models import (
    Contribution,
    Engagement,
    EqualityAnswer,
    EqualityOption,
    EqualityQuestion,
    Question,
)
from goldenthread_web.engagement.models import Redaction as StoredRedaction
from goldenthread_web.people.models import AuditEvent, Person
from goldenthread_web.reports.changes import publish_report
from goldenthread_web.reports.open_data import value_of
from goldenthread_web.thread.changes import remove_response

pytestmark = pytest.mark.django_db
Status = Contribution.Status


def package_of(client: Client, engagement: Engagement) -> dict[str, str]:
    answer = client.get(reverse("reports:open-data", args=[engagement.slug]))
    assert answer.status_code == 200
    with zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content))) as package:
        assert package.testzip() is None
        return {name: package.read(name).decode() for name in package.namelist()}


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def engagement(engagement_officer: Person) -> Engagement:
    found = make_engagement(
        engagement_officer, title="Our square", slug="square", results_public_on=today()
    )
    asked = make_question(found, "What matters?")
    one = make_question(found, "Which one?", "Parks", "Buses", "=Formula")
    for number in range(12):
        response = make_response(
            found, f"Words {number}", question=asked, status=Status.RELEASED,
            area="Singular Street", audience="Rare audience",
        )  # fmt: skip
        give_answer(response, one, ("Parks", "Buses")[number < 2])
    return found


def test_the_package_describes_itself(stranger: Client, engagement: Engagement) -> None:
    found = package_of(stranger, engagement)
    assert list(found)[:2] == ["README.txt", "datapackage.json"]
    described = json.loads(found["datapackage.json"])
    assert [one["path"] for one in described["resources"]] == list(found)[2:]
    for one in described["resources"]:
        (head, *_) = csv.reader(io.StringIO(found[one["path"]]))
        assert [field["name"] for field in one["schema"]["fields"]] == head
    assert described["licenses"][0]["name"] == "OGL-UK-3.0"
    assert "Open Government Licence v3.0" in found["README.txt"]
    assert "nvented" not in found["README.txt"]


def test_words_stand_alone_in_an_order_that_tells_nothing(
    stranger: Client, engagement: Engagement
) -> None:
    found = package_of(stranger, engagement)
    words = table(found["words.csv"])
    assert sorted(row["words"] for row in words) == sorted(f"Words {n}" for n in range(12))
    numbers = [int(row["words"].removeprefix("Words ")) for row in words]
    assert numbers != sorted(numbers), "one of twelve factorial orders is that in which they came"
    assert set(words[0]) == {"reference", "question key", "part", "words", "capacity"}
    for text in found.values():
        assert "Singular Street" not in text.replace(found["counts.csv"], "")


def test_small_numbers_are_hidden_as_on_the_page(stranger: Client, engagement: Engagement) -> None:
    figures = table(package_of(stranger, engagement)["counts.csv"])
    shown = {
        row["line"]: (row["shown"], row["value"])
        for row in figures
        if row["question key"] == "question_2" and row["figure"] == "People"
    }
    assert shown["Buses"][1] == ""
    page = stranger.get(reverse("reports:public-results", args=[engagement.slug]))
    assert shown["Buses"][0] in page.content.decode()
    assert "'=Formula" in shown


def test_redactions_and_the_stamp_stand_in_it(stranger: Client, engagement: Engagement) -> None:
    Engagement.objects.filter(pk=engagement.pk).update(is_invented=True)
    contribution = Contribution.objects.get(text="Words 3")
    contribution.status = Status.REDACTED
    contribution.save()
    StoredRedaction.objects.create(contribution=contribution, start=0, end=5, kind="name")
    found = package_of(stranger, engagement)
    assert "[name removed] 3" in found["words.csv"]
    assert "Words 3" not in found["words.csv"]
    assert "Invented for this demonstration" in found["README.txt"]
    assert json.loads(found["datapackage.json"])["invented_for_this_demonstration"] is True


def test_nothing_that_is_not_public_is_ever_in_it(policy_officer: Person, stranger: Client) -> None:
    place = make_place(policy_officer)
    Engagement.objects.filter(pk=place.engagement.pk).update(results_public_on=today())
    said = "\n".join(package_of(stranger, place.engagement).values()).casefold()
    assert [told for mark, told in place.marks.items() if mark in said] == []
    assert "more benches in the square" in said


def test_equality_answers_are_never_in_it(stranger: Client, engagement: Engagement) -> None:
    question = EqualityQuestion.objects.create(
        engagement=engagement, key="faith", position=1, text="Equalitymark?"
    )
    option = EqualityOption.objects.create(question=question, position=1, text="Optionmark")
    for response in engagement.responses.all():
        EqualityAnswer.objects.create(
            response=response, question=question, option=option, purpose="x",
            delete_on=date(2030, 1, 1),
        )  # fmt: skip
    said = "".join(package_of(stranger, engagement).values())
    assert "Equalitymark" not in said
    assert "Optionmark" not in said


def test_what_was_removed_is_gone_at_once(
    stranger: Client, engagement: Engagement, person_with
) -> None:
    assert "Words 7" in package_of(stranger, engagement)["words.csv"]
    response = Contribution.objects.get(text="Words 7").response
    remove_response(by=person_with(), response=response, reason="asked")
    assert "Words 7" not in package_of(stranger, engagement)["words.csv"]


def test_themes_come_with_the_public_report(
    policy_officer: Person, stranger: Client, engagement: Engagement
) -> None:
    assert "themes.csv" not in package_of(stranger, engagement)
    publish_report(
        by=policy_officer,
        engagement=engagement,
        why="Done",
        today=engagement.closes_on + timedelta(days=1),
    )
    assert "themes.csv" in package_of(stranger, engagement)


@pytest.mark.parametrize("public_on", [None, today() + timedelta(days=1)])
def test_before_its_day_nobody_can_tell_that_there_is_a_package(
    public_on: date | None, stranger: Client, engagement: Engagement, signed_in, person_with
) -> None:
    Engagement.objects.filter(pk=engagement.pk).update(results_public_on=public_on)
    for client in (stranger, signed_in(person_with())):
        answer = client.get(reverse("reports:open-data", args=[engagement.slug]))
        assert answer.status_code == 404
    Engagement.objects.filter(pk=engagement.pk).update(
        results_public_on=today(), is_published=False
    )
    answer = stranger.get(reverse("reports:open-data", args=[engagement.slug]))
    assert answer.status_code == 404


def test_the_officer_chooses_the_licence(
    engagement: Engagement, engagement_officer: Person, signed_in, stranger: Client
) -> None:
    client = signed_in(engagement_officer)
    address = reverse("reports:open-data-terms", args=[engagement.slug])
    assert "12 contributions that are released" in client.get(address).content.decode()
    assert client.post(address, {"licence": "CC-BY-4.0"}).status_code == 302
    described = json.loads(package_of(stranger, engagement)["datapackage.json"])
    assert described["licenses"][0]["name"] == "CC-BY-4.0"
    assert AuditEvent.objects.get(action="reports.licence-chosen").facts == {"licence": "CC-BY-4.0"}
    assert client.post(address, {"licence": "none"}).status_code == 200


def test_many_words_need_the_same_queries_for_each_lot(
    stranger: Client, engagement: Engagement, django_assert_max_num_queries
) -> None:
    question = Question.objects.get(key="question_1")
    for number in range(30):
        make_response(engagement, f"More {number}", question=question, status=Status.RELEASED)
    with django_assert_max_num_queries(45):
        assert len(table(package_of(stranger, engagement)["words.csv"])) == 42


def test_numbers_are_read_from_what_is_shown() -> None:
    assert value_of("1,204") == 1204
    assert value_of("50%") == 0.5
    assert value_of("fewer than 5") is None
    assert value_of("not shown") is None
    assert value_of("–") is None
