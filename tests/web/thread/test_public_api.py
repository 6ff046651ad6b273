"""The API: what everybody may read, and the same figures as on the pages and in the files."""

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client, RequestFactory
from django.urls import reverse
from hypothesis import HealthCheck, settings
from tests.web.builders import give_answer, make_engagement, make_question, make_response, today
from tests.web.held_words import make_place
from tests.web.resident_pages import scripts_in

from goldenthread_web.engagement.models import Contribution, Engagement
from goldenthread_web.people.models import Person
from goldenthread_web.thread.changes import remove_response
from goldenthread_web.thread.views import public_api

pytestmark = pytest.mark.django_db
Status = Contribution.Status
schema = schemathesis.openapi.from_dict(public_api.described())


def read(client: Client, name: str, *given: object, **query: object) -> Any:
    answer = client.get(reverse(f"thread:api-{name}", args=given), query)
    assert answer.status_code == 200, answer.content
    return answer.json()


@pytest.fixture
def engagement(engagement_officer: Person) -> Engagement:
    found = make_engagement(engagement_officer, slug="square", results_public_on=today())
    asked = make_question(found, "What matters?")
    one = make_question(found, "Which one?", "Parks", "Buses")
    rating = make_question(found, "How is it?", kind="rating", lowest=1, highest=5)
    for number in range(20):
        response = make_response(
            found, f"Words {number}", question=asked, status=Status.RELEASED, people_count=2
        )
        give_answer(response, one, ("Parks", "Buses")[number < 8])
        give_answer(response, rating, 1 + number % 3)
    make_response(found, "Heldmark", question=asked)
    return found


def test_engagements_are_those_of_the_public_list(stranger: Client, engagement: Engagement) -> None:
    make_engagement(title="Secretmark", slug="secret", is_published=False)
    (one,) = read(stranger, "engagements")
    assert (one["slug"], one["results_are_public"], one["report_is_public"]) == (
        "square",
        True,
        False,
    )
    assert one["address"] == "http://testserver/engagements/square/"
    assert one["licence"] == "OGL-UK-3.0"
    assert read(stranger, "engagement", "square") == one
    assert stranger.get(reverse("thread:api-engagement", args=["secret"])).status_code == 404


def test_questions_come_in_the_order_of_the_form(stranger: Client, engagement: Engagement) -> None:
    found = read(stranger, "questions", "square")
    assert [one["text"] for one in found["questions"]] == [
        "What matters?", "Which one?", "How is it?",
    ]  # fmt: skip
    assert found["questions"][1]["options"] == ["Parks", "Buses"]
    assert found["changes"] == []


def test_what_was_written_into_a_file_is_no_option(
    stranger: Client, engagement: Engagement
) -> None:
    engagement.questions.get(text="Which one?").options.filter(text="Buses").update(
        is_from_file=True
    )
    assert "Buses" not in json.dumps(read(stranger, "questions", "square"))


def test_the_api_the_page_and_the_file_say_the_same(
    stranger: Client, engagement: Engagement
) -> None:
    counts = read(stranger, "counts", "square")
    page = stranger.get(reverse("reports:public-results", args=["square"])).context["results"]
    answer = stranger.get(reverse("reports:public-results-download", args=["square"]))
    cells = [cell for line in csv.reader(io.StringIO(answer.content.decode())) for cell in line]
    package = stranger.get(reverse("reports:open-data", args=["square"]))
    with zipfile.ZipFile(io.BytesIO(b"".join(package.streaming_content))) as opened:
        filed = list(csv.DictReader(io.StringIO(opened.read("counts.csv").decode())))
    assert (counts["responses"], counts["people"]) == (page.counts.responses, page.counts.people)
    tables = [*page.overview.all_tables]
    for card in page.cards(page.questions):
        tables += card.all_tables
    shown = [cell for table in tables for row in table.rows for cell in row[1:]]
    assert [one["shown"] for one in counts["figures"]] == shown
    assert [row["shown"].removeprefix("'") for row in filed] == shown
    assert all(cell in cells or f"'{cell}" in cells for cell in shown)
    people = {
        one["line"]: one["value"]
        for one in counts["figures"]
        if one["question_key"] == "question_2" and one["name"] == "People"
    }
    assert people == {"Parks": 24, "Buses": 16}


def test_all_released_words_can_be_read_page_by_page(
    stranger: Client, engagement: Engagement
) -> None:
    said: list[dict[str, Any]] = []
    after: str | None = ""
    while after is not None:
        found = read(stranger, "contributions", "square", after=after, limit=7)
        said += found["contributions"]
        after = found["next"]
    assert sorted(one["words"] for one in said) == sorted(f"Words {n}" for n in range(20))
    assert len({one["reference"] for one in said}) == 20
    assert said[0]["address"].endswith(f"/words/{said[0]['reference']}/")


def test_more_words_need_no_more_queries(
    stranger: Client, engagement: Engagement, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(9):
        read(stranger, "contributions", "square", limit=500)


def test_what_is_removed_or_withheld_is_gone_at_once(
    stranger: Client, engagement: Engagement, person_with
) -> None:
    one, two = Contribution.objects.filter(text__in=["Words 1", "Words 2"]).order_by("text")
    remove_response(by=person_with(), response=one.response, reason="asked")
    two.status, two.withheld_reason = Status.WITHHELD, "It names somebody"
    two.save()
    found = read(stranger, "contributions", "square", limit=500)["contributions"]
    assert not {"Words 1", "Words 2", "Heldmark"} & {one["words"] for one in found}


def test_before_its_day_there_are_no_results(stranger: Client, engagement: Engagement) -> None:
    Engagement.objects.update(results_public_on=None)
    for name in ("counts", "contributions", "themes"):
        answer = stranger.get(reverse(f"thread:api-{name}", args=["square"]))
        assert (answer.status_code, answer.json()) == (404, {"detail": answer.json()["detail"]})


def test_no_answer_holds_what_is_not_public(
    policy_officer: Person, stranger: Client, engagement: Engagement
) -> None:
    place = make_place(policy_officer)
    Engagement.objects.update(results_public_on=today())
    said = []
    for name in ("engagement", "questions", "counts", "contributions", "themes"):
        said.append(json.dumps(read(stranger, name, place.engagement.slug), ensure_ascii=False))
    said += [json.dumps(read(stranger, name)) for name in ("engagements", "plans")]
    number = read(stranger, "plans")[0]["editions"][0]["number"]
    said.append(json.dumps(read(stranger, "edition", number)))
    text = "\n".join(said).casefold()
    assert [told for mark, told in place.marks.items() if mark in text] == []
    assert "more benches in the square" in text
    assert "Benches" in [one["name"] for one in read(stranger, "themes", place.engagement.slug)]


def test_an_edition_is_what_its_page_gives_as_open_data(
    policy_officer: Person, stranger: Client
) -> None:
    place = make_place(policy_officer)
    (plan,) = read(stranger, "plans")
    number = plan["editions"][0]["number"]
    page = stranger.get(reverse("plans:open-data", args=[number])).json()
    assert plan["slug"] == place.plan.slug
    assert read(stranger, "edition", number) == page
    assert stranger.get(reverse("thread:api-edition", args=[999])).status_code == 404


def test_the_page_of_the_api_needs_nothing_from_elsewhere(stranger: Client) -> None:
    page = stranger.get(reverse("thread:api")).content.decode()
    for address in public_api.described()["paths"]:
        assert address in page
    assert scripts_in(page) == ["aloud.js"], "what reads it aloud, and nothing else"
    assert "cdn" not in page


def test_the_description_has_no_address_of_elsewhere(stranger: Client) -> None:
    answer = stranger.get(reverse("thread:api-description"))
    assert answer.json()["openapi"].startswith("3.")
    assert set(answer.json()["paths"]) == set(public_api.described()["paths"])
    assert "http" not in answer.content.decode()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_written(method: str, stranger: Client, engagement: Engagement) -> None:
    for name, given in (("engagements", ()), ("contributions", ("square",))):
        answer = getattr(stranger, method)(reverse(f"thread:api-{name}", args=given))
        assert answer.status_code == 405


def test_who_asks_too_often_is_told_so_in_json(stranger: Client, monkeypatch) -> None:
    slowed = public_api._answering.__globals__
    monkeypatch.setitem(slowed, "RATE", "2/h")
    view = public_api._answering(lambda request: public_api.JsonResponse({}))
    request = RequestFactory().get("/api/v1/engagements/", REMOTE_ADDR="10.9.8.7")
    assert [view(request).status_code for _ in range(3)] == [200, 200, 429]


@pytest.fixture
def one_connection() -> Iterator[None]:
    """Keep the connection of the test: the site would close it after each answer."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.mark.usefixtures("one_connection")
@schema.parametrize()
@settings(
    max_examples=12, derandomize=True, database=None, deadline=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
def test_whatever_is_asked_the_answer_is_as_described(case: Any, settings: Any) -> None:
    settings.HAS_LIMITS = False
    case.call_and_validate(base_url="http://localhost", app=get_wsgi_application())
