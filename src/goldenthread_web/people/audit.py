"""The one way to write an audit event."""

from django.db.models import Model

from goldenthread_web.people.models import AuditEvent, Person

Fact = int | bool | str | None
LONGEST_FACT = 80


class Actor(str):
    """Who acted where no account did."""

    __slots__ = ()


RESIDENT = Actor("resident")
WORKER = Actor("worker")
SHELL = Actor("shell")
By = Person | Actor


def person_of(by: By) -> Person | None:
    """Return the person, or nobody where a resident, the worker or the shell acted."""
    return by if isinstance(by, Person) else None


def record_event(
    *, by: By, action: str, subject: Model, why: str = "", **facts: Fact
) -> AuditEvent:
    """Return the event written for one change, or for one batch of a bulk change.

    `facts` are counts, identifiers and names of states. Words of residents have
    no place here: a long text is refused.
    """
    for name, fact in facts.items():
        if isinstance(fact, str) and len(fact) > LONGEST_FACT:
            raise ValueError(
                f"the fact {name} is too long for an audit event, which holds no words"
            )
    person = person_of(by)
    return AuditEvent.objects.create(
        person=person,
        actor="person" if person else str(by),
        action=action,
        subject_type=subject._meta.label_lower,  # noqa: SLF001
        subject_id=str(subject.pk),
        why=why,
        facts=facts,
    )
