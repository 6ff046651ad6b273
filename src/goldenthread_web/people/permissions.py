"""May they? Each stage declares its permissions; one question asks for all.

A view says who may open it with `@open_to_all` or `@requires(permission)`, and
the permission matrix is generated from what the views say.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Concatenate, ParamSpec, Protocol, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from goldenthread.errors import NotAllowedError
from goldenthread_web.people.models import Person
from goldenthread_web.people.requests import OfficeRequest
from goldenthread_web.people.roles import Role

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]
OfficeView = Callable[Concatenate[OfficeRequest, P], HttpResponseBase]


class GrantsAccess(Protocol):
    """Something with its own list of people, as an engagement has."""

    def has_member(self, person: Person) -> bool: ...


@dataclass(frozen=True)
class Permission:
    """What may be done, in words, and the roles that may do it."""

    name: str
    sentence: str
    roles: frozenset[Role]

    def is_held_by(self, person: Person) -> bool:
        return person.is_active and not self.roles.isdisjoint(person.role_names)


_declared: dict[str, Permission] = {}


def declare(name: str, sentence: str, *roles: Role) -> Permission:
    """Return a new permission, known by `name` to the matrix and the docs."""
    permission = Permission(name, sentence, frozenset(roles))
    if _declared.setdefault(name, permission) != permission:
        raise ValueError(f"the permission {name} is declared twice")
    return permission


def declared_permissions() -> list[Permission]:
    """Return every permission of the site, by name."""
    return sorted(_declared.values(), key=lambda permission: permission.name)


MANAGE_PEOPLE = declare("people.manage", "Add people and give roles", Role.ADMINISTRATOR)
READ_AUDIT = declare(
    "people.read-audit", "Read the audit trail", Role.INFORMATION_GOVERNANCE_OFFICER
)
WORK_IN_OFFICE = declare("people.office", "See the office", *Role)


def allows(person: object, permission: Permission, *, on: GrantsAccess | None = None) -> bool:
    """Return whether the person holds the permission, there if `on` is given."""
    if not isinstance(person, Person) or not permission.is_held_by(person):
        return False
    return on is None or on.has_member(person)


def require(person: object, permission: Permission, *, on: GrantsAccess | None = None) -> Person:
    """Return the person if they may.

    Raises:
        NotAllowedError: they do not hold the permission, or not on this one.
    """
    if allows(person, permission, on=on):
        return cast("Person", person)
    if on is not None and allows(person, permission):
        raise NotAllowedError(
            "You are not on the list of people for this exercise. "
            "Its engagement officer can add you."
        )
    raise NotAllowedError(
        f"Your roles do not let you do this: {permission.sentence.lower()}. "
        "Ask an administrator if they should."
    )


def open_to_all(view: View[P]) -> View[P]:
    """Mark a view as public: it shows only what a stranger may see."""
    view.access = None  # type: ignore[attr-defined]
    return view


def requires(permission: Permission) -> Callable[[OfficeView[P]], View[P]]:
    """Let only holders of the permission in; others sign in first or are told why not."""

    def decorate(view: OfficeView[P]) -> View[P]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return redirect_to_login(request.get_full_path())
            require(request.user, permission)
            return view(cast("OfficeRequest", request), *args, **kwargs)

        guarded.access = permission  # type: ignore[attr-defined]
        return guarded

    return decorate
