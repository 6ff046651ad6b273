import pytest
from django.test import Client
from tests.web.builders import make_engagement, make_response
from tests.web.thread.conftest import Followed

from goldenthread_web.engagement.models import Contribution

pytestmark = pytest.mark.django_db
NOT_PUBLIC = [
    Contribution.Status.HELD,
    Contribution.Status.WITHHELD,
    Contribution.Status.SAFEGUARDING,
]


def test_one_contribution_leads_up_to_its_theme_and_its_element(
    stranger: Client, followed: Followed
) -> None:
    page = stranger.get(f"/words/{followed.contribution.reference}/").content.decode()
    assert "They say 28 days." in page
    assert "[name removed]" in page
    assert "Mrs Begum" not in page
    assert followed.drafted.outcome.text in page
    assert f"/themes/{followed.drafted.theme.pk}/" in page


def test_a_theme_leads_up_to_the_plan_and_down_to_released_words(
    stranger: Client, followed: Followed
) -> None:
    page = stranger.get(f"/themes/{followed.drafted.theme.pk}/").content.decode()
    assert followed.drafted.outcome.text in page
    assert "Mould on every wall." in page
    assert "Words that nobody has released" not in page
    assert "Mrs Begum" not in page


@pytest.mark.parametrize("status", NOT_PUBLIC)
def test_words_that_are_not_released_are_not_found(stranger: Client, status: str) -> None:
    response = make_response(make_engagement(), "Nobody may read this", status=status)
    contribution = response.contributions.get()
    assert stranger.get(f"/words/{contribution.reference}/").status_code == 404


def test_words_that_are_counted_only_are_not_found(stranger: Client) -> None:
    response = make_response(
        make_engagement(),
        "Count me only",
        status=Contribution.Status.RELEASED,
        may_publish_words=False,
    )
    reference = response.contributions.get().reference
    assert stranger.get(f"/words/{reference}/").status_code == 404


def test_a_theme_that_no_edition_rests_on_is_not_public(stranger: Client, drafted) -> None:
    assert stranger.get(f"/themes/{drafted.theme.pk}/").status_code == 404


def test_place_and_channel_never_stand_beside_a_young_persons_words(stranger: Client) -> None:
    response = make_response(
        make_engagement(),
        "More courts",
        status=Contribution.Status.RELEASED,
        is_young_person=True,
        channel="youth club",
        area="Whitechapel",
    )
    reference = response.contributions.get().reference
    page = stranger.get(f"/words/{reference}/").content.decode()
    assert "More courts" in page
    assert "youth club" not in page.lower()
    assert "Whitechapel" not in page


def test_the_front_page_counts_what_was_said_and_what_came_of_it(
    stranger: Client, followed: Followed, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(10):
        page = stranger.get("/").content.decode()
    assert "things said by 5 people" in page
    assert 'class="figure">5</strong>' in page


def test_loose_ends_list_what_led_nowhere(
    policy_officer, signed_in, followed: Followed, stranger: Client
) -> None:
    page = signed_in(policy_officer).get("/office/loose-ends/").content.decode()
    assert "Contributions without a theme yet: fewer than 5." in page
    assert "Elements that rest on no words" in page
    assert stranger.get("/office/loose-ends/").status_code == 302
