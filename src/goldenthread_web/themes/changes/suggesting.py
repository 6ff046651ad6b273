"""A machine proposes: accepting a suggested theme, or setting it aside with a reason."""

import time
from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from goldenthread.errors import ConflictError
from goldenthread_web.people.audit import By, person_of, record_event
from goldenthread_web.themes.changes.lineage import (
    lock_codebook,
    new_theme,
    recorded_change,
    require_free_name,
)
from goldenthread_web.themes.models import Coding, SuggestedTheme, Theme, ThemeChange
from goldenthread_web.themes.queries.suggested import would_place

BATCH = 500
PAUSE_SECONDS = 0.05


def accept_suggested_theme(
    *,
    by: By,
    suggested: SuggestedTheme,
    name: str = "",
    why: str = "",
    progress: Callable[[float], None] = lambda share: None,
) -> Theme:
    """Return the theme made of a suggestion, with those of its contributions that wait.

    What a person has put elsewhere stays there. The codings are written in small
    batches into a theme that is not there for anybody yet; then one row is flipped.
    `progress` hears how far the batches are, 0 to 1.
    """
    theme = _hidden_theme(suggested, name=name or suggested.name, by=by)
    _fill(theme, suggested, by, progress)
    with recorded_change(
        engagement=suggested.run.engagement,
        kind=ThemeChange.Kind.ACCEPTED,
        by=by,
        why=why,
        touched=(),
    ) as change:
        # Filling took a while: somebody may have decided, or named another theme so.
        _require_undecided(suggested)
        require_free_name(codebook=change.codebook, name=theme.name)
        theme.ended_at = None
        theme.save(update_fields=["ended_at"])
        change.themes.add(theme)
    return theme


@transaction.atomic
def set_aside_suggested_theme(*, by: By, suggested: SuggestedTheme, why: str) -> SuggestedTheme:
    """Return the suggestion, set aside; its contributions stay in the queue."""
    lock_codebook(engagement=suggested.run.engagement)
    _require_undecided(suggested)
    suggested.set_aside_at, suggested.set_aside_why = timezone.now(), why
    suggested.set_aside_by = person_of(by)
    suggested.save(update_fields=["set_aside_at", "set_aside_by", "set_aside_why"])
    _record(by, "themes.suggestion-set-aside", suggested, why)
    return suggested


@transaction.atomic
def take_up_suggested_theme(*, by: By, suggested: SuggestedTheme) -> SuggestedTheme:
    """Return the suggestion, open again."""
    suggested.set_aside_at, suggested.set_aside_by, suggested.set_aside_why = None, None, ""
    suggested.save(update_fields=["set_aside_at", "set_aside_by", "set_aside_why"])
    _record(by, "themes.suggestion-taken-up", suggested, "")
    return suggested


def _record(by: By, action: str, suggested: SuggestedTheme, why: str) -> None:
    slug = suggested.run.engagement.slug
    record_event(by=by, action=action, subject=suggested, why=why, engagement=slug)


def require_acceptable(*, suggested: SuggestedTheme, name: str) -> None:
    """Refuse what could not be accepted now: to be asked before a job is started.

    Raises:
        ConflictError: it was decided on, or another theme has the name.
    """
    _require_undecided(suggested)
    codebook = lock_codebook(engagement=suggested.run.engagement)
    require_free_name(codebook=codebook, name=name or suggested.name)


@transaction.atomic
def _hidden_theme(suggested: SuggestedTheme, *, name: str, by: By) -> Theme:
    _require_undecided(suggested)
    codebook = lock_codebook(engagement=suggested.run.engagement)
    return new_theme(
        codebook=codebook, name=name, by=by, suggested_theme=suggested, ended_at=timezone.now()
    )


def _require_undecided(suggested: SuggestedTheme) -> None:
    suggested.refresh_from_db(fields=["set_aside_at"])
    if suggested.set_aside_at is not None:
        raise ConflictError(f"“{suggested.name}” was set aside. Take it up again first.")
    if Theme.objects.filter(suggested_theme=suggested, ended_at=None).exists():
        raise ConflictError(f"“{suggested.name}” is accepted already.")


def _fill(
    theme: Theme, suggested: SuggestedTheme, by: By, progress: Callable[[float], None]
) -> None:
    ids = list(would_place(suggested).values_list("contribution_id", flat=True))
    person = person_of(by)
    for first in range(0, len(ids), BATCH):
        if first:
            time.sleep(PAUSE_SECONDS)
        Coding.objects.bulk_create(
            Coding(theme=theme, contribution_id=pk, origin=Coding.Origin.ACCEPTED, by=person)
            for pk in ids[first : first + BATCH]
        )
        progress((first + BATCH) / len(ids))
