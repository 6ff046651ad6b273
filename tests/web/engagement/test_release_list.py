"""The list of what was said, its filters, its numbers and its download."""

import csv
import io

import pytest
from django.test import Client
from tests.web.builders import make_engagement, make_question, make_response

from goldenthread.engagement.mending import undo_escape
from goldenthread_web.engagement.models import Contribution, Engagement, ReleaseDecision
from goldenthread_web.people.models import AuditEvent, Person
from goldenthread_web.people.roles import Role

pytestmark = pytest.mark.django_db
Status = Contribution.Status


@pytest.fixture
def engagement(moderator: Person) -> Engagement:
    """Return an exercise with something in each state."""
    made = make_engagement(moderator)
    make_response(made, "Held trees")
    make_response(made, "Held, ask Mrs Begum", capacity="business")
    make_response(made, "Public benches", status=Status.RELEASED)
    make_response(made, "Withheld words", status=Status.WITHHELD)
    make_response(made, "Secret worry", status=Status.SAFEGUARDING)
    young = make_response(made, "Proposed football", is_young_person=True).contributions.get()
    ReleaseDecision.objects.create(
        contribution=young, outcome="release", by=moderator, waits_for_second=True
    )
    return made


def list_of(engagement: Engagement) -> str:
    return f"/office/engagements/{engagement.slug}/contributions/"


def read(client: Client, path: str, **filters: object) -> str:
    return client.get(path, filters).content.decode()


def download(client: Client, engagement: Engagement, **filters: object) -> list[dict[str, str]]:
    answer = client.get(f"{list_of(engagement)}download/", filters)
    content = b"".join(answer).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"state": "held"}, {"Held trees", "Held, ask Mrs Begum"}),
        ({"state": "waiting"}, {"Proposed football"}),
        ({"state": "released"}, {"Public benches"}),
        ({"state": "withheld"}, {"Withheld words"}),
        ({"state": "held", "has": "finding"}, {"Held, ask Mrs Begum"}),
        ({"state": "held", "has": "nothing"}, {"Held trees"}),
        ({"has": "young"}, {"Proposed football"}),
        ({"capacity": "business"}, {"Held, ask Mrs Begum"}),
        ({"words": "held tre"}, {"Held trees"}),
        ({"words": "secret"}, set()),
        ({"has": "flag"}, set()),
    ],
)
def test_the_filters_live_in_the_address(
    filters: dict[str, str],
    expected: set[str],
    moderator: Person,
    engagement: Engagement,
    signed_in,
) -> None:
    client = signed_in(moderator)
    assert {row["words"] for row in download(client, engagement, **filters)} == expected
    page = read(client, list_of(engagement), **filters)
    for words in ("Held trees", "Public benches", "Withheld words", "Proposed football"):
        assert (words in page) is (words in expected)


def test_a_filter_by_question(moderator: Person, engagement: Engagement, signed_in) -> None:
    other = make_question(engagement, "What should stop?")
    make_response(engagement, "Stop the noise", question=other)
    rows = download(signed_in(moderator), engagement, question=other.pk)
    assert [row["words"] for row in rows] == ["Stop the noise"]
    assert rows[0]["question"] == "What should stop?"


def test_filters_that_make_no_sense_are_left_out(
    moderator: Person, engagement: Engagement, signed_in
) -> None:
    odd = {"state": "x", "question": "y", "capacity": "z", "has": "w", "page": "-1", "after": "²"}
    assert "Held trees" in read(signed_in(moderator), list_of(engagement), **odd)


def test_the_list_costs_the_same_for_many_and_a_look_is_logged_once(
    moderator: Person, engagement: Engagement, signed_in, django_assert_num_queries
) -> None:
    client = signed_in(moderator)
    for _ in range(2):
        with django_assert_num_queries(14):
            page = read(client, list_of(engagement))
        make_response(engagement, *(f"More trees {number}" for number in range(15)))
    assert "Secret worry" not in page
    looks = AuditEvent.objects.filter(action="engagement.held-words-opened").order_by("id")
    assert [look.facts["shown"] for look in looks] == [4, 19]


def test_released_words_only_for_who_may_not_see_held_ones(
    policy_officer: Person, engagement: Engagement, signed_in
) -> None:
    engagement.members.create(person=policy_officer)
    client = signed_in(policy_officer)
    page = read(client, list_of(engagement), state="any")
    assert "Public benches" in page
    for words in ("Held", "Withheld words", "Secret worry", "football", "Mrs Begum"):
        assert words not in page
    assert [row["words"] for row in download(client, engagement)] == ["Public benches"]
    assert download(client, engagement, state="held") == []
    assert not AuditEvent.objects.filter(action="engagement.held-words-opened").exists()


def test_no_day_stands_beside_a_young_persons_words(
    engagement: Engagement, moderator: Person, signed_in
) -> None:
    days = {row["words"]: row["received"] for row in download(signed_in(moderator), engagement)}
    assert days.pop("Proposed football") == ""
    assert all(days.values())


def test_a_download_of_held_words_is_logged_with_how_many(
    moderator: Person, engagement: Engagement, signed_in
) -> None:
    client = signed_in(moderator)
    download(client, engagement, state="released")
    assert not AuditEvent.objects.filter(action="engagement.held-words-opened").exists()
    assert len(download(client, engagement)) == 5
    look = AuditEvent.objects.get(action="engagement.held-words-opened")
    assert (look.person, look.facts["shown"]) == (moderator, 4)


def test_a_spreadsheet_takes_no_cell_for_a_formula(moderator: Person, signed_in) -> None:
    said = ["=1+1", "+44 is a code", "-2", "@here", "'tis so", 'She said "no", then\nleft']
    engagement = make_engagement(moderator)
    make_response(engagement, *said, status=Status.RELEASED)
    words = [row["words"] for row in download(signed_in(moderator), engagement)]
    assert not [cell for cell in words if cell[0] in "=+-@"]
    assert [undo_escape(cell) for cell in words] == said


def test_redacted_words_leave_redacted(moderator: Person, signed_in) -> None:
    engagement = make_engagement(moderator)
    response = make_response(engagement, "Ask Mrs Begum", status=Status.REDACTED, is_invented=True)
    response.contributions.get().redactions.create(start=4, end=13, kind="name")
    rows = download(signed_in(moderator), engagement)
    assert rows[0]["words"] == "Ask [name removed]"
    assert rows[0]["invented for this demonstration"] == "yes"
    assert "Begum" not in read(signed_in(moderator), list_of(engagement))


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PARTNER_LEAD, Role.BOARD_MEMBER])
def test_who_has_no_business_here_gets_nothing(
    role: Role, person_with, engagement: Engagement, signed_in, stranger: Client
) -> None:
    person = person_with(role)
    engagement.members.create(person=person)
    for path in (list_of(engagement), f"{list_of(engagement)}download/"):
        assert signed_in(person).get(path).status_code == 403
        assert stranger.get(path).status_code == 302
