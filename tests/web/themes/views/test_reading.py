import csv
import io

import pytest
from django.utils import timezone
from tests.web.builders import make_response

from goldenthread_web.themes.changes.placing import move_contributions
from goldenthread_web.themes.models import Suggestion


@pytest.fixture
def themes_path(engagement) -> str:
    return f"/office/engagements/{engagement.slug}/themes/"


def test_a_theme_shows_what_is_in_it_and_can_be_searched(
    signed_in, analyst, themes_path, accepted, django_assert_max_num_queries
) -> None:
    client = signed_in(analyst)
    path = f"{themes_path}theme/{accepted.pk}/"
    with django_assert_max_num_queries(28):
        page = client.get(path).content.decode()
    assert "More buses at night" in page
    assert "The bus is too dear" in page
    page = client.get(path, {"words": "dear"}).content.decode()
    assert "The bus is too dear" in page
    assert "More buses at night" not in page


def test_a_longer_list_takes_no_more_queries(
    signed_in, analyst, engagement, themes_path, accepted, django_assert_max_num_queries
) -> None:
    client = signed_in(analyst)
    path = f"{themes_path}theme/{accepted.pk}/"
    with django_assert_max_num_queries(28) as few:
        client.get(path)
    more = [make_response(engagement, f"bus {n}").contributions.get() for n in range(20)]
    move_contributions(by=analyst, contribution_ids=[one.pk for one in more], into=accepted)
    with django_assert_max_num_queries(len(few.captured_queries)):
        assert "bus 19" in client.get(path).content.decode()


def test_filters_narrow_and_confidence_sorts(  # noqa: PLR0917
    signed_in, analyst, said, run, themes_path, accepted, engagement
) -> None:
    client = signed_in(analyst)
    path = f"{themes_path}theme/{accepted.pk}/"
    Suggestion.objects.filter(contribution=said[2]).update(confidence=0.95)
    page = client.get(path, {"sort": "surest"}).content.decode()
    assert page.index("too dear") < page.index("More buses at night")
    page = client.get(path, {"sort": "least sure"}).content.decode()
    assert page.index("too dear") > page.index("More buses at night")
    assert "Nothing matches" in client.get(path, {"state": "read"}).content.decode()
    assert "too dear" in client.get(path, {"state": "accepted"}).content.decode()
    assert "Nothing matches" in client.get(path, {"capacity": "business"}).content.decode()
    move_contributions(by=analyst, contribution_ids=[said[2].pk], out_of=accepted)
    assert "too dear" in client.get(path, {"state": "suggested"}).content.decode()
    assert client.get(path, {"sort": "nonsense", "page": "x"}).status_code == 200


def test_the_queue_tells_suggested_from_unsuggested(
    signed_in, analyst, themes_path, run, django_assert_max_num_queries
) -> None:
    client = signed_in(analyst)
    with django_assert_max_num_queries(24):
        page = client.get(f"{themes_path}queue/").content.decode()
    assert "<strong>6</strong> here" in page
    page = client.get(f"{themes_path}queue/", {"state": "unsuggested"}).content.decode()
    assert "Safer crossings" in page
    assert "Plant more trees" not in page
    page = client.get(f"{themes_path}queue/", {"state": "suggested"}).content.decode()
    assert "Suggested: more trees" in page


def test_a_suggestion_can_be_read_before_deciding(
    signed_in, analyst, themes_path, run, accepted, said
) -> None:
    trees = run.suggested_themes.get(name="more trees")
    move_contributions(by=analyst, contribution_ids=[said[3].pk], into=accepted)
    page = signed_in(analyst).get(f"{themes_path}suggested/{trees.pk}/").content.decode()
    assert "places 1 contribution that waits" in page
    assert "Shade for the playground" in page
    assert "1 in <a" in page, "what a person has put elsewhere is said"


def test_a_download_holds_what_is_shown_and_no_formula(
    signed_in, analyst, engagement, themes_path, accepted
) -> None:
    evil = make_response(engagement, "=HYPERLINK(1) bus").contributions.get()
    move_contributions(by=analyst, contribution_ids=[evil.pk], into=accepted)
    answer = signed_in(analyst).get(f"{themes_path}theme/{accepted.pk}/download.csv?words=bus")
    rows = list(csv.DictReader(io.StringIO(b"".join(answer).decode("utf-8-sig"))))
    assert [row["words"] for row in rows] == [
        "More buses at night",
        "The bus is too dear",
        "'=HYPERLINK(1) bus",
    ]
    assert {row["themes"] for row in rows} == {"Buses at night"}
    assert "attachment" in answer.headers["Content-Disposition"]


def test_an_ended_theme_can_still_be_read(
    signed_in, analyst, engagement, themes_path, accepted
) -> None:
    accepted.ended_at = timezone.now()
    accepted.save()
    page = signed_in(analyst).get(f"{themes_path}theme/{accepted.pk}/").content.decode()
    assert "This theme ended" in page
    assert "Merge into another" not in page


@pytest.mark.parametrize("path", ["theme/99999/", "suggested/99999/", "versions/9/"])
def test_what_is_not_there_is_not_found(signed_in, analyst, themes_path, path) -> None:
    assert signed_in(analyst).get(themes_path + path).status_code == 404
