"""What everybody reads: the plan, why, the PDF and the open data."""

import json
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.web.builders import make_engagement, make_response
from tests.web.plans.conftest import Drafted, make_theme

from goldenthread.records.plans import BasisKind, ElementKind
from goldenthread_web.engagement.changes.removal import forget as forget_response
from goldenthread_web.engagement.models import Contribution
from goldenthread_web.people.audit import RESIDENT
from goldenthread_web.people.models import Person
from goldenthread_web.plans.changes import (
    Source,
    Wording,
    add_element,
    forget,
    make_plan,
    publish_edition,
    rest_on_quote,
    rest_on_source,
    rest_on_theme,
)
from goldenthread_web.plans.models import Edition, Plan

pytestmark = pytest.mark.django_db
WHY = "/plan/1/1.1/why/"


def files_of_editions() -> list[Path]:
    return list((Path(settings.MEDIA_ROOT) / "editions").glob("*"))


@pytest.fixture(autouse=True)
def _no_printed_copies(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


def test_before_the_first_edition_a_stranger_sees_nothing_of_a_draft(stranger, drafted) -> None:
    page = stranger.get("/plan/")
    assert "No plan is published yet" in page.content.decode()
    assert "Damp is looked at" not in page.content.decode()
    assert stranger.get("/plan/1/").status_code == 404


def test_the_plan_is_read_in_order_with_its_links(stranger, edition) -> None:
    page = stranger.get("/plan/").content.decode()
    places = [page.index(text) for text in ("We work together", "Everybody has a good", "Damp is")]
    assert places == sorted(places)
    assert page.count('href="/plan/1/1.1/why/"') == 1
    assert "Also serves call" in page
    assert "Other outcomes that serve this call" in page
    assert edition.digest in page


@pytest.mark.parametrize(("path", "queries"), [("/plan/", 11), ("/plan/1/", 12), (WHY, 12)])
def test_pages_take_as_many_queries_however_long_the_plan_is(
    *,
    path,
    queries,
    stranger,
    edition,
    drafted,
    policy_officer,
    publish,
    django_assert_max_num_queries,
) -> None:
    with django_assert_max_num_queries(queries):
        assert stranger.get(path).status_code == 200
    for number in range(5):
        said = make_response(drafted.engagement, f"We wait {number} weeks", status="released")
        rest_on_quote(
            by=policy_officer, element=drafted.outcome, contribution=said.contributions.get(),
            reason="The same.",
        )  # fmt: skip
    publish(drafted.plan)
    with django_assert_max_num_queries(queries):
        stranger.get(path.replace("/1/", "/2/", 1))


def test_why_shows_counts_words_reasons_and_the_way_up(stranger, edition, drafted) -> None:
    page = stranger.get(WHY).content.decode()
    for text in (
        "Repairs and damp", "fewer than 5 of 5 contributions", "Raised most.",
        "It has been 28 weeks. Ask [name removed].", "A promise not kept.",
        "Mould on every wall.", "Call to action 1: Everybody has a good home.",
        f"/words/{drafted.quoted.reference}/", f"/themes/{drafted.theme.pk}/",
    ):  # fmt: skip
        assert text in page, text
    assert "Begum" not in page


def test_what_rests_on_no_words_says_so(stranger, edition) -> None:
    page = stranger.get("/plan/1/2/why/").content.decode()
    assert "No resident raised this. It rests on an earlier plan." in page
    assert "https://example.org/plan" in page
    assert "No resident raised this" not in stranger.get(WHY).content.decode()


def test_a_theme_of_two_engagements_is_one_ground_with_two_counts(
    stranger, drafted, policy_officer, publish
) -> None:
    elsewhere = make_engagement(title="At the market")
    said = make_response(elsewhere, "Mend the lift", status="released").contributions.get()
    theme = make_theme(elsewhere, "Repairs and damp", said)
    rest_on_theme(by=policy_officer, element=drafted.outcome, theme=theme, reason="Raised most.")
    publish(drafted.plan)
    page = stranger.get(WHY).content.decode()
    assert page.count("Raised most.") == 1
    assert "fewer than 5 of 1 contributions" in page
    assert "At the market" in page
    assert "Mend the lift" in page


@pytest.mark.parametrize("path", ["/plan/7/", "/plan/1/9.9/why/", "/plan/7/plan.pdf"])
def test_what_is_not_there_is_not_found(path, stranger, edition) -> None:
    assert stranger.get(path).status_code == 404


def test_words_that_are_held_again_leave_every_way_out(stranger, edition, drafted) -> None:
    Contribution.objects.filter(pk=drafted.quoted.pk).update(status="held")
    for path in ("/plan/", WHY, "/plan/1/plan.json"):
        assert "28 weeks" not in stranger.get(path).content.decode()


def test_an_invented_quote_stamps_the_page(stranger, drafted, publish) -> None:
    drafted.quoted.response.is_invented = True
    drafted.quoted.response.save()
    publish(drafted.plan)
    for path in ("/plan/", WHY):
        assert "Invented for this demonstration" in stranger.get(path).content.decode()


def test_the_open_data_has_elements_links_and_released_words(stranger, edition) -> None:
    answer = stranger.get("/plan/1/plan.json")
    told = json.loads(answer.content)
    assert told["digest"] == edition.digest
    outcome = next(one for one in told["elements"] if one["label"] == "1.1")
    assert outcome["serves"] == [
        {"label": "1", "is_lead": True},
        {"label": "2", "is_lead": False},
    ]
    [quote] = outcome["rests_on"][1]["quotes"]
    assert quote["words"] == "It has been 28 weeks. Ask [name removed]."
    assert "attachment" in answer.headers["Content-Disposition"]


def test_the_pdf_is_made_once_and_again_after_words_were_removed(
    stranger, edition, drafted, django_capture_on_commit_callbacks
) -> None:
    first = stranger.get(reverse("plans:pdf", args=[1]))
    assert first.headers["Content-Type"] == "application/pdf"
    assert first.headers["Content-Disposition"] == 'attachment; filename="plan-edition-1.pdf"'
    assert first.content.startswith(b"%PDF")
    [made] = files_of_editions()
    stamp = made.stat().st_mtime_ns
    stranger.get("/plan/1/plan.pdf")
    assert [path.stat().st_mtime_ns for path in files_of_editions()] == [stamp]
    with django_capture_on_commit_callbacks(execute=True):
        forget(contribution_ids=[drafted.quoted.pk], by_role="resident", now=timezone.now())
    assert files_of_editions() == []
    again = stranger.get("/plan/1/plan.pdf")
    assert "plan-edition-1.1.pdf" in again.headers["Content-Disposition"]


def test_a_redaction_after_the_day_makes_another_pdf(stranger, edition, drafted) -> None:
    stranger.get("/plan/1/plan.pdf")
    [old] = files_of_editions()
    start = drafted.quoted.text.index("28 weeks")
    drafted.quoted.redactions.create(start=start, end=start + 8, kind="personal detail")
    stranger.get("/plan/1/plan.pdf")
    [new] = files_of_editions()
    assert new.name != old.name


def test_a_removed_quote_leaves_a_note_on_the_pages(stranger, edition, drafted) -> None:
    now = timezone.now()
    forget(contribution_ids=[drafted.quoted.pk], by_role="resident", now=now)
    forget_response(by=RESIDENT, response=drafted.quoted.response, reason="I asked.", now=now)
    page = stranger.get("/plan/1/").content.decode()
    assert "Note 1.1:" in page
    assert "Edition 1.1" in page
    assert "28 weeks" not in stranger.get(WHY).content.decode()


def test_an_older_edition_leads_to_the_newest(stranger, edition, drafted, publish) -> None:
    publish(drafted.plan)
    assert "There is a newer edition" in stranger.get("/plan/1/").content.decode()
    assert "There is a newer edition" not in stranger.get("/plan/2/").content.decode()


@pytest.fixture
def second_plan(edition: Edition, drafted: Drafted, policy_officer: Person) -> Plan:
    """A plan published after the other, with one vision that rests on the same theme."""
    by = policy_officer
    plan = make_plan(by=by, title="Clean air", period="2026 to 2030")
    vision = add_element(by=by, plan=plan, kind=ElementKind.VISION, wording=Wording("Clear skies."))
    rest_on_theme(by=by, element=vision, theme=drafted.theme, reason="They spoke of damp air.")
    publish_edition(by=by, plan=plan, why="Agreed.", now=timezone.now())
    return plan


def test_several_plans_are_listed_each_with_its_newest_edition_and_its_earlier_ones(
    stranger: Client, second_plan: Plan, drafted: Drafted, publish
) -> None:
    publish(drafted.plan)
    page = stranger.get("/plan/").content.decode()
    for text in ("Towards 2035", "Clean air", "Edition 3", "Edition 2", "Earlier:"):
        assert text in page, text
    for path in ("/plans/towards-2035/", "/plans/clean-air/", "/plan/1/", "/plan/3/plan.pdf"):
        assert f'href="{path}"' in page, path
    assert 'href="/plan/1/plan.pdf"' not in page


def test_each_plan_has_pages_of_its_own(stranger: Client, second_plan: Plan) -> None:
    older = stranger.get("/plans/towards-2035/").content.decode()
    assert "Damp is looked at in seven days." in older
    assert "There is a newer edition" not in older
    assert "All editions of this plan" not in older
    assert 'href="/plans/clean-air/"' in older
    assert "Clear skies." in stranger.get("/plans/clean-air/").content.decode()
    assert "Clear skies." in stranger.get("/plan/2/vision/why/").content.decode()
    assert stranger.get("/plan/2/plan.pdf").content.startswith(b"%PDF")
    assert stranger.get("/plans/of-nobody/").status_code == 404


def test_a_newer_edition_of_another_plan_makes_no_edition_old(
    stranger: Client, second_plan: Plan, drafted: Drafted, publish
) -> None:
    publish(drafted.plan)
    older = stranger.get("/plan/1/").content.decode()
    assert "There is a newer edition" in older
    assert 'href="/plans/towards-2035/">Read edition 3' in older
    assert "There is a newer edition" not in stranger.get("/plan/2/").content.decode()


def test_the_list_of_plans_takes_as_many_queries_however_many_there_are(
    stranger: Client, second_plan: Plan, policy_officer: Person, publish, django_assert_num_queries
) -> None:
    with django_assert_num_queries(1):
        stranger.get("/plan/")
    for number in range(4):
        plan = make_plan(by=policy_officer, title=f"Plan {number}", period="2030")
        vision = add_element(
            by=policy_officer, plan=plan, kind=ElementKind.VISION, wording=Wording("Well.")
        )
        source = Source("The plan of 2023", "https://example.org/plan")
        rest_on_source(
            by=policy_officer, element=vision, kind=BasisKind.CARRIED_OVER, source=source,
            reason="Kept.",
        )  # fmt: skip
        publish(plan)
    with django_assert_num_queries(1):
        stranger.get("/plan/")


def test_the_front_page_names_each_plan(stranger: Client, second_plan: Plan) -> None:
    page = stranger.get("/").content.decode()
    assert "The plans" in page
    assert 'href="/plans/towards-2035/"' in page
    assert 'href="/plans/clean-air/"' in page
    assert '<strong class="figure">5</strong>' in page
