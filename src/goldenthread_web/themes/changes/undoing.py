"""Undoing a change, exactly: names, nesting and codings as they were before it."""

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from goldenthread.errors import ConflictError
from goldenthread_web.people.audit import By
from goldenthread_web.themes.changes.lineage import (
    KEPT_FIELDS,
    State,
    lock_codebook,
    recorded_change,
    require_free_name,
)
from goldenthread_web.themes.models import Coding, Theme, ThemeChange
from goldenthread_web.themes.queries.history import what_came_after

BATCH = 500


@transaction.atomic
def undo_change(*, by: By, change: ThemeChange, why: str = "") -> ThemeChange:
    """Return the change that undid another.

    Contributions that were moved on since then stay where they were moved to.

    Raises:
        ConflictError: it is undone already, or later changes of its themes stand.
    """
    engagement = change.codebook.engagement
    lock_codebook(engagement=engagement)
    _require_undoable(change)
    with recorded_change(
        engagement=engagement,
        kind=ThemeChange.Kind.UNDONE,
        by=by,
        why=why,
        touched=change.themes.all(),
    ) as undo:
        _restore_codings(change, undo)
        # First what ends, so that its name is free for what comes back.
        themes = sorted(change.themes.all(), key=lambda theme: str(theme.pk) in change.before)
        for theme in themes:
            _restore(theme, change.before.get(str(theme.pk)))
        undo.undoes = change
        undo.save(update_fields=["undoes"])
    return undo


def _require_undoable(change: ThemeChange) -> None:
    if change.kind == ThemeChange.Kind.UNDONE:
        raise ConflictError("An undo is not undone. Make the change again instead.")
    if ThemeChange.objects.filter(undoes=change).exists():
        raise ConflictError("This change is undone already.")
    for later in what_came_after(change)[:1]:
        raise ConflictError(
            f"A later change of the same themes stands: “{later.get_kind_display()}”, "
            f"{timezone.localtime(later.at):%d %B %Y at %H:%M}. Undo that first."
        )


def _restore(theme: Theme, state: State | None) -> None:
    """Bring a theme back to a state; one that was not there before ends."""
    if state is None:
        theme.ended_at = timezone.now()
        theme.save(update_fields=["ended_at"])
        return
    if not state["is_ended"]:
        name = str(state["name"])
        require_free_name(codebook=theme.codebook, name=name, besides=theme)
        theme.ended_at = None
    for field in KEPT_FIELDS:
        setattr(theme, field, state[field])
    theme.save()


def _restore_codings(change: ThemeChange, undo: ThemeChange) -> None:
    """Bring back what the change took and take what it gave, but for what was moved on."""
    ended = change.codings_ended.filter(~Exists(_moved_on(change)), ~Exists(_again()))
    # What an undone change gave does not come back with another undo.
    back = list(ended.filter(made_in__undone_by=None).values_list("pk", flat=True))
    # A merged theme kept its codings: what went on from the merged one leaves it too.
    merged = Coding.objects.filter(theme__in=change.themes.filter(ended_at__isnull=False))
    gone_on = merged.filter(Exists(_moved_on(change)), ended_at=None, ended_in=None)
    taken = [*gone_on.values_list("pk", flat=True)]
    taken += change.codings_made.filter(ended_at=None).values_list("pk", flat=True)
    _update(taken, ended_at=timezone.now(), ended_in=undo)
    _update(back, ended_at=None, ended_in=None)


def _update(codings: list[int], **fields: object) -> None:
    for first in range(0, len(codings), BATCH):
        Coding.objects.filter(pk__in=codings[first : first + BATCH]).update(**fields)


def _moved_on(change: ThemeChange) -> QuerySet[Coding]:
    """Return codings that this change gave to the same contribution and that ended since."""
    since = Coding.objects.filter(contribution=OuterRef("contribution"), made_in=change)
    return since.filter(ended_at__isnull=False)


def _again() -> QuerySet[Coding]:
    """Return standing codings of the same theme and contribution."""
    return Coding.objects.filter(
        theme=OuterRef("theme"), contribution=OuterRef("contribution"), ended_at=None
    )
