"""Every change of the codebook leaves who, when, why, and what it takes to undo it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import transaction
from django.db.models import Max

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.people.audit import By, person_of, record_event
from goldenthread_web.themes.changes.tallies import count_again
from goldenthread_web.themes.models import Codebook, Theme, ThemeChange

KEPT_FIELDS = ("name", "definition", "includes", "excludes", "parent_id", "merged_into_id")
State = dict[str, str | int | bool | None]


@contextmanager
def recorded_change(
    *, engagement: Engagement, kind: ThemeChange.Kind, by: By, why: str, touched: Iterable[Theme]
) -> Iterator[ThemeChange]:
    """Record what the body does to the touched themes; add those it makes to `change.themes`.

    The codebook is locked meanwhile, so two analysts take turns.
    """
    with transaction.atomic():
        codebook = lock_codebook(engagement=engagement)
        ids = {theme.pk for theme in touched}
        change = ThemeChange.objects.create(
            codebook=codebook, kind=kind, by=person_of(by), why=why, before=_states(ids)
        )
        change.themes.set(ids)
        yield change
        themes = list(change.themes.all())
        change.after = _states({theme.pk for theme in themes})
        change.save(update_fields=["after"])
        count_again(themes=themes)
        record_event(
            by=by,
            action=f"themes.{kind.value}",
            subject=change,
            why=why,
            engagement=engagement.slug,
            themes=len(themes),
            given=change.codings_made.count(),
            taken=change.codings_ended.count(),
        )


def lock_codebook(*, engagement: Engagement) -> Codebook:
    """Return the codebook of an engagement, made if there is none, held until the end."""
    found, _ = Codebook.objects.select_for_update().get_or_create(engagement=engagement)
    return found


def new_theme(*, codebook: Codebook, name: str, by: By, **fields: object) -> Theme:
    """Return a theme that is made last in its codebook. Part of a change, never one itself."""
    require_free_name(codebook=codebook, name=name)
    last = codebook.themes.aggregate(last=Max("position"))["last"] or 0
    return Theme.objects.create(
        codebook=codebook, name=name, made_by=person_of(by), position=last + 1, **fields
    )


def require_free_name(*, codebook: Codebook, name: str, besides: Theme | None = None) -> None:
    """Refuse a name that another standing theme has.

    Raises:
        ConflictError: there is one.
    """
    others = codebook.themes.filter(name=name, ended_at=None)
    if besides is not None:
        others = others.exclude(pk=besides.pk)
    if others.exists():
        raise ConflictError(f"There is a theme called “{name}” already. Choose another name.")


def require_standing(*themes: Theme) -> None:
    """Refuse to change a theme that has ended meanwhile.

    Raises:
        ConflictError: one of them has.
    """
    ended = Theme.objects.filter(pk__in=[theme.pk for theme in themes], ended_at__isnull=False)
    for theme in ended:
        raise ConflictError(
            f"The theme “{theme.name}” was ended or merged meanwhile. Look at the history."
        )


def _states(ids: Iterable[int]) -> dict[str, State]:
    return {str(theme.pk): state_of(theme) for theme in Theme.objects.filter(pk__in=ids)}


def state_of(theme: Theme) -> State:
    """Return what an undo brings back: names and ids, never words of residents."""
    state: State = {name: getattr(theme, name) for name in KEPT_FIELDS}
    state["is_ended"] = theme.ended_at is not None
    return state
