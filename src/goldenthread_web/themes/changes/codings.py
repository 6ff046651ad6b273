"""Giving and taking codings: parts of a change, which they are marked with."""

from collections.abc import Collection, Mapping

from django.db.models import QuerySet
from django.utils import timezone

from goldenthread_web.people.audit import By, person_of
from goldenthread_web.themes.models import Coding, Theme, ThemeChange

BATCH = 500


def give(*, change: ThemeChange, theme: Theme, origin_of: Mapping[int, str], by: By) -> int:
    """Return how many contributions were given the theme; who has it already keeps it.

    `origin_of` tells for each contribution id how the decision came about.
    """
    have = set(_standing(theme).values_list("contribution_id", flat=True))
    codings = [
        Coding(theme=theme, contribution_id=pk, origin=origin, by=person_of(by), made_in=change)
        for pk, origin in origin_of.items()
        if pk not in have
    ]
    Coding.objects.bulk_create(codings, batch_size=BATCH)
    return len(codings)


def take(*, change: ThemeChange, theme: Theme, contribution_ids: Collection[int]) -> int:
    """Return how many codings of the theme were ended."""
    ids, taken = list(contribution_ids), 0
    for first in range(0, len(ids), BATCH):
        part = _standing(theme).filter(contribution_id__in=ids[first : first + BATCH])
        taken += part.update(ended_at=timezone.now(), ended_in=change)
    return taken


def origins_in(theme: Theme, contribution_ids: Collection[int] | None = None) -> dict[int, str]:
    """Return how the contributions of a theme came to it, by their ids."""
    found = dict(_standing(theme).values_list("contribution_id", "origin"))
    if contribution_ids is None:
        return found
    return {pk: found[pk] for pk in contribution_ids if pk in found}


def _standing(theme: Theme) -> QuerySet[Coding]:
    return Coding.objects.filter(theme=theme, ended_at=None)
