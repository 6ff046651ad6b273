"""Every address times every role: who is let in, and that each view says so itself."""

import re
from collections.abc import Iterator
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from goldenthread_web.people.models import Person
from goldenthread_web.people.permissions import Permission
from goldenthread_web.people.roles import Role

# Where a parameter of an address has nothing of that name: who may not enter is
# refused before anything is looked up.
PLACEHOLDERS = {"int": 987_654, "slug": "nothing", "str": "nothing", "uuid": uuid4()}
PARAMETER = re.compile(r"<(?:(\w+):)?\w+>")


def own_patterns(
    resolver: URLResolver | None = None, route: str = "", space: str = ""
) -> Iterator[tuple[str, str, URLPattern]]:
    for pattern in (resolver or get_resolver()).url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            if pattern.urlconf_name and "allauth" in str(pattern.urlconf_name):
                continue
            yield from own_patterns(pattern, here, pattern.namespace or space)
        else:
            yield f"{space}:{pattern.name}", here, pattern


def example_path(route: str) -> str:
    return "/" + PARAMETER.sub(lambda found: str(PLACEHOLDERS[found[1] or "str"]), route)


PATTERNS = sorted(own_patterns(), key=lambda found: found[0])
GUARDED = [
    found for found in PATTERNS if isinstance(getattr(found[2].callback, "access", 0), Permission)
]


@pytest.mark.parametrize(
    ("name", "route", "pattern"), PATTERNS, ids=[found[0] for found in PATTERNS]
)
def test_every_view_says_who_may_open_it(name: str, route: str, pattern: URLPattern) -> None:
    access = getattr(pattern.callback, "access", "nothing said")
    assert access is None or isinstance(access, Permission), f"{name} says nothing about access"
    assert not (route.startswith("office/") and access is None), f"{name} is open to all"


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "route", "pattern"), GUARDED, ids=[found[0] for found in GUARDED])
def test_a_guarded_view_sends_a_stranger_to_sign_in(
    name: str, route: str, pattern: URLPattern, stranger: Client
) -> None:
    for method in (stranger.get, stranger.post):
        answer = method(example_path(route))
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/accounts/login/")


@pytest.mark.django_db
@pytest.mark.parametrize("role", Role)
def test_a_guarded_view_lets_in_only_the_roles_of_its_permission(
    role: Role, person_with, signed_in
) -> None:
    person: Person = person_with(role)
    client = signed_in(person)
    for name, route, pattern in GUARDED:
        permission: Permission = pattern.callback.access  # type: ignore[attr-defined]
        answer = client.get(example_path(route))
        is_refused = answer.status_code == 403
        assert is_refused is (role not in permission.roles), (
            f"{role} at {name}: {answer.status_code}, {permission.name}"
        )
