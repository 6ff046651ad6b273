"""Bringing in the areas of the place, and taking them out."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence

from django.db import transaction
from django.db.models import ProtectedError

from goldenthread.errors import ConflictError
from goldenthread.indicators import geometry_of
from goldenthread.records.indicators import AreaOutline
from goldenthread_web.indicators.models import Area, AreaSet, PostcodeArea
from goldenthread_web.people.audit import By, person_of, record_event

BATCH, PAUSE_SECONDS = 500, 0.05


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


def bring_in_postcodes(
    *,
    by: By,
    area_set: AreaSet,
    found: Mapping[str, str],
    progress: Callable[[float], None] = lambda share: None,
) -> None:
    """Keep in which area each postcode lies, by the code of the area.

    In small batches, so that nobody who answers meanwhile has to wait. If it is
    cut off, the same file sent again completes it; until then the list is there.
    """
    areas = {one.code: one for one in area_set.areas.all()}
    record_event(
        by=by, action="indicators.postcodes-brought-in", subject=area_set, postcodes=len(found)
    )
    for done, batch in enumerate(_batches(sorted(found.items()))):
        PostcodeArea.objects.bulk_create(
            [
                PostcodeArea(area_set=area_set, postcode=postcode, area=areas[code])
                for postcode, code in batch
            ],
            update_conflicts=True,
            unique_fields=["area_set", "postcode"],
            update_fields=["area"],
        )
        progress(min(1.0, (done + 1) * BATCH / len(found)))
        time.sleep(PAUSE_SECONDS)


def _batches(rows: Sequence[tuple[str, str]]) -> Iterator[Sequence[tuple[str, str]]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]


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
