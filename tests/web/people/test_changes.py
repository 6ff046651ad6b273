from datetime import timedelta

import pytest
from django.utils import timezone

from goldenthread.errors import ConflictError
from goldenthread_web.people import changes
from goldenthread_web.people.audit import SHELL, record_event
from goldenthread_web.people.models import AuditEvent, Person
from goldenthread_web.people.roles import Role


def test_a_one_time_link_signs_in_once(analyst: Person, stranger, settings) -> None:
    token = changes.make_sign_in_link(by=SHELL, person=analyst, now=timezone.now())
    assert stranger.get(f"/sign-in/{token}/").status_code == 200
    assert stranger.get("/office/").status_code == 302, "opening the link must not use it up"
    assert stranger.post(f"/sign-in/{token}/").status_code == 302
    assert stranger.get("/office/").status_code == 200
    with pytest.raises(ConflictError):
        changes.use_sign_in_link(token=token, now=timezone.now())


def test_a_link_is_out_of_date_after_a_day(analyst: Person) -> None:
    token = changes.make_sign_in_link(by=SHELL, person=analyst, now=timezone.now())
    with pytest.raises(ConflictError, match="out of date"):
        changes.use_sign_in_link(token=token, now=timezone.now() + timedelta(hours=25))


def test_the_last_administrator_keeps_the_role(administrator: Person) -> None:
    with pytest.raises(ConflictError, match="last administrator"):
        changes.end_role(
            by=administrator, person=administrator, role=Role.ADMINISTRATOR, now=timezone.now()
        )


def test_an_audit_event_refuses_a_long_text(analyst: Person) -> None:
    with pytest.raises(ValueError, match="holds no words"):
        record_event(by=analyst, action="a", subject=analyst, said="word " * 40)


def test_each_change_of_roles_is_an_event(administrator: Person, analyst: Person) -> None:
    changes.change_roles(
        by=administrator,
        person=Person.objects.get(pk=analyst.pk),
        roles=[Role.MODERATOR],
        now=timezone.now(),
    )
    events = AuditEvent.objects.filter(person=administrator).order_by("id")
    assert [(event.action, event.facts["role"]) for event in events] == [
        ("people.role-given", "moderator"),
        ("people.role-ended", "analyst"),
    ]
