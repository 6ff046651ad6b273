"""The one rule of what words somebody may see, for every role and a stranger."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone
from tests.web.builders import make_engagement, make_response

from goldenthread_web.engagement.models import Contribution, Engagement, ResponseImport
from goldenthread_web.engagement.queries.contributions import counted, released, visible_to
from goldenthread_web.engagement.wording import released_text
from goldenthread_web.people.models import Person
from goldenthread_web.people.roles import Role

pytestmark = pytest.mark.django_db
Status = Contribution.Status
SEE_HELD = {
    Role.ENGAGEMENT_OFFICER,
    Role.MODERATOR,
    Role.ANALYST,
    Role.INFORMATION_GOVERNANCE_OFFICER,
}
PUBLIC = {"released", "redacted"}
FOR_OWN_EXERCISE = {
    "held", "released", "redacted", "withheld", "counted only", "counted only, held",
}  # fmt: skip


@pytest.fixture
def engagement() -> Engagement:
    """Return an exercise with a contribution of each fate, named by it."""
    made = make_engagement()
    fates = {
        "held": {},
        "released": {"status": Status.RELEASED},
        "withheld": {"status": Status.WITHHELD},
        "safeguarding": {"status": Status.SAFEGUARDING},
        "counted only": {"status": Status.RELEASED, "may_publish_words": False},
        "counted only, held": {"may_publish_words": False},
        "redacted": {"status": Status.REDACTED},
    }
    for fate, fields in fates.items():
        response = make_response(made, f"secret of {fate}", audience=fate, **fields)
        if fate == "redacted":
            response.contributions.get().redactions.create(start=0, end=6, kind="name")
    for state in ("uploaded", "importing", "failed"):
        unfinished = ResponseImport.objects.create(engagement=made, file_name="a.csv", state=state)
        make_response(
            made, f"of import {state}", audience="import", status=Status.RELEASED,
            response_import=unfinished,
        )  # fmt: skip
    _remove(made)
    return made


def _remove(engagement: Engagement) -> None:
    removed = make_response(engagement, "gone", audience="removed", status=Status.RELEASED)
    removed.contributions.update(status=Status.REMOVED, text="", salt="")
    tombstone = make_response(engagement, "half", audience="tombstone", status=Status.RELEASED)
    tombstone.removed_at = timezone.now()
    tombstone.save()


def fates(found) -> set[str]:
    return {contribution.response.audience for contribution in found}


def test_the_public_sees_released_words_only(engagement: Engagement) -> None:
    assert fates(released()) == PUBLIC
    assert {released_text(one) for one in released()} == {
        "secret of released",
        "[name removed] of redacted",
    }


@pytest.mark.parametrize("role", Role)
def test_each_role_sees_what_it_should_of_its_own_exercise(
    role: Role, person_with, engagement: Engagement
) -> None:
    person: Person = person_with(role)
    engagement.members.create(person=person)
    expected = FOR_OWN_EXERCISE if role in SEE_HELD else PUBLIC
    assert fates(visible_to(person, engagement)) == expected


@pytest.mark.parametrize("role", Role)
def test_no_role_sees_held_words_of_an_exercise_of_others(
    role: Role, person_with, engagement: Engagement
) -> None:
    assert fates(visible_to(person_with(role), engagement)) == PUBLIC


def test_every_role_together_does_not_see_what_the_lead_holds(
    person_with, engagement: Engagement
) -> None:
    everybody = person_with(*Role)
    engagement.members.create(person=everybody)
    Engagement.objects.update(safeguarding_lead=everybody)
    assert fates(visible_to(everybody, engagement)) == FOR_OWN_EXERCISE


def test_a_person_kept_out_sees_what_the_public_sees(
    moderator: Person, engagement: Engagement
) -> None:
    engagement.members.create(person=moderator)
    moderator.is_active = False
    assert fates(visible_to(moderator, engagement)) == PUBLIC


@pytest.mark.parametrize("stranger", [None, AnonymousUser(), "nobody"])
def test_a_stranger_sees_released_words_only(stranger: object, engagement: Engagement) -> None:
    assert fates(visible_to(stranger, engagement)) == PUBLIC


def test_another_exercise_is_another_exercise(moderator: Person, engagement: Engagement) -> None:
    own = make_engagement(moderator)
    assert not visible_to(moderator, own).exists()


def test_what_is_counted_leaves_out_what_is_removed_with_the_lead_or_not_there_yet(
    engagement: Engagement,
) -> None:
    assert fates(counted(engagement)) == FOR_OWN_EXERCISE


def test_a_complete_import_counts(engagement: Engagement) -> None:
    ResponseImport.objects.filter(state="uploaded").update(state="complete")
    assert fates(released()) == PUBLIC | {"import"}


def test_no_public_page_shows_what_is_not_public(engagement: Engagement, stranger) -> None:
    paths = ("/", "/engagements/", f"/engagements/{engagement.slug}/", "/plan/", "/programme/")
    for path in paths:
        page = stranger.get(path, follow=True).content.decode()
        assert "secret of" not in page.replace("secret of released", ""), path
        assert "of import" not in page
