"""Changes to people, their roles and their links."""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256
from secrets import token_urlsafe

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction

from goldenthread.errors import ConflictError
from goldenthread_web.people.audit import SHELL, By, person_of, record_event
from goldenthread_web.people.models import Person, RoleHeld, SignInLink
from goldenthread_web.people.roles import Role

LINK_LIFETIME = timedelta(hours=24)


@transaction.atomic
def add_person(*, by: By, email: str, name: str, roles: list[str]) -> Person:
    """Return a new person with these roles, who signs in first by a one-time link."""
    if Person.objects.filter(email__iexact=email).exists():
        raise ConflictError(f"There is already a person with the e-mail address {email}.")
    person = Person(email=Person.objects.normalize_email(email), name=name)
    person.set_unusable_password()
    person.save()
    record_event(by=by, action="people.added", subject=person)
    for role in roles:
        give_role(by=by, person=person, role=role)
    return person


@transaction.atomic
def give_role(*, by: By, person: Person, role: str) -> RoleHeld:
    """Return the role as held; a role that is held already stays as it is."""
    held, is_new = RoleHeld.objects.get_or_create(
        person=person, role=Role(role), ended_at=None, defaults={"given_by": person_of(by)}
    )
    if is_new:
        record_event(by=by, action="people.role-given", subject=person, role=role)
    return held


@transaction.atomic
def end_role(*, by: By, person: Person, role: str, now: datetime) -> None:
    """End a role, if it is held. The last administrator keeps theirs."""
    held = RoleHeld.objects.filter(person=person, role=role, ended_at=None).first()
    if held is None:
        return
    others = RoleHeld.objects.filter(
        role=Role.ADMINISTRATOR, ended_at=None, person__is_active=True
    ).exclude(person=person)
    if role == Role.ADMINISTRATOR and not others.exists():
        raise ConflictError("This is the last administrator. Give the role to somebody else first.")
    held.ended_at = now
    held.save(update_fields=["ended_at"])
    record_event(by=by, action="people.role-ended", subject=person, role=role)


@transaction.atomic
def change_roles(*, by: By, person: Person, roles: list[str], now: datetime) -> Person:
    """Return the person, who now holds just these roles."""
    for role in set(roles) - person.role_names:
        give_role(by=by, person=person, role=role)
    for role in person.role_names - set(roles):
        end_role(by=by, person=person, role=role, now=now)
    return person


@transaction.atomic
def set_active(*, by: By, person: Person, is_active: bool) -> Person:
    """Return the person, let in or kept out from now on."""
    person.is_active = is_active
    person.save(update_fields=["is_active"])
    action = "people.let-in" if is_active else "people.kept-out"
    record_event(by=by, action=action, subject=person)
    return person


def digest_of_token(token: str) -> str:
    """Return the keyed digest under which a link is stored."""
    return hmac.new(settings.SECRET_KEY.encode(), token.encode(), sha256).hexdigest()


@transaction.atomic
def make_sign_in_link(*, by: By, person: Person, now: datetime) -> str:
    """Return the secret of a link that signs the person in once within 24 hours.

    Links that were made before and not used work no more: the last one is the one that is meant.
    """
    token = token_urlsafe(24)
    SignInLink.objects.filter(person=person, used_at=None, expires_at__gt=now).update(
        expires_at=now
    )
    SignInLink.objects.create(
        person=person, digest=digest_of_token(token), expires_at=now + LINK_LIFETIME
    )
    record_event(by=by, action="people.link-made", subject=person)
    return token


@transaction.atomic
def use_sign_in_link(*, token: str, now: datetime) -> Person:
    """Return the person whose link this is, and use it up.

    Raises:
        ConflictError: the link is unknown, used, or out of date.
    """
    link = (
        SignInLink.objects.select_for_update()
        .select_related("person")
        .filter(digest=digest_of_token(token))
        .first()
    )
    if link is None or not link.is_usable(now) or not link.person.is_active:
        raise ConflictError(
            "This link has been used or is out of date. Ask an administrator for a new one, "
            "or run `goldenthread administrator-link` on the server."
        )
    link.used_at = now
    link.save(update_fields=["used_at"])
    record_event(by=link.person, action="people.link-used", subject=link.person)
    return link.person


@transaction.atomic
def forget_second_step(*, by: By, person: Person) -> None:
    """Forget the authenticator app, recovery codes and passkeys of somebody who lost them.

    Raises:
        ConflictError: it is one's own, which an open window left behind must not be able to do.
    """
    if person_of(by) == person:
        raise ConflictError(
            "Change your own second step on your own pages, where you are asked for it first. "
            "If you lost it, ask another administrator, or run "
            "`goldenthread administrator-link --forget-second-step` on the server."
        )
    forgotten, _ = Authenticator.objects.filter(user=person).delete()
    record_event(by=by, action="people.second-step-forgotten", subject=person, forgotten=forgotten)


def first_administrator(*, now: datetime) -> tuple[Person, str]:
    """Return an administrator (made if there is none) and the secret of a new link."""
    held = RoleHeld.objects.filter(
        role=Role.ADMINISTRATOR, ended_at=None, person__is_active=True
    ).select_related("person")
    first = held.order_by("given_at").first()
    person = (
        first.person
        if first
        else add_person(
            by=SHELL,
            email="administrator@localhost",
            name="Administrator",
            roles=[Role.ADMINISTRATOR],
        )
    )
    return person, make_sign_in_link(by=SHELL, person=person, now=now)
