"""What anybody sees of results: from a day on, no filter, and nothing of what is held."""

import re
from datetime import timedelta

import pytest
from tests.web.builders import give_answer, make_response, today
from tests.web.reports.results.conftest import OFFICE, PUBLIC
from tests.web.resident_pages import scripts_in, without_nonce

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.models import Contribution, Engagement
from goldenthread_web.people.models import AuditEvent
from goldenthread_web.reports.changes import set_results_date
from goldenthread_web.reports.queries.results.kept import waiting_for_public
from goldenthread_web.thread.changes import remove_response

PATHS = ("/", ".csv", "/compare/", "/compare.csv?rows=capacity&columns=channel")


@pytest.fixture
def public(answered: Engagement, engagement_officer) -> Engagement:
    return set_results_date(by=engagement_officer, engagement=answered, public_on=today())


def figures(client, path: str = "/") -> str:
    return without_nonce(client.get(f"{PUBLIC}{path}").content.decode())


@pytest.mark.parametrize("path", PATHS)
def test_before_the_day_there_is_nothing_to_see(path, answered, stranger) -> None:
    assert stranger.get(f"{PUBLIC}{path}").status_code == 404
    Engagement.objects.update(results_public_on=today() + timedelta(days=1))
    assert stranger.get(f"{PUBLIC}{path}").status_code == 404
    assert "results/" not in stranger.get("/engagements/our-park/").content.decode()


@pytest.mark.parametrize("path", PATHS)
def test_what_is_not_published_has_no_public_results(path, public, stranger) -> None:
    Engagement.objects.update(is_published=False)
    assert stranger.get(f"{PUBLIC}{path}").status_code == 404


def test_an_officer_sets_the_day_and_the_audit_trail_knows(
    answered, engagement_officer, analyst, signed_in, stranger
) -> None:
    assert (
        signed_in(analyst).post(f"{OFFICE}/public/", {"public_on": "2020-01-01"}).status_code == 403
    )
    signed_in(engagement_officer).post(f"{OFFICE}/public/", {"public_on": "2020-01-01"})
    assert stranger.get(f"{PUBLIC}/").status_code == 200
    event = AuditEvent.objects.get(action="reports.results-date-set")
    assert event.person == engagement_officer
    signed_in(engagement_officer).post(f"{OFFICE}/public/", {"public_on": ""})
    assert stranger.get(f"{PUBLIC}/").status_code == 404


def test_results_of_what_is_not_published_cannot_be_made_public(
    answered, engagement_officer
) -> None:
    answered.is_published = False
    with pytest.raises(ConflictError):
        set_results_date(by=engagement_officer, engagement=answered, public_on=today())


def test_the_page_of_the_engagement_leads_to_its_results(public, stranger) -> None:
    assert f"{PUBLIC}/" in stranger.get("/engagements/our-park/").content.decode()


def test_the_public_reads_the_figures_of_the_office(public, stranger) -> None:
    page = figures(stranger)
    assert "61 people took part." in page
    assert "Counted at" in page
    assert '<td class="govuk-table__cell">36</td>' in page
    assert scripts_in(page) == ["aloud.js"], "what reads it aloud, and nothing else"


def test_what_nobody_released_yet_is_said_to_be_so(public, stranger) -> None:
    Contribution.objects.filter(response__engagement=public).update(status="held")
    everything = figures(stranger) + figures(stranger, "/?page=2")
    assert "None of what was said can be read in public yet." in everything


def test_the_public_reads_nothing_of_what_is_held_or_where_people_stopped(public, stranger) -> None:
    everything = figures(stranger) + figures(stranger, "/?page=2") + figures(stranger, ".csv")
    assert "25 contributions can be read in public." in everything
    for secret in ("Where people stopped", "Words of number 5", "60 contributions", "of 60 (42%)"):
        assert secret not in everything


def test_the_public_cannot_filter(public, stranger) -> None:
    assert "61 people took part" in figures(stranger, "/?capacity=resident&from=2030-01-01")
    crossed = figures(stranger, "/compare/?rows=ward&columns=channel&capacity=resident")
    assert "Only responses" not in crossed


def test_two_looks_do_not_tell_of_one_person(public, asked, survey, stranger) -> None:
    before = figures(stranger)
    for number in range(1, 6):
        response = make_response(survey, capacity="resident")
        give_answer(response, asked["visit"], "Yes")
        if number < 5:
            assert "61 people took part" in figures(stranger)
    assert "66 people took part" in figures(stranger)
    assert "61 people took part" in before


def test_what_is_removed_is_gone_from_the_counts_at_once(
    public, asked, stranger, information_governance_officer
) -> None:
    crossing = f"/compare/?rows={asked['visit'].pk}&columns={asked['rows'].pk}"
    figures(stranger, crossing)
    assert "61 people took part" in figures(stranger)
    response = public.responses.order_by("pk").last()
    remove_response(by=information_governance_officer, response=response, reason="They asked")
    assert "60 people took part" in figures(stranger)


def test_a_removal_tells_of_nobody_who_came_since(
    public, asked, survey, stranger, information_governance_officer
) -> None:
    """Somebody who removes an answer of their own could see single people come in otherwise."""
    crossing = f"/compare/?rows={asked['visit'].pk}&columns={asked['rows'].pk}"
    figures(stranger, crossing)
    assert "61 people took part" in figures(stranger)
    gone = public.responses.order_by("pk").last()
    for number in range(1, 6):
        response = make_response(survey, capacity="resident")
        give_answer(response, asked["visit"], "Yes")
        if number == 1:
            remove_response(by=information_governance_officer, response=gone, reason="They asked")
            after_removal = figures(stranger, crossing)
        if number < 5:
            assert "60 people took part" in figures(stranger)
            assert figures(stranger, crossing) == after_removal
            assert waiting_for_public(public) == number
    assert "65 people took part" in figures(stranger)
    assert waiting_for_public(public) == 0


def test_a_crossing_in_public_is_kept_until_several_have_answered(
    public, asked, survey, stranger
) -> None:
    path = f"/compare/?rows={asked['visit'].pk}&columns={asked['safe'].pk}"
    before = figures(stranger, path).partition("<tbody")[2]
    response = make_response(survey, capacity="resident")
    give_answer(response, asked["visit"], "Yes")
    give_answer(response, asked["safe"], 5)
    assert figures(stranger, path).partition("<tbody")[2] == before


def test_the_page_takes_few_queries(public, stranger, django_assert_max_num_queries) -> None:
    figures(stranger)
    with django_assert_max_num_queries(16):
        figures(stranger)


def test_two_crossings_do_not_tell_of_one_person(public, asked, survey, stranger) -> None:
    visit, safe = asked["visit"].pk, asked["safe"].pk
    figures(stranger)
    before = figures(stranger, f"/compare/?rows={visit}&columns={safe}")
    response = make_response(survey, capacity="resident")
    give_answer(response, asked["visit"], "Yes")
    give_answer(response, asked["safe"], 5)
    after = figures(stranger, f"/compare/?rows={safe}&columns={visit}")
    answered = re.compile(r"\((\d+) people answered both\)")
    assert answered.findall(after)[:1] == answered.findall(before)[:1]
    assert "61 people took part" in figures(stranger)


def test_results_after_a_crossing_are_of_the_same_people(public, asked, survey, stranger) -> None:
    visit, safe = asked["visit"].pk, asked["safe"].pk
    figures(stranger)
    for _ in range(5):
        make_response(survey, capacity="resident")
    figures(stranger, f"/compare/?rows={visit}&columns={safe}")
    make_response(survey, capacity="resident")
    assert "66 people took part" in figures(stranger)
