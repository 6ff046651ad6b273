"""People by role, and a stranger who must see nothing that is not public."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.utils.translation import activate, get_language

from goldenthread_web.people.audit import SHELL
from goldenthread_web.people.changes import add_person
from goldenthread_web.people.models import Person
from goldenthread_web.people.roles import Role

SignIn = Callable[[Person], Client]


@pytest.fixture(autouse=True)
def english_for_the_next_test() -> Iterator[None]:
    """Fail the test that leaves another language behind, not whichever comes after it."""
    yield
    left = get_language()
    activate("en-gb")
    assert left == "en-gb"


@pytest.fixture
def person_with(db: None) -> Callable[..., Person]:
    """Return a maker of persons with roles: `person_with(Role.MODERATOR)`."""

    def make(*roles: Role, name: str = "") -> Person:
        number = Person.objects.count() + 1
        named = name or f"{roles[0].label if roles else 'Nobody'} {number}"
        return add_person(
            by=SHELL, email=f"person{number}@example.org", name=named, roles=list(roles)
        )

    return make


@pytest.fixture
def signed_in() -> SignIn:
    """Return a client signed in as the person: `signed_in(moderator).get(…)`."""

    def sign_in(person: Person) -> Client:
        client = Client()
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return sign_in


@pytest.fixture
def stranger() -> Client:
    """Return the client of somebody without an account."""
    return Client()


def _fixture_for(role: Role) -> None:
    name = role.name.lower()

    @pytest.fixture(name=name)
    def person(person_with: Callable[..., Person]) -> Person:
        return person_with(role)

    globals()[name] = person


for _role in Role:
    _fixture_for(_role)
