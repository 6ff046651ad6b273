"""What came of an engagement, and the lines of the plan that came of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.web.builders import today
from tests.web.plans.conftest import Drafted

from goldenthread.errors import ConflictError, InputError
from goldenthread_web.engagement.changes.outcomes import publish_outcome, take_back_outcome
from goldenthread_web.engagement.models import Engagement, EngagementMember, EngagementOutcome
from goldenthread_web.people.models import AuditEvent, Person
from goldenthread_web.people.roles import Role
from goldenthread_web.plans.changes import end_element, link_outcome, unlink_outcome
from goldenthread_web.plans.models import OutcomeElement

pytestmark = pytest.mark.django_db
HOW = "People told us how long repairs take."


@pytest.fixture
def officer(person_with) -> Person:
    return person_with(Role.ENGAGEMENT_OFFICER)


@pytest.fixture
def engagement(drafted: Drafted, edition, officer: Person) -> Engagement:
    """A closed engagement of an officer, with what came of it, not yet public."""
    engagement = drafted.engagement
    EngagementMember.objects.create(engagement=engagement, person=officer)
    engagement.opens_on, engagement.closes_on = today() - timedelta(9), today() - timedelta(2)
    engagement.save()
    EngagementOutcome.objects.create(
        engagement=engagement, we_asked="What is needed?", you_said="Repairs.",
        we_did="We set a time for repairs.", decided_on=today() - timedelta(1),
    )  # fmt: skip
    return engagement


@pytest.fixture
def link(drafted: Drafted, engagement: Engagement, officer: Person) -> OutcomeElement:
    return link_outcome(by=officer, engagement=engagement, element=drafted.outcome, reason=HOW)


def test_an_officer_names_a_line_and_takes_it_away_again(
    engagement: Engagement, drafted: Drafted, officer: Person, signed_in
) -> None:
    client, path = signed_in(officer), f"/office/engagements/{engagement.slug}/outcome/plan/"
    page = client.get(path).content.decode()
    assert "Outcome 1.1: Damp is looked at in seven days." in page
    sent = client.post(path, {"line": drafted.outcome.pk, "reason": HOW})
    assert sent.status_code == 302
    again = client.post(path, {"line": drafted.outcome.pk, "reason": HOW})
    assert "This line is named already." in again.content.decode()
    link = OutcomeElement.objects.get()
    assert (link.element, link.reason, link.by) == (drafted.outcome, HOW, officer)
    assert HOW in client.get(path).content.decode()
    assert client.post(f"{path}{link.pk}/end/").status_code == 302
    assert not OutcomeElement.objects.exists()
    actions = AuditEvent.objects.filter(action__startswith="plans.outcome")
    assert set(actions.values_list("action", flat=True)) == {
        "plans.outcome-linked", "plans.outcome-unlinked",
    }  # fmt: skip


def test_nothing_is_read_before_what_came_of_it_is_public(
    engagement: Engagement, link: OutcomeElement, officer: Person, stranger: Client
) -> None:
    came_of, why = f"/engagements/{engagement.slug}/plan/", "/plan/1/1.1/why/"
    assert stranger.get(came_of).url == "/plan/"
    assert HOW not in stranger.get(why).content.decode()
    publish_outcome(by=officer, engagement=engagement, today=today())
    page = stranger.get(came_of).content.decode()
    assert "Damp is looked at in seven days." in page
    assert HOW in page
    assert f'href="{why}"' in page
    told = stranger.get(why).content.decode()
    assert "It came of what people were asked" in told
    assert f'href="/engagements/{engagement.slug}/#outcome-heading"' in told
    take_back_outcome(by=officer, engagement=engagement, why="A mistake")
    assert HOW not in stranger.get(why).content.decode()
    assert stranger.get(came_of).status_code == 302


def test_the_public_page_of_the_engagement_leads_there(
    engagement: Engagement, link: OutcomeElement, officer: Person, stranger: Client
) -> None:
    publish_outcome(by=officer, engagement=engagement, today=today())
    page = stranger.get(f"/engagements/{engagement.slug}/").content.decode()
    assert f'href="/engagements/{engagement.slug}/plan/"' in page


def test_a_line_that_a_later_edition_left_out_is_not_shown(
    *, engagement, link, drafted, officer, policy_officer, publish, stranger, signed_in
) -> None:
    publish_outcome(by=officer, engagement=engagement, today=today())
    end_element(by=policy_officer, element=drafted.outcome, why="Done", now=timezone.now())
    publish(drafted.plan)
    assert stranger.get(f"/engagements/{engagement.slug}/plan/").status_code == 302
    page = signed_in(officer).get(f"/office/engagements/{engagement.slug}/outcome/plan/")
    assert "not in the newest edition of the plan any more" in page.content.decode()
    # The earlier edition is as it was, and says what it came of.
    assert HOW in stranger.get("/plan/1/1.1/why/").content.decode()


def test_what_cannot_be_named_is_refused(
    engagement: Engagement, drafted: Drafted, officer: Person, policy_officer: Person
) -> None:
    with pytest.raises(InputError, match="how it came"):
        link_outcome(by=officer, engagement=engagement, element=drafted.outcome, reason=" ")
    EngagementOutcome.objects.all().delete()
    engagement.refresh_from_db()
    with pytest.raises(ConflictError, match="Write what came of it"):
        link_outcome(by=officer, engagement=engagement, element=drafted.outcome, reason=HOW)


def test_a_line_that_nobody_can_read_yet_cannot_be_named(drafted: Drafted, officer: Person) -> None:
    EngagementOutcome.objects.create(
        engagement=drafted.engagement, we_asked="a", you_said="b", we_did="c", decided_on=today()
    )
    with pytest.raises(ConflictError, match="newest edition"):
        link_outcome(by=officer, engagement=drafted.engagement, element=drafted.outcome, reason=HOW)


def test_taking_away_leaves_the_other_lines(
    engagement: Engagement, link: OutcomeElement, drafted: Drafted, officer: Person
) -> None:
    link_outcome(by=officer, engagement=engagement, element=drafted.call, reason="Homes first.")
    unlink_outcome(by=officer, engagement=engagement, link=link)
    assert OutcomeElement.objects.get().element == drafted.call


def test_who_is_not_on_the_list_may_not_name_lines(
    engagement: Engagement, person_with, signed_in
) -> None:
    other = signed_in(person_with(Role.ENGAGEMENT_OFFICER))
    path = f"/office/engagements/{engagement.slug}/outcome/plan/"
    assert other.get(path).status_code == 403
    assert other.post(path, {"line": 1, "reason": HOW}).status_code == 403
