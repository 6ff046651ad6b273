"""Words that somebody was worried about: for the named lead of the exercise, and nobody else."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from tests.web.builders import make_engagement, make_response

from goldenthread.errors import ConflictError, InputError
from goldenthread_web.engagement.changes import safeguarding as changes
from goldenthread_web.engagement.changes.release import Outcome, Verdict
from goldenthread_web.engagement.models import (
    Contribution,
    Engagement,
    ReleaseDecision,
    SafeguardingCase,
)
from goldenthread_web.engagement.queries.contributions import visible_to
from goldenthread_web.engagement.queries.release import state_token
from goldenthread_web.engagement.queries.safeguarding import clock_of
from goldenthread_web.people.changes import end_role
from goldenthread_web.people.models import AuditEvent, Person
from goldenthread_web.people.roles import Role

pytestmark = pytest.mark.django_db
WORDS = "He locks me in at night"
QUEUE = "/office/safeguarding/"
HOLD = Verdict(Outcome.HOLD)


@pytest.fixture
def engagement(moderator: Person, safeguarding_lead: Person) -> Engagement:
    return make_engagement(moderator, safeguarding_lead=safeguarding_lead)


@pytest.fixture
def case(moderator: Person, engagement: Engagement) -> SafeguardingCase:
    contribution = make_response(engagement, WORDS).contributions.get()
    return pass_on(moderator, contribution)


def pass_on(by: Person, contribution: Contribution) -> SafeguardingCase:
    return changes.pass_to_lead(
        by=by,
        contribution=contribution,
        seen=state_token(Contribution.objects.get(pk=contribution.pk)),
        worry="She may be kept at home",
        now=timezone.now(),
    )


def close(by: Person, case: SafeguardingCase, verdict: Verdict) -> SafeguardingCase:
    return changes.close_case(
        by=by, case=case, what_was_done="Rang the team", verdict=verdict, now=timezone.now()
    )


def test_one_person_alone_may_pass_words_on_and_the_clock_starts(
    moderator: Person, safeguarding_lead: Person, case: SafeguardingCase
) -> None:
    assert case.contribution.status == Contribution.Status.SAFEGUARDING
    assert case.lead == safeguarding_lead
    assert case.look_by - case.passed_at == timedelta(hours=24)
    event = AuditEvent.objects.get(action="engagement.safeguarding-passed")
    assert event.person == moderator
    assert "kept at home" not in str(event.facts) + event.why


@pytest.mark.parametrize("role", Role)
def test_nobody_but_the_named_lead_sees_it_anywhere(
    role: Role, person_with, signed_in, engagement: Engagement, case: SafeguardingCase
) -> None:
    person = person_with(role)
    engagement.members.create(person=person)
    client = signed_in(person)
    office = f"/office/engagements/{engagement.slug}/"
    paths = [
        f"{office}contributions/",
        f"{office}contributions/?state=any&words=locks",
        f"{office}contributions/download/",
        f"{office}release/",
        f"{office}release/{case.contribution.reference}/",
        f"{QUEUE}{case.pk}/",
        QUEUE,
    ]
    for path in paths:
        answer = client.get(path)
        content = b"".join(answer) if answer.streaming else answer.content
        assert b"locks me" not in content, f"{role} reads it at {path}"
        assert b"kept at home" not in content, f"{role} reads the worry at {path}"
    assert not visible_to(person, engagement).exists()


def test_the_lead_sees_the_queue_with_its_clock_and_opening_is_logged(
    safeguarding_lead: Person, signed_in, case: SafeguardingCase, django_assert_num_queries
) -> None:
    client = signed_in(safeguarding_lead)
    with django_assert_num_queries(5):
        queue = client.get(QUEUE).content.decode()
    assert "23 hours left to look" in queue
    assert WORDS not in queue, "the words are behind a press that is logged"
    assert "999" in queue
    page = client.get(f"{QUEUE}{case.pk}/").content.decode()
    assert WORDS in page
    assert "999" in page
    case.refresh_from_db()
    assert case.opened_at is not None
    look = AuditEvent.objects.get(action="engagement.held-words-opened")
    assert (look.person, look.subject_id) == (safeguarding_lead, str(case.contribution_id))


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(0, "24 hours left to look"), (23.5, "30 minutes left to look"), (27, "Overdue by 3 hours")],
)
def test_the_clock_says_it_in_words(hours: float, expected: str, case: SafeguardingCase) -> None:
    assert clock_of(case, case.passed_at + timedelta(hours=hours)).words == expected


def test_a_case_goes_back_to_the_queue_for_two_people(
    safeguarding_lead: Person, case: SafeguardingCase
) -> None:
    close(safeguarding_lead, case, HOLD)
    contribution = Contribution.objects.get()
    assert contribution.status == Contribution.Status.HELD
    assert contribution.needs_second_person
    outcomes = ReleaseDecision.objects.values_list("outcome", flat=True)
    assert list(outcomes) == ["safeguarding", "hold"]


def test_a_case_can_end_with_the_words_withheld(
    safeguarding_lead: Person, signed_in, case: SafeguardingCase
) -> None:
    client = signed_in(safeguarding_lead)
    data = {"what_was_done": "Rang the team", "outcome": "withhold"}
    page = client.post(f"{QUEUE}{case.pk}/", data).content.decode()
    assert "Choose why the words are withheld" in page
    assert "Rang the team" in page
    data["reason"] = "It may be against the law to publish it"
    assert client.post(f"{QUEUE}{case.pk}/", data).status_code == 302
    contribution = Contribution.objects.get()
    assert contribution.status == Contribution.Status.WITHHELD
    assert contribution.withheld_reason == data["reason"]
    assert "Closed" in client.get(QUEUE).content.decode()


def test_the_lead_cannot_release_from_here_nor_close_twice(
    safeguarding_lead: Person, case: SafeguardingCase
) -> None:
    with pytest.raises(InputError):
        close(safeguarding_lead, case, Verdict(Outcome.RELEASE))
    close(safeguarding_lead, case, HOLD)
    with pytest.raises(ConflictError):
        close(safeguarding_lead, case, HOLD)


def test_the_same_words_can_be_passed_on_again_and_both_cases_are_kept(
    moderator: Person, safeguarding_lead: Person, case: SafeguardingCase
) -> None:
    close(safeguarding_lead, case, HOLD)
    pass_on(moderator, case.contribution)
    assert SafeguardingCase.objects.filter(what_was_done="Rang the team").count() == 1
    assert SafeguardingCase.objects.filter(closed_at=None).count() == 1


def test_the_database_keeps_one_open_case(case: SafeguardingCase) -> None:
    again = SafeguardingCase(
        contribution=case.contribution, lead=case.lead, worry="x", look_by=case.look_by
    )
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save()


def test_without_a_lead_the_page_says_so_before_anything_is_typed(
    moderator: Person, engagement_officer: Person, signed_in
) -> None:
    engagement = make_engagement(moderator, engagement_officer)
    contribution = make_response(engagement, WORDS).contributions.get()
    path = f"/office/engagements/{engagement.slug}/release/{contribution.reference}/"
    page = signed_in(moderator).get(path).content.decode()
    assert f"must name one: {engagement_officer.name}" in page
    assert 'name="worry"' not in page
    assert "999" in page
    with pytest.raises(ConflictError, match="no safeguarding lead"):
        pass_on(moderator, contribution)
    contribution.refresh_from_db()
    assert contribution.status == Contribution.Status.HELD


def test_a_named_person_who_lost_the_role_is_no_lead(
    moderator: Person, safeguarding_lead: Person, signed_in, engagement: Engagement
) -> None:
    contribution = make_response(engagement, WORDS).contributions.get()
    now = timezone.now()
    end_role(by=moderator, person=safeguarding_lead, role=Role.SAFEGUARDING_LEAD, now=now)
    with pytest.raises(ConflictError, match="no safeguarding lead"):
        pass_on(moderator, contribution)


def test_passing_on_through_the_page(moderator: Person, signed_in, engagement: Engagement) -> None:
    contribution = make_response(engagement, WORDS).contributions.get()
    client = signed_in(moderator)
    path = f"/office/engagements/{engagement.slug}/release/{contribution.reference}/"
    data = {"seen": state_token(contribution), "outcome": "safeguarding"}
    assert "Say in a few words what worries you" in client.post(path, data).content.decode()
    answer = client.post(path, {**data, "worry": "She may be kept at home"})
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"]).content.decode()
    assert "Passed to the safeguarding lead" in page
    assert "undo" not in page


def test_a_new_named_lead_takes_the_cases_over_and_the_old_one_loses_them(
    person_with, signed_in, engagement: Engagement, safeguarding_lead: Person, case
) -> None:
    new = person_with(Role.SAFEGUARDING_LEAD)
    Engagement.objects.update(safeguarding_lead=new)
    assert signed_in(new).get(f"{QUEUE}{case.pk}/").status_code == 200
    assert signed_in(safeguarding_lead).get(f"{QUEUE}{case.pk}/").status_code == 403
