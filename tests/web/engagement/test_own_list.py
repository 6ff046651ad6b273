"""An officer finds an engagement by how far it is, and takes the list along."""

import csv
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.builders import make_engagement, make_response, today

from goldenthread_web.engagement.models import EngagementOutcome
from goldenthread_web.people.models import Person

pytestmark = pytest.mark.django_db
PAGE = "/office/engagements/"
TABLE = "/office/engagements/engagements.csv"


@pytest.fixture
def officer(engagement_officer: Person, signed_in) -> Client:
    """Return somebody on the list of one engagement in each state, but not of a sixth."""
    past = {"opens_on": today() - timedelta(days=9), "closes_on": today() - timedelta(days=2)}
    soon = {"opens_on": today() + timedelta(days=2), "closes_on": today() + timedelta(days=9)}
    make_engagement(engagement_officer, title="Homes", **past)
    decided = make_engagement(engagement_officer, title="Benches", **past)
    EngagementOutcome.objects.create(
        engagement=decided, we_asked="Where?", you_said="By the canal.", we_did="Six of them.",
        decided_on=today(), published_at=timezone.now(),
    )  # fmt: skip
    make_engagement(engagement_officer, title="Buses", **soon)
    make_response(make_engagement(engagement_officer, title="=Parks()"))
    make_engagement(engagement_officer, title="Trees", is_published=False)
    make_engagement(title="Of others")
    return signed_in(engagement_officer)


def titles(client: Client, **asked: str) -> list[str]:
    return [one.title for one in client.get(PAGE, asked).context["page"]]


def test_what_is_to_do_stands_first_and_each_state_has_its_address(officer: Client) -> None:
    assert titles(officer) == ["Trees", "=Parks()", "Buses", "Homes", "Benches"]
    assert titles(officer, which="draft") == ["Trees"]
    assert titles(officer, which="open") == ["=Parks()"]
    assert titles(officer, which="soon") == ["Buses"]
    assert titles(officer, which="closed") == ["Homes"]
    assert titles(officer, which="decided") == ["Benches"]
    assert titles(officer, which="closed", words="hom") == ["Homes"]
    assert "Nothing matches" in officer.get(PAGE, {"which": "closed", "words": "bus"}).text


def test_a_search_keeps_the_state(officer: Client) -> None:
    page = officer.get(PAGE, {"which": "closed", "words": "ho"}).text
    assert '<input type="hidden" name="which" value="closed">' in page
    assert 'href="?which=open&amp;words=ho&amp;page=1"' in page


def test_the_table_holds_what_the_page_shows_with_formulas_escaped(officer: Client) -> None:
    answer = officer.get(TABLE, {"which": "open"})
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    header, row = csv.reader(lines)
    assert dict(zip(header, row, strict=True))["title"] == "'=Parks()"
    assert row[2] == "Open"
    assert row[6] == "1"
    assert "Of others" not in b"".join(officer.get(TABLE).streaming_content).decode()  # type: ignore[attr-defined]


def test_a_long_list_takes_no_more_queries(
    officer: Client, engagement_officer: Person, django_assert_num_queries
) -> None:
    officer.get(PAGE)
    with django_assert_num_queries(5) as few:
        officer.get(PAGE)
    for _ in range(6):
        make_engagement(engagement_officer)
    with django_assert_num_queries(len(few.captured_queries)):
        officer.get(PAGE)


def test_only_staff_have_the_table(stranger: Client) -> None:
    assert stranger.get(TABLE).status_code == 302
