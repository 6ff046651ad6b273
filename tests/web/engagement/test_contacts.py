import pytest
from tests.web.builders import make_engagement, make_response

from goldenthread_web.engagement.models import ResponseContact
from goldenthread_web.people.models import AuditEvent
from goldenthread_web.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(engagement):
    for number in range(3):
        response = make_response(engagement, f"More benches {number}")
        ResponseContact.objects.create(
            response=response, how_to_reach=f"=person{number}@example.org"
        )
    return engagement


def test_an_officer_sees_how_to_reach_people_and_not_what_they_said(
    officer, asked, django_assert_max_num_queries
) -> None:
    with django_assert_max_num_queries(12):
        page = officer.get(f"/office/engagements/{asked.slug}/contacts/").content.decode()
    assert "person2@example.org" in page
    assert "benches" not in page
    event = AuditEvent.objects.get(action="engagement.contacts-opened")
    assert event.facts["shown"] == 3


def test_the_download_is_logged_and_runs_no_formula(officer, asked) -> None:
    answer = officer.get(f"/office/engagements/{asked.slug}/contacts/contacts.csv")
    assert "\n=person" not in answer.content.decode()
    assert "person0@example.org" in answer.content.decode()
    assert AuditEvent.objects.filter(action="engagement.contacts-opened").exists()


def test_an_officer_of_another_exercise_and_an_analyst_see_nobody(
    person_with, signed_in, asked
) -> None:
    for role in (Role.ENGAGEMENT_OFFICER, Role.ANALYST, Role.ADMINISTRATOR):
        client = signed_in(person_with(role))
        assert client.get(f"/office/engagements/{asked.slug}/contacts/").status_code == 403


def test_nobody_yet_is_said_so(officer, engagement_officer) -> None:
    slug = make_engagement(engagement_officer).slug
    assert b"Nobody has asked" in officer.get(f"/office/engagements/{slug}/contacts/").content
