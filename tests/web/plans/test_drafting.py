"""Drafting in the office: by the policy officer; others of the partnership read only."""

import pytest
from django.utils import timezone
from tests.web.builders import make_response
from tests.web.plans.conftest import make_theme

from goldenthread.errors import ConflictError, InputError
from goldenthread.records.plans import ElementKind
from goldenthread_web.people.models import AuditEvent
from goldenthread_web.plans.changes import (
    Serves,
    Wording,
    add_element,
    end_element,
    make_plan,
    rest_on_theme,
)
from goldenthread_web.plans.models import Basis, Edition, Element, Plan
from goldenthread_web.plans.queries import compose_draft, find_gaps

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(signed_in, policy_officer):
    return signed_in(policy_officer)


def address(drafted, tail: str = "") -> str:
    return f"/office/plans/{drafted.plan.slug}/{tail}"


def of_outcome(drafted, tail: str = "") -> str:
    return address(drafted, f"elements/{drafted.outcome.pk}/{tail}")


def labels(plan: Plan) -> list[tuple[str, str]]:
    return [(one.label, one.element.text) for one in compose_draft(plan).elements()]


def test_a_plan_is_made_and_named(officer) -> None:
    told = {"title": "New", "period": "2025 to 2035", "introduction": ""}
    assert officer.post("/office/plans/new/", told).status_code == 302
    plan = Plan.objects.get()
    assert plan.slug == "new-2"
    officer.post(f"/office/plans/{plan.slug}/edit/", told | {"title": "Towards 2035"})
    plan.refresh_from_db()
    assert (plan.title, plan.slug) == ("Towards 2035", "new-2")
    assert "Towards 2035" in officer.get("/office/plans/").content.decode()


def test_an_outcome_is_added_under_its_lead(officer, drafted) -> None:
    told = {
        "text": "Lifts work.", "horizon": "now", "explanation": "",
        "lead": drafted.other_call.pk, "others": [drafted.call.pk],
    }  # fmt: skip
    answer = officer.post(address(drafted, "elements/new/outcome/"), told, follow=True)
    assert "Added." in answer.content.decode()
    assert ("2.1", "Lifts work.") in labels(drafted.plan)


def test_what_was_typed_stays_beside_an_error(officer, drafted) -> None:
    answer = officer.post(
        address(drafted, "elements/new/outcome/"), {"text": "Lifts work.", "horizon": "now"}
    )
    assert answer.status_code == 200
    assert "Lifts work." in answer.content.decode()
    assert "There is a problem" in answer.content.decode()


def test_saving_shows_the_reading_age(officer, drafted) -> None:
    told = {"text": "We will mend damp homes in seven days.", "horizon": "now", "explanation": ""}
    told["lead"] = drafted.call.pk
    page = officer.post(of_outcome(drafted), told, follow=True).content.decode()
    assert "Its reading age is about" in page
    assert not drafted.outcome.serves.filter(served=drafted.other_call).exists()


def test_the_reading_age_is_shown_while_typing(officer) -> None:
    page = officer.post("/office/plans/readability/", {"text": "We will mend damp homes in a day."})
    assert "Reading age about" in page.content.decode()
    assert "five words or more" in officer.post("/office/plans/readability/").content.decode()


@pytest.mark.parametrize("is_new", [True, False])
def test_without_script_a_button_shows_the_reading_age_and_saves_nothing(
    officer, drafted, is_new
) -> None:
    words = "Homes that are damp will be looked at and mended in seven days."
    place = address(drafted, "elements/new/vision/") if is_new else of_outcome(drafted)
    assert "See how it reads" in officer.get(place).content.decode()
    before = list(labels(drafted.plan))
    told = {"text": words, "horizon": "now", "lead": drafted.call.pk, "look": "yes"}
    page = officer.post(place, told)
    assert page.status_code == 200
    assert "Reading age about" in page.content.decode()
    assert words in page.content.decode()
    assert list(labels(drafted.plan)) == before


def test_elements_move_among_their_own_kind(officer, drafted) -> None:
    officer.post(address(drafted, f"elements/{drafted.other_call.pk}/move/"), {"to": "up"})
    assert labels(drafted.plan)[1:3] == [
        ("1", "Everybody is well."),
        ("2", "Everybody has a good home."),
    ]
    officer.post(address(drafted, f"elements/{drafted.other_call.pk}/move/"), {"to": "up"})
    officer.post(address(drafted, f"elements/{drafted.other_call.pk}/move/"), {"to": "down"})
    assert labels(drafted.plan)[1] == ("1", "Everybody has a good home.")


def test_an_element_is_taken_out_with_a_reason(officer, drafted) -> None:
    page = of_outcome(drafted, "end/")
    assert "is required" in officer.post(page, {"why": ""}).content.decode()
    officer.post(page, {"why": "The board struck it out."})
    assert "1.1" not in dict(labels(drafted.plan))
    assert AuditEvent.objects.get(action="plans.element-ended").why == "The board struck it out."
    assert officer.get(of_outcome(drafted)).status_code == 404


def test_an_outcome_serves_calls_of_its_own_plan_only(drafted, policy_officer) -> None:
    other = make_plan(by=policy_officer, title="Another", period="2030")
    kinds = {"by": policy_officer, "plan": other, "wording": Wording("Alone.")}
    with pytest.raises(InputError, match="its own plan"):
        add_element(kind=ElementKind.OUTCOME, serves=Serves(drafted.call), **kinds)
    with pytest.raises(InputError, match="Only an outcome"):
        add_element(kind=ElementKind.VISION, serves=Serves(drafted.call), **kinds)


def test_themes_are_chosen_with_their_counts(officer, drafted) -> None:
    said = make_response(drafted.engagement, "Parks please", status="released").contributions.get()
    theme = make_theme(drafted.engagement, "Parks", said)
    page = of_outcome(drafted, "basis/themes/")
    assert "Parks: fewer than 5 of 6 contributions" in officer.get(page).content.decode()
    officer.post(page, {"themes": [theme.pk], "reason": "Said with care."})
    assert Basis.objects.get(theme=theme).reason == "Said with care."
    again = officer.post(page, {"themes": [theme.pk], "reason": "Once more."})
    assert "rests on the theme “Parks” already" in again.content.decode()


def test_words_are_found_and_quoted_exactly(officer, drafted) -> None:
    find = of_outcome(drafted, "basis/quotes/")
    assert "Mould on every wall" in officer.get(find, {"q": "mould"}).content.decode()
    assert "nobody has released" not in officer.get(find).content.decode()
    assert "Begum" not in officer.get(find).content.decode()
    quote = f"{find}{drafted.quoted.reference}/"
    wrong = officer.post(quote, {"words": "It has been 29 weeks", "reason": "So."})
    assert "not in what was said" in wrong.content.decode()
    officer.post(quote, {"words": "They say 28 days.", "reason": "There is a promise."})
    basis = Basis.objects.order_by("-id").first()
    assert drafted.quoted.text[basis.start : basis.end] == "They say 28 days."
    twice = officer.post(quote, {"words": "They say 28 days.", "reason": "Again."})
    assert "quoted here already" in twice.content.decode()


def test_copies_of_one_text_are_found_once_with_their_number(officer, drafted) -> None:
    for _ in range(3):
        make_response(drafted.engagement, "Please mend the lift", status="released")
    page = officer.get(of_outcome(drafted, "basis/quotes/"), {"q": "mend"}).content.decode()
    assert page.count("Please mend the lift</span><span") == 1
    assert "Sent 3 times." in page
    assert "2 texts with" in page


def test_held_words_cannot_be_quoted_by_address(officer, drafted) -> None:
    held = make_response(drafted.engagement, "Not yet").contributions.get()
    counted = make_response(
        drafted.engagement, "Count me", status="released", may_publish_words=False
    ).contributions.get()
    for one in (held, counted):
        page = of_outcome(drafted, f"basis/quotes/{one.reference}/")
        assert officer.get(page).status_code == 404


def test_a_reason_does_not_repeat_the_words(officer, drafted) -> None:
    page = of_outcome(drafted, f"basis/quotes/{drafted.quoted.reference}/")
    answer = officer.post(page, {"reason": "Says: it has been 28 weeks, ask. So we act."})
    assert "The reason repeats the words" in answer.content.decode()


def test_something_else_needs_a_source_and_a_reason(officer, drafted) -> None:
    page = of_outcome(drafted, "basis/source/")
    answer = officer.post(page, {"kind": "data"})
    assert answer.content.decode().count("This field is required") >= 2
    told = {"kind": "statutory duty", "source": "Housing Act 1985, section 9A", "reason": "A duty."}
    officer.post(page, told)
    assert Basis.objects.filter(source="Housing Act 1985, section 9A").exists()


def test_a_basis_is_ended(officer, drafted) -> None:
    basis = drafted.outcome.bases.first()
    officer.post(address(drafted, f"basis/{basis.pk}/end/"))
    basis.refresh_from_db()
    assert basis.ended_at is not None
    assert "Raised most." not in officer.get(of_outcome(drafted, "basis/")).content.decode()


def test_gaps_show_strong_themes_that_no_element_answers(officer, drafted) -> None:
    said = [
        make_response(drafted.engagement, f"Bins {n}", status="released").contributions.get()
        for n in range(6)
    ]
    make_theme(drafted.engagement, "Bins", *said)
    make_theme(drafted.engagement, "Nothing in it")
    gaps = find_gaps(drafted.plan)
    assert [line.name for line in gaps.unanswered] == ["Bins"]
    assert [line.name for line in gaps.answered] == ["Repairs and damp"]
    assert gaps.quiet_count == 1
    assert [one.label for one in gaps.without_words] == ["vision", "1", "2"]
    page = officer.get(address(drafted, "gaps/")).content.decode()
    assert "6 of 11 contributions, from 6 people (55%)" in page


def test_an_orphan_is_a_gap_and_blocks_publishing(officer, drafted, policy_officer) -> None:
    add_element(
        by=policy_officer, plan=drafted.plan, kind=ElementKind.PRINCIPLE,
        wording=Wording("A tree for every child."),
    )  # fmt: skip
    assert "A tree for every child." in officer.get(address(drafted, "gaps/")).content.decode()
    page = officer.post(address(drafted, "publish/"), {"why": "Agreed."}).content.decode()
    assert "cannot be published yet" in page
    assert not Edition.objects.exists()


def test_publishing_asks_why_and_leads_to_the_plan(officer, drafted) -> None:
    page = officer.get(address(drafted, "publish/")).content.decode()
    assert "It has been 28 weeks. Ask [name removed]." in page
    assert officer.post(address(drafted, "publish/"), {"why": ""}).status_code == 200
    answer = officer.post(address(drafted, "publish/"), {"why": "The board agreed."}, follow=True)
    assert "The board agreed." in answer.content.decode()
    assert Edition.objects.get().why == "The board agreed."


@pytest.mark.parametrize("role", ["board_member", "partner_lead", "engagement_officer", "analyst"])
def test_others_of_the_partnership_read_drafts_and_change_nothing(
    role, request, signed_in, drafted
) -> None:
    client = signed_in(request.getfixturevalue(role))
    for tail in ("", "gaps/", f"elements/{drafted.outcome.pk}/basis/"):
        page = client.get(address(drafted, tail))
        assert page.status_code == 200
        assert "28 days" not in page.content.decode()
        assert "<button" not in page.content.decode()
        assert "Begum" not in page.content.decode()
    for tail in ("edit/", "publish/", f"elements/{drafted.outcome.pk}/", "elements/new/vision/"):
        assert client.get(address(drafted, tail)).status_code == 403
    assert client.post(of_outcome(drafted, "end/"), {"why": "No."}).status_code == 403
    assert Element.objects.get(pk=drafted.outcome.pk).ended_at is None


@pytest.mark.parametrize("role", ["moderator", "administrator", "facilitator"])
def test_drafts_are_not_for_every_role(role, request, signed_in, drafted, stranger) -> None:
    client = signed_in(request.getfixturevalue(role))
    assert client.get(address(drafted)).status_code == 403
    assert client.get("/office/plans/").status_code == 403
    assert stranger.get(address(drafted)).status_code == 302


@pytest.mark.parametrize(
    ("tail", "queries"), [("", 16), ("gaps/", 16), ("publish/", 16), ("OUTCOME/basis/", 17)]
)
def test_office_pages_take_as_many_queries_however_long_the_plan_is(
    tail, queries, officer, drafted, policy_officer, django_assert_max_num_queries
) -> None:
    page = address(drafted, tail.replace("OUTCOME", f"elements/{drafted.outcome.pk}"))
    with django_assert_max_num_queries(queries):
        assert officer.get(page).status_code == 200
    for number in range(4):
        add_element(
            by=policy_officer, plan=drafted.plan, kind=ElementKind.OUTCOME,
            wording=Wording(f"Outcome {number}"), serves=Serves(drafted.call),
        )  # fmt: skip
        make_theme(drafted.engagement, f"Theme {number}")
    with django_assert_max_num_queries(queries):
        officer.get(page)


def test_what_has_left_the_draft_takes_no_basis(drafted, policy_officer) -> None:
    end_element(by=policy_officer, element=drafted.outcome, why="No.", now=timezone.now())
    theme = make_theme(drafted.engagement, "Parks")
    with pytest.raises(ConflictError, match="out of the draft"):
        rest_on_theme(by=policy_officer, element=drafted.outcome, theme=theme, reason="So.")
