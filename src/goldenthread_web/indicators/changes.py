"""Bringing in the areas of the place, and taking them out."""

from collections.abc import Sequence

from django.db import transaction
from django.db.models import ProtectedError

from goldenthread.errors import ConflictError
from goldenthread.indicators import geometry_of
from goldenthread.records.indicators import AreaOutline
from goldenthread_web.indicators.models import Area, AreaSet
from goldenthread_web.people.audit import By, person_of, record_event


@transaction.atomic
def bring_in_areas(
    *, by: By, name: str, source: str, areas: Sequence[AreaOutline], is_schematic: bool = False
) -> AreaSet:
    """Return a new set with these areas.

    Raises:
        ConflictError: another set has this name.
    """
    if AreaSet.objects.filter(name__iexact=name).exists():
        raise ConflictError(f"There are areas called “{name}” already. Give these another name.")
    brought = AreaSet.objects.create(
        name=name, source=source, is_schematic=is_schematic, brought_by=person_of(by)
    )
    Area.objects.bulk_create(
        Area(area_set=brought, code=one.code, name=one.name, outline=geometry_of(one))
        for one in areas
    )
    record_event(by=by, action="indicators.areas-brought-in", subject=brought, areas=len(areas))
    return brought


@transaction.atomic
def remove_areas(*, by: By, area_set: AreaSet) -> None:
    """Take a set out.

    Raises:
        ConflictError: a question is asked with it.
    """
    record_event(by=by, action="indicators.areas-removed", subject=area_set)
    try:
        area_set.delete()
    except ProtectedError as error:
        raise ConflictError(
            f"A question is asked with “{area_set.name}”, so it stays. Nothing was removed."
        ) from error
