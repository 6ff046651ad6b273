"""How much is with the safeguarding lead is for the lead: no page may tell it to anybody else.

Each address is asked twice: while words are with the lead, and when they are gone as if nobody
had ever said them. Whoever is not the lead must not see a difference.
"""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from tests.web.held_words import Place, make_place
from tests.web.test_every_url_with_real_objects import LISTS, body_of, examples, paths
from tests.web.test_permission_matrix import PATTERNS

from goldenthread_web.engagement.models import Contribution, EngagementMember, SafeguardingCase
from goldenthread_web.people.models import Person
from goldenthread_web.people.roles import Role
from goldenthread_web.themes.changes.tallies import count_all_again
from goldenthread_web.themes.models import Theme
from goldenthread_web.themes.queries.counts import themes_with_counts

pytestmark = pytest.mark.django_db
# What differs between any two answers: secrets of forms and pages, and the time.
CHANGING = re.compile(
    r"nonce-[^' ]+|csrfmiddlewaretoken\" value=\"\w+|name=\"token\" value=\"[^\"]+|nonce=\"[^\"]+|reference: <strong>\w+|'(?:content-length|expires)': '[^']+'"
    r"|counted at \d\d:\d\d"
)
FILTERS = ("", "?state=any", "?state=withheld", "?words=benches&state=any")
# Whose work is the record of what was done; it says that something was passed on.
RECORD = {"people:audit"}
Answers = dict[str, str]


@pytest.fixture
def place(policy_officer: Person) -> Place:
    made = make_place(policy_officer)
    count_all_again(engagement=made.engagement)
    return made


def answers(client: Client, place: Place, hidden: str) -> Answers:
    cache.clear()
    # A browser that used a code, or began to answer, is told so: both rounds begin without.
    for name in client.cookies.keys() - {settings.SESSION_COOKIE_NAME}:
        del client.cookies[name]
    found: Answers = {}
    for pattern in PATTERNS:
        if pattern[0] in RECORD:
            continue
        for path in paths(pattern, examples(place)):
            for filters in FILTERS if LISTS.match(pattern[0]) else FILTERS[:1]:
                if hidden not in path:
                    body = body_of(client.get(path + filters))
                    found[path + filters] = CHANGING.sub("", body)
    return found


def unsay(place: Place) -> None:
    """Take the words that are with the lead out of the store, as if they had never been said."""
    SafeguardingCase.objects.all().delete()
    Contribution.objects.filter(status=Contribution.Status.SAFEGUARDING).delete()
    count_all_again(engagement=place.engagement)


@pytest.mark.parametrize(
    "role", [Role.MODERATOR, Role.ANALYST, Role.ENGAGEMENT_OFFICER, Role.POLICY_OFFICER, None]
)
def test_words_with_the_lead_leave_no_trace_in_any_number(
    role: Role | None,
    place: Place,
    person_with: Callable[..., Person],
    signed_in: Callable[[Person], Client],
    stranger: Client,
) -> None:
    client = stranger
    if role is not None:
        person = person_with(role)
        EngagementMember.objects.create(engagement=place.engagement, person=person)
        client = signed_in(person)
    hidden = Contribution.objects.get(status=Contribution.Status.SAFEGUARDING).reference
    before = answers(client, place, hidden)
    unsay(place)
    after = answers(client, place, hidden)
    told = [path for path in before.keys() & after.keys() if before[path] != after[path]]
    assert told == []


def test_the_lead_alone_sees_how_many_there_are(
    place: Place, person_with: Callable[..., Person], signed_in: Callable[[Person], Client]
) -> None:
    lead = person_with(Role.SAFEGUARDING_LEAD)
    EngagementMember.objects.create(engagement=place.engagement, person=lead)
    office = f"/office/engagements/{place.engagement.slug}/"
    client = signed_in(lead)
    assert "as safeguarding lead" not in client.get(office).content.decode()
    place.engagement.safeguarding_lead = lead
    place.engagement.save()
    assert "as safeguarding lead" in client.get(office).content.decode()
    lead.roles_held.all().delete()
    named = person_with(Role.MODERATOR)
    EngagementMember.objects.create(engagement=place.engagement, person=named)
    place.engagement.safeguarding_lead = named
    place.engagement.save()
    page = signed_in(named).get(office).content.decode()
    assert "as safeguarding lead" not in page, "named, and without the role any more"


def test_a_theme_counts_words_again_when_the_lead_returns_them(place: Place) -> None:
    def in_theme() -> int:
        counts = themes_with_counts(place.engagement)
        return next(one.contribution_count for one in counts if one.theme.pk == place.theme.pk)

    hidden = Contribution.objects.filter(status=Contribution.Status.SAFEGUARDING)
    pk = hidden.get().pk
    assert Theme.objects.filter(codings__contribution=pk).exists()
    with_lead = in_theme()
    hidden.update(status=Contribution.Status.HELD)
    assert in_theme() == with_lead + 1
