"""Adding, naming, defining, nesting, merging, splitting and ending themes."""

from collections.abc import Callable, Collection

from django.utils import timezone

from goldenthread.errors import ConflictError, InputError
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.people.audit import By
from goldenthread_web.themes.changes.codings import give, origins_in, take
from goldenthread_web.themes.changes.lineage import (
    new_theme,
    recorded_change,
    require_free_name,
    require_standing,
)
from goldenthread_web.themes.changes.staging import (
    clear_staged,
    missing_in,
    put_over,
    stage_codings,
)
from goldenthread_web.themes.models import Theme, ThemeChange

Kind = ThemeChange.Kind
DEFINED_BY = ("definition", "includes", "excludes")


def add_theme(
    *, by: By, engagement: Engagement, name: str, definition: str = "", why: str = ""
) -> Theme:
    """Return a theme that was added by hand, with nothing in it yet."""
    with recorded_change(
        engagement=engagement, kind=Kind.ADDED, by=by, why=why, touched=()
    ) as change:
        theme = new_theme(codebook=change.codebook, name=name, by=by, definition=definition)
        change.themes.add(theme)
    return theme


def rename_theme(*, by: By, theme: Theme, name: str, why: str = "") -> Theme:
    """Return the theme under its new name."""
    require_standing(theme)
    require_free_name(codebook=theme.codebook, name=name, besides=theme)
    with recorded_change(
        engagement=theme.codebook.engagement, kind=Kind.RENAMED, by=by, why=why, touched=[theme]
    ):
        theme.name = name
        theme.save(update_fields=["name"])
    return theme


def define_theme(
    *, by: By, theme: Theme, definition: str, includes: str, excludes: str, why: str = ""
) -> Theme:
    """Return the theme with what it means, what belongs in it and what does not."""
    require_standing(theme)
    with recorded_change(
        engagement=theme.codebook.engagement, kind=Kind.DEFINED, by=by, why=why, touched=[theme]
    ):
        theme.definition, theme.includes, theme.excludes = definition, includes, excludes
        theme.save(update_fields=list(DEFINED_BY))
    return theme


def nest_theme(*, by: By, theme: Theme, parent: Theme | None, why: str = "") -> Theme:
    """Return the theme, nested in another or standing by itself. There are two levels.

    Raises:
        ConflictError: the parent is nested itself, or the theme has nested ones.
    """
    touched = [one for one in (theme, theme.parent, parent) if one is not None]
    require_standing(theme, *([parent] if parent else []))
    if parent is not None:
        _require_two_levels(theme, parent)
    with recorded_change(
        engagement=theme.codebook.engagement, kind=Kind.NESTED, by=by, why=why, touched=touched
    ):
        theme.parent = parent
        theme.save(update_fields=["parent"])
    return theme


def require_mergeable(*, source: Theme, target: Theme) -> None:
    """Refuse what could not be merged now: to be asked before a job is started.

    Raises:
        InputError: they are the same, or of two engagements.
        ConflictError: one of them has ended.
    """
    if source.pk == target.pk or source.codebook_id != target.codebook_id:
        raise InputError("Choose another theme of the same engagement to merge into.")
    require_standing(source, target)


def merge_themes(
    *,
    by: By,
    source: Theme,
    target: Theme,
    why: str,
    progress: Callable[[float], None] = lambda share: None,
) -> Theme:
    """Return the target with everything of the source, which ends. It can be undone.

    What was nested in the source goes along to the target. Codings are written in
    small batches where nobody sees them; `progress` hears how far they are, 0 to 1.
    """
    require_mergeable(source=source, target=target)
    hidden = stage_codings(source=source, target=target, by=by, progress=progress)
    try:
        _merge(by=by, source=source, target=target, hidden=hidden, why=why)
    finally:
        clear_staged(hidden=hidden)
    target.refresh_from_db()
    return target


def _merge(*, by: By, source: Theme, target: Theme, hidden: Theme, why: str) -> None:
    nested = list(source.nested.filter(ended_at=None))
    parents = [one for one in (source.parent, target.parent) if one is not None]
    with recorded_change(
        engagement=source.codebook.engagement,
        kind=Kind.MERGED,
        by=by,
        why=why,
        touched=[source, target, *nested, *parents],
    ) as change:
        # Staging took a while: one may have ended, and more may have come.
        require_standing(source, target)
        _renest(source, target)
        put_over(hidden=hidden, source=source, target=target, change=change)
        late = dict(missing_in(target, source).values_list("contribution_id", "origin"))
        give(change=change, theme=target, origin_of=late, by=by)
        source.ended_at, source.merged_into = timezone.now(), target
        source.save(update_fields=["ended_at", "merged_into"])


def split_theme(
    *, by: By, theme: Theme, contribution_ids: Collection[int], name: str, why: str
) -> Theme:
    """Return a new theme with these contributions, which leave the old one.

    Raises:
        InputError: none of them is in the theme.
    """
    require_standing(theme)
    origins = origins_in(theme, contribution_ids)
    if not origins:
        raise InputError("Choose contributions of this theme for the new one.")
    with recorded_change(
        engagement=theme.codebook.engagement, kind=Kind.SPLIT, by=by, why=why, touched=[theme]
    ) as change:
        split = new_theme(codebook=change.codebook, name=name, by=by, parent=theme.parent)
        change.themes.add(split)
        take(change=change, theme=theme, contribution_ids=origins)
        give(change=change, theme=split, origin_of=origins, by=by)
    return split


def end_theme(*, by: By, theme: Theme, why: str) -> Theme:
    """Return the ended theme; what is in no other theme waits in the queue again."""
    require_standing(theme)
    nested = list(theme.nested.filter(ended_at=None))
    touched = [theme, *nested, *([theme.parent] if theme.parent else [])]
    with recorded_change(
        engagement=theme.codebook.engagement, kind=Kind.ENDED, by=by, why=why, touched=touched
    ):
        Theme.objects.filter(pk__in=[one.pk for one in nested]).update(parent=None)
        theme.ended_at = timezone.now()
        theme.save(update_fields=["ended_at"])
    return theme


def _renest(source: Theme, target: Theme) -> None:
    """Nest what was nested in the source in the target, or beside it if that is nested."""
    if target.parent_id == source.pk:
        target.parent = None
        target.save(update_fields=["parent"])
    head = target.parent or target
    source.nested.filter(ended_at=None).exclude(pk=target.pk).update(parent=head)


def _require_two_levels(theme: Theme, parent: Theme) -> None:
    if parent.pk == theme.pk or parent.codebook_id != theme.codebook_id:
        raise ConflictError("Choose another theme of the same engagement to nest it in.")
    if parent.parent_id is not None:
        raise ConflictError(f"“{parent.name}” is nested itself. Themes have two levels.")
    if theme.nested.filter(ended_at=None).exists():
        raise ConflictError(f"“{theme.name}” holds nested themes. Themes have two levels.")
