import pytest
from tests.web.builders import make_engagement, make_response
from tests.web.themes.views.conftest import suggest

from goldenthread_web.engagement.models import EngagementMember
from goldenthread_web.people.models import AuditEvent
from goldenthread_web.people.roles import Role
from goldenthread_web.themes.models import DiscoveryRun


@pytest.fixture
def board_path(engagement) -> str:
    return f"/office/engagements/{engagement.slug}/themes/"


def test_the_board_shows_suggestions_beside_decisions(
    signed_in, analyst, board_path, accepted
) -> None:
    page = signed_in(analyst).get(board_path).content.decode()
    decided, _, suggested = page.partition('id="suggested"')
    assert "Buses at night" in decided
    assert "more trees" in suggested
    assert "night buses" not in suggested
    assert "<strong>2</strong> of 6 contributions, from 2 people" in decided
    assert "Plant more trees" in suggested, "quotes stand beside"
    assert "Too few to say" in suggested


def test_an_empty_board_says_what_to_do(signed_in, analyst, board_path) -> None:
    page = signed_in(analyst).get(board_path).content.decode()
    assert "No method has read these contributions yet" in page
    assert "Look for themes" in page


def test_the_board_takes_as_many_queries_for_many_themes(  # noqa: PLR0917
    signed_in, analyst, engagement, board_path, accepted, run, django_assert_max_num_queries
) -> None:
    client = signed_in(analyst)
    with django_assert_max_num_queries(34) as few:
        client.get(board_path)
    for number in range(12):
        said = [make_response(engagement, f"thing {number} {n}") for n in range(3)]
        suggest(run, f"things {number}", *[one.contributions.get() for one in said])
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert "things 11" in client.get(board_path).content.decode()


def test_the_look_at_held_words_is_logged(signed_in, analyst, board_path, run) -> None:
    signed_in(analyst).get(board_path)
    look = AuditEvent.objects.get(action="engagement.held-words-opened")
    assert (look.person, look.facts["shown"]) == (analyst, 4)


def test_a_policy_officer_sees_released_words_only(
    signed_in, policy_officer, engagement, board_path, accepted, run
) -> None:
    EngagementMember.objects.create(engagement=engagement, person=policy_officer)
    client = signed_in(policy_officer)
    for path in (
        "",
        "queue/",
        "copies/",
        f"theme/{accepted.pk}/",
        f"suggested/{run.suggested_themes.get(name='more trees').pk}/",
        f"theme/{accepted.pk}/download.csv",
        "queue/download.csv",
    ):
        answer = client.get(board_path + path)
        assert answer.status_code == 200
        page = b"".join(answer).decode()
        assert "The bus is too dear" not in page
        assert "Shade for the playground" not in page
        assert "A table for chess" not in page
        assert "accept/" not in page, "deciding is for analysts"
    assert not AuditEvent.objects.filter(action="engagement.held-words-opened").exists()


@pytest.mark.parametrize("role", ["partner_lead", "board_member", "moderator", "facilitator"])
def test_others_see_nothing_even_when_they_are_on_the_list(
    role, request, signed_in, engagement, board_path, accepted
) -> None:
    person = request.getfixturevalue(role)
    EngagementMember.objects.create(engagement=engagement, person=person)
    for path in ("", "queue/", f"theme/{accepted.pk}/", "history/", "versions/"):
        answer = signed_in(person).get(board_path + path)
        assert answer.status_code == 403
        assert "bus" not in answer.content.decode()


def test_an_analyst_of_another_exercise_sees_nothing(
    signed_in, person_with, board_path, accepted, engagement
) -> None:
    other = person_with(Role.ANALYST)
    elsewhere = make_engagement(other)
    client = signed_in(other)
    assert client.get(board_path).status_code == 403
    borrowed = f"/office/engagements/{elsewhere.slug}/themes/theme/{accepted.pk}/"
    assert client.get(borrowed).status_code == 404


def test_looking_for_themes_starts_a_job(signed_in, analyst, board_path, said) -> None:
    client = signed_in(analyst)
    assert "Seed" in client.get(f"{board_path}find/").content.decode()
    answer = client.post(f"{board_path}find/", {"seed": "7"})
    run = DiscoveryRun.objects.get()
    assert answer.headers["Location"] == f"/office/jobs/{run.job_id}/"
    assert run.seed == 7
    again = client.post(f"{board_path}find/", {"seed": "8"})
    assert "being looked for already" in again.content.decode()
    assert "being looked for now" in client.get(board_path).content.decode()


def test_a_seed_that_is_no_number_is_said_beside_the_field(
    signed_in, analyst, board_path, said
) -> None:
    page = signed_in(analyst).post(f"{board_path}find/", {"seed": "x"}).content.decode()
    assert "Enter a whole number" in page


def test_a_campaign_says_how_many_people_sent_it(signed_in, analyst, board_path, run) -> None:
    page = signed_in(analyst).get(f"{board_path}copies/").content.decode()
    assert "<strong>7 people</strong> sent this text, 1 added words of their own" in page
    assert "Plant more trees" in page
