"""The worked example's exercises pass the check, and one of them is decided."""

import pytest
from django.test import Client

from goldenthread_web.command.demonstration.cast import set_the_scene
from goldenthread_web.command.demonstration.listening import load_engagements
from goldenthread_web.command.demonstration.telling import tell_what_was_heard
from goldenthread_web.engagement.models import BlockedPeriod, EngagementOutcome, OpeningCheck
from goldenthread_web.engagement.queries.opening import is_passed

pytestmark = pytest.mark.django_db


def test_the_worked_example_passes_its_checks_and_publishes_one_outcome(stranger: Client) -> None:
    engagements = load_engagements(set_the_scene())
    assert all(is_passed(one) for one in engagements.values())
    assert {check.extent for check in OpeningCheck.objects.all()} == {"short", "full"}
    (outcome,) = EngagementOutcome.objects.all()
    assert outcome.published_at is not None
    page = stranger.get("/engagements/", {"which": "decided"}).text
    assert "We asked" in page
    assert "Invented for this demonstration" in page
    assert not BlockedPeriod.objects.exists(), "no days are shipped"


def test_what_was_heard_is_public_where_it_is_decided(stranger: Client) -> None:
    cast = set_the_scene()
    engagements = load_engagements(cast)
    tell_what_was_heard(cast)
    decided = EngagementOutcome.objects.get().engagement
    for engagement in engagements.values():
        at = f"/engagements/{engagement.slug}/"
        expected = 200 if engagement == decided else 404
        assert stranger.get(f"{at}results/").status_code == expected
        assert stranger.get(f"{at}what-we-heard.docx").status_code == expected
