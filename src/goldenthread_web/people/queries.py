"""Reading people and the audit trail."""

from allauth.mfa.models import Authenticator
from django.db.models import Prefetch, Q, QuerySet

from goldenthread_web.people.models import AuditEvent, Person, RoleHeld


def people(*, search: str = "") -> QuerySet[Person]:
    """Return persons with the roles that they hold now, by name."""
    held = RoleHeld.objects.filter(ended_at=None)
    found = Person.objects.prefetch_related(Prefetch("roles_held", queryset=held))
    if search := search.replace("\x00", ""):
        found = found.filter(Q(name__icontains=search) | Q(email__icontains=search))
    return found


def has_second_step(person: Person) -> bool:
    """Return whether the person set up an authenticator app or a passkey."""
    return bool(Authenticator.objects.filter(user=person).exists())


def audit_events(*, action: str = "", person: str = "", subject: str = "") -> QuerySet[AuditEvent]:
    """Return events, newest first, of an action, by a person, or about a kind of subject."""
    found = AuditEvent.objects.select_related("person")
    if action:
        found = found.filter(action__startswith=action)
    if person:
        found = found.filter(Q(person__name__icontains=person) | Q(actor=person))
    if subject:
        kind, _, number = subject.partition(" ")
        found = found.filter(subject_type__icontains=kind)
        if number:
            found = found.filter(subject_id=number)
    return found


def audit_actions() -> list[str]:
    """Return the kinds of events that there are."""
    return list(AuditEvent.objects.order_by("action").values_list("action", flat=True).distinct())
