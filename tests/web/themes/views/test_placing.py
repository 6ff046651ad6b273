import pytest
from tests.web.builders import make_engagement, make_response

from goldenthread_web.people.models import AuditEvent
from goldenthread_web.themes.models import Theme
from goldenthread_web.themes.queries import active_codings, not_placed, themes_of


@pytest.fixture
def themes_path(engagement) -> str:
    return f"/office/engagements/{engagement.slug}/themes/"


def names_of(contribution) -> list[str]:
    return [given.theme.name for given in themes_of([contribution])[contribution.pk].given]


def test_one_by_one_a_person_places_what_waits(  # noqa: PLR0917
    signed_in, analyst, engagement, themes_path, theme, run, said, django_assert_max_num_queries
) -> None:
    client = signed_in(analyst)
    with django_assert_max_num_queries(24):
        page = client.get(f"{themes_path}queue/one/").content.decode()
    assert "More buses at night" in page
    assert 'data-key="1"' in page
    assert 'data-key="s"' in page
    following = f"{themes_path}queue/one/?after={said[0].pk}"
    answer = client.post(
        f"{themes_path}queue/place/",
        {"contribution": said[0].pk, "into": theme.pk, "action": "move", "next": following},
    )
    assert answer.headers["Location"] == following
    assert names_of(said[0]) == ["Buses"]
    assert "Safer crossings" in client.get(following).content.decode()
    [coding] = active_codings(engagement)
    assert (coding.origin, coding.by) == ("read", analyst)


def test_the_suggested_theme_is_one_key_away_once_it_is_accepted(
    signed_in, analyst, themes_path, accepted, said
) -> None:
    client = signed_in(analyst)
    client.post(
        f"{themes_path}theme/{accepted.pk}/place/",
        {"contribution": said[0].pk, "action": "remove"},
    )
    page = client.get(f"{themes_path}queue/one/").content.decode()
    assert 'data-key="y"' in page
    assert "Yes, Buses at night" in page


def test_the_last_one_says_so(signed_in, analyst, engagement, themes_path, said) -> None:
    path = f"{themes_path}queue/one/?after={said[-1].pk}"
    page = signed_in(analyst).get(path).content.decode()
    assert "That was the last one" in page
    assert "6 contributions were skipped" in page


def test_many_are_moved_at_once(signed_in, analyst, themes_path, accepted, theme, said) -> None:
    answer = signed_in(analyst).post(
        f"{themes_path}theme/{accepted.pk}/place/",
        {"contribution": [said[0].pk, said[2].pk], "into": theme.pk, "action": "move"},
        follow=True,
    )
    assert "2 contributions are in “Buses” now" in answer.content.decode()
    assert names_of(said[0]) == names_of(said[2]) == ["Buses"]
    event = AuditEvent.objects.filter(action="themes.moved").get()
    assert (event.facts["given"], event.facts["taken"]) == (2, 2)


def test_a_contribution_can_be_in_two_themes(
    signed_in, analyst, themes_path, accepted, theme, said
) -> None:
    signed_in(analyst).post(
        f"{themes_path}theme/{accepted.pk}/place/",
        {"contribution": said[0].pk, "into": theme.pk, "action": "add"},
    )
    assert names_of(said[0]) == ["Buses", "Buses at night"]


def test_all_that_match_a_search_are_split_off(
    signed_in, analyst, engagement, themes_path, accepted, said
) -> None:
    signed_in(analyst).post(
        f"{themes_path}theme/{accepted.pk}/place/",
        {
            "everything": "on",
            "filters": "words=dear",
            "action": "split",
            "name": "Fares",
            "why": "another matter",
        },
    )
    assert names_of(said[2]) == ["Fares"]
    assert names_of(said[0]) == ["Buses at night"]


def test_a_new_theme_is_started_from_the_queue(
    signed_in, analyst, engagement, themes_path, said
) -> None:
    signed_in(analyst).post(
        f"{themes_path}queue/place/",
        {"contribution": said[5].pk, "action": "split", "name": "Games"},
    )
    assert names_of(said[5]) == ["Games"]
    assert said[5] not in not_placed(engagement)


def test_a_choice_that_is_missing_loses_nothing(
    signed_in, analyst, themes_path, theme, said
) -> None:
    page = (
        signed_in(analyst)
        .post(
            f"{themes_path}queue/place/",
            {"contribution": [said[0].pk, said[1].pk], "action": "move", "why": "because"},
        )
        .content.decode()
    )
    assert "Choose the theme that they belong in" in page
    assert f'value="{said[1].pk}"' in page
    assert 'value="because"' in page


@pytest.mark.parametrize("ticked", [[], ["no number"], ["987654321"]])
def test_nothing_ticked_places_nothing(  # noqa: PLR0917
    signed_in, analyst, engagement, themes_path, theme, said, ticked
) -> None:
    answer = signed_in(analyst).post(
        f"{themes_path}queue/place/",
        {"contribution": ticked, "into": theme.pk, "action": "move"},
    )
    assert answer.status_code == 200
    assert "There is a problem" in answer.content.decode()
    assert not active_codings(engagement).exists()


def test_one_does_not_come_back_to_another_site(
    signed_in, analyst, themes_path, theme, said
) -> None:
    answer = signed_in(analyst).post(
        f"{themes_path}queue/place/",
        {
            "contribution": said[0].pk,
            "into": theme.pk,
            "action": "move",
            "next": "https://elsewhere.example/",
        },
    )
    assert answer.headers["Location"] == f"{themes_path}queue/"


def test_contributions_of_another_exercise_cannot_be_placed(
    signed_in, analyst, engagement, themes_path, theme
) -> None:
    other = make_response(make_engagement(), "not yours").contributions.get()
    signed_in(analyst).post(
        f"{themes_path}queue/place/",
        {"contribution": other.pk, "into": theme.pk, "action": "move"},
    )
    assert not active_codings(engagement).exists()
    assert Theme.objects.count() == 1
