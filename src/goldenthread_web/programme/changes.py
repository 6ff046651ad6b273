"""Changes to programmes and their phases."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from goldenthread_web.people.audit import By, record_event
from goldenthread_web.programme.models import Phase, Programme


@dataclass(frozen=True, slots=True)
class PlannedPhase:
    """A phase before it is stored."""

    name: str
    audience: str
    begins_on: date | None
    ends_on: date | None


@transaction.atomic
def add_programme(
    *,
    by: By,
    title: str,
    slug: str,
    summary: str,
    source: str,
    phases: Sequence[PlannedPhase],
) -> Programme:
    """Return a new programme with its phases in this order."""
    programme = Programme.objects.create(title=title, slug=slug, summary=summary, source=source)
    for position, phase in enumerate(phases, start=1):
        Phase.objects.create(
            programme=programme,
            position=position,
            name=phase.name,
            audience=phase.audience,
            begins_on=phase.begins_on,
            ends_on=phase.ends_on,
        )
    record_event(by=by, action="programme.added", subject=programme, phases=len(phases))
    return programme
