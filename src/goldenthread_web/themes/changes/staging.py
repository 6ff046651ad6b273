"""Many codings, written little by little into a theme that is there for nobody, then put over."""

import time
from collections.abc import Callable

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from goldenthread_web.people.audit import By, person_of
from goldenthread_web.themes.models import Coding, Theme, ThemeChange

BATCH = 500
PAUSE_SECONDS = 0.05


def stage_codings(
    *, source: Theme, target: Theme, by: By, progress: Callable[[float], None]
) -> Theme:
    """Return a hidden theme with what stands in the source and not in the target.

    What an earlier attempt left behind is cleared away first.
    """
    for left in _hidden(source, target):
        clear_staged(hidden=left)
    hidden = Theme.objects.create(
        codebook=source.codebook,
        name=source.name,
        made_by=person_of(by),
        position=source.position,
        merged_into=target,
        ended_at=timezone.now(),
    )
    found = missing_in(target, source).values_list("contribution_id", "origin")
    origins = list(found)
    for first in range(0, len(origins), BATCH):
        if first:
            time.sleep(PAUSE_SECONDS)
        Coding.objects.bulk_create(
            Coding(theme=hidden, contribution_id=pk, origin=origin, by=person_of(by))
            for pk, origin in origins[first : first + BATCH]
        )
        progress(min(1.0, (first + BATCH) / len(origins)))
    return hidden


def put_over(*, hidden: Theme, source: Theme, target: Theme, change: ThemeChange) -> None:
    """Give the target what was staged, but for what was moved meanwhile: one statement."""
    staged = Coding.objects.filter(theme=hidden)
    wanted = staged.filter(
        Exists(_standing_beside(source)), ~Exists(_standing_beside(target)), ended_at=None
    )
    wanted.update(theme=target, made_in=change)


def clear_staged(*, hidden: Theme) -> None:
    """Delete a hidden theme with what was not put over, in small batches."""
    while left := list(hidden.codings.values_list("pk", flat=True)[:BATCH]):
        Coding.objects.filter(pk__in=left).delete()
        time.sleep(PAUSE_SECONDS)
    hidden.delete()


def missing_in(target: Theme, source: Theme) -> QuerySet[Coding]:
    """Return the standing codings of the source whose contributions are not in the target."""
    return Coding.objects.filter(~Exists(_standing_beside(target)), theme=source, ended_at=None)


def _hidden(source: Theme, target: Theme) -> QuerySet[Theme]:
    """Return the themes that were staged for these two: no change ever made one."""
    return Theme.objects.filter(
        codebook=source.codebook,
        name=source.name,
        merged_into=target,
        ended_at__isnull=False,
        changes=None,
    )


def _standing_beside(theme: Theme) -> QuerySet[Coding]:
    return Coding.objects.filter(theme=theme, contribution=OuterRef("contribution"), ended_at=None)
