"""What comes in after the report is public shows there only together with several others."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.builders import give_answer, make_engagement, make_question, make_response
from tests.web.reports.test_views import words_of
from tests.web.resident_pages import without_nonce

from goldenthread.records.results import EarlierShare
from goldenthread_web.engagement.changes.removal import forget
from goldenthread_web.engagement.models import (
    Contribution,
    Engagement,
    EngagementResponse,
    Question,
)
from goldenthread_web.people.models import Person
from goldenthread_web.reports.changes import publish_report, take_back_report
from goldenthread_web.reports.models import ReportedCrossing
from goldenthread_web.reports.queries import remembered
from goldenthread_web.reports.queries.results.kept import FEWEST_NEW
from goldenthread_web.themes.models import Coding, Theme

STATEMENT = "Trees matter"
PAGE = "/engagements/our-river/what-we-heard/"
WAYS_OUT = (
    PAGE,
    "/engagements/our-river/what-we-heard.docx",
    "/engagements/our-river/results/",
    "/api/v1/engagements/our-river/themes/",
)


@pytest.fixture
def asked(coded: Engagement) -> list[Question]:
    """Return questions of several kinds that everybody answered."""
    questions = [
        make_question(coded, "Which one?", "Bus", "Boat", kind="one choice"),
        make_question(coded, "How is it?", kind="rating", lowest=1, highest=5),
        make_question(coded, "Do you agree?", kind="statements"),
    ]
    make_response(coded, STATEMENT, status="released", question=questions[2])
    for at, response in enumerate(EngagementResponse.objects.order_by("pk")):
        answer_all(response, questions, at)
    return questions


def answer_all(response: EngagementResponse, questions: list[Question], at: int) -> None:
    one, rating, statements = questions
    give_answer(response, one, "Bus" if at % 2 else "Boat")
    give_answer(response, rating, 1 + at % 5)
    give_answer(response, statements, {Contribution.objects.get(text=STATEMENT): 1})


@pytest.fixture
def published(coded: Engagement, asked: list[Question], engagement_officer: Person) -> Engagement:
    over = coded.closes_on + timedelta(days=1)
    coded.results_public_on = timezone.localdate()
    coded.save()
    ReportedCrossing.objects.create(
        engagement=coded, rows=str(asked[0].pk), columns="capacity", chosen_by=engagement_officer
    )
    publish_report(by=engagement_officer, engagement=coded, why="Agreed", today=over)
    return coded


def late(engagement: Engagement, asked: list[Question], analyst: Person) -> EngagementResponse:
    """Return a response on paper that an officer enters after the day, placed in a theme."""
    response = make_response(engagement, "Buses again", status="released", channel="paper")
    answer_all(response, asked, 1)
    Coding.objects.create(
        theme=Theme.objects.get(name="Getting about"),
        contribution=response.contributions.get(),
        origin=Coding.Origin.READ,
        by=analyst,
    )
    return response


def all_told(client: Client) -> list[str]:
    """Return everything that the public reads, as words."""
    told = []
    for path in WAYS_OUT:
        answer = client.get(path)
        assert answer.status_code == 200, path
        is_word = path.endswith(".docx")
        page = words_of(answer.content) if is_word else answer.content.decode()
        told.append(re.sub(r'nonce="[^"]*"|csrf[^>]*>|Counted at [^.]*', "", page))
    return told


def compared(client: Client) -> tuple[EarlierShare, ...]:
    (comparison,) = client.get(PAGE).context["page"].report.comparisons
    return comparison.shares


def change_of(before: list[str], after: list[str]) -> list[str]:
    """Return the ways out that tell something else than before."""
    return [path for path, one, other in zip(WAYS_OUT, before, after, strict=True) if one != other]


@pytest.mark.parametrize("is_large", [False, True])
def test_late_answers_are_told_once_there_are_five(
    *, is_large: bool, published: Engagement, asked, analyst: Person, client: Client, monkeypatch
) -> None:
    if is_large:
        monkeypatch.setattr(remembered, "SMALL", 0)
    before = all_told(client)
    assert "32 of 50 people" in before[0]
    for _ in range(FEWEST_NEW - 1):
        late(published, asked, analyst)
        assert change_of(before, all_told(client)) == []
    late(published, asked, analyst)
    assert change_of(before, all_told(client)) == list(WAYS_OUT)


def test_the_report_and_the_results_are_of_one_time(
    published: Engagement, asked, analyst: Person, client: Client
) -> None:
    client.get("/engagements/our-river/results/")
    late(published, asked, analyst)
    report = without_nonce(client.get(PAGE).content.decode())
    for _ in range(FEWEST_NEW - 1):
        late(published, asked, analyst)
    assert without_nonce(client.get(PAGE).content.decode()) != report
    first = all_told(client)
    late(published, asked, analyst)
    assert change_of(first, all_told(client)) == []


def test_taking_it_back_and_publishing_again_tells_no_single_answer(
    published: Engagement, asked, analyst: Person, engagement_officer: Person, client: Client
) -> None:
    before = all_told(client)
    take_back_report(by=engagement_officer, engagement=published, why="A late letter")
    late(published, asked, analyst)
    over = published.closes_on + timedelta(days=1)
    publish_report(by=engagement_officer, engagement=published, why="With it", today=over)
    assert change_of(before, all_told(client)) == []


def test_the_exercise_that_it_is_compared_with_is_told_five_at_a_time_too(
    published: Engagement, client: Client
) -> None:
    """Its own results need not be public: only this report tells of it."""
    opened = published.opens_on
    earlier = make_engagement(
        slug="last-river",
        opens_on=opened - timedelta(days=400),
        closes_on=opened - timedelta(days=300),
    )
    same = make_question(earlier, "Which one?", "Bus", "Boat", kind="one choice")
    for at in range(40):
        give_answer(make_response(earlier), same, "Bus" if at % 3 else "Boat")
    before = compared(client)
    assert [(one.before, one.before_base) for one in before] == [(26, 40), (14, 40)]
    for _ in range(FEWEST_NEW - 1):
        give_answer(make_response(earlier, channel="paper"), same, "Boat")
        assert compared(client) == before
    give_answer(make_response(earlier, channel="paper"), same, "Boat")
    assert [(one.before, one.before_base) for one in compared(client)] == [(26, 45), (19, 45)]


def test_what_is_removed_is_gone_from_all_at_once(
    published: Engagement, moderator: Person, client: Client
) -> None:
    before = all_told(client)
    gone = Contribution.objects.get(text="Buses, said resident 0").response
    forget(by=moderator, response=gone, reason="Asked for", now=timezone.now())
    assert change_of(before, all_told(client)) == list(WAYS_OUT)


def test_the_office_sees_each_answer_and_what_the_public_does_not_see_yet(
    published: Engagement, asked, analyst: Person, engagement_officer: Person, signed_in
) -> None:
    officer = signed_in(engagement_officer)
    heard, results = (
        f"/office/engagements/our-river/{page}/" for page in ("what-we-heard", "results")
    )
    officer.get(PAGE)
    before = officer.get(heard).content.decode()
    assert "once five have come" in before
    assert "come since" not in before
    assert "come since" not in officer.get(results).content.decode()
    late(published, asked, analyst)
    assert "1 response has come since" in officer.get(heard).content.decode()
    for _ in range(FEWEST_NEW - 2):
        late(published, asked, analyst)
    assert "4 responses have come since" in officer.get(results).content.decode()
    late(published, asked, analyst)
    assert "come since" not in officer.get(results).content.decode()
