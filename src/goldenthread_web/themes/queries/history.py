"""The history of a codebook: who changed what, when and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from goldenthread_web.engagement.models import Engagement
from goldenthread_web.themes.models import Coding, Theme, ThemeChange

States = dict[str, Any]


def history(engagement: Engagement, theme: Theme | None = None) -> QuerySet[ThemeChange]:
    """Return the changes, the latest first: of all themes, or of one."""
    found = ThemeChange.objects.filter(codebook__engagement=engagement)
    if theme is not None:
        found = found.filter(themes=theme)
    found = found.select_related("by", "undoes", "undone_by").prefetch_related("themes")
    return found.annotate(given=_number_of("made_in"), taken=_number_of("ended_in"))


def what_came_after(change: ThemeChange) -> QuerySet[ThemeChange]:
    """Return the later changes that stand in the way of an undo, the latest first.

    Contributions that were only moved do not: they stay where they were moved to.
    """
    later = ThemeChange.objects.filter(
        pk__gt=change.pk, codebook=change.codebook, themes__in=change.themes.all(), undone_by=None
    )
    passing = [ThemeChange.Kind.UNDONE, ThemeChange.Kind.MOVED]
    return later.exclude(kind__in=passing).distinct().order_by("-pk")


@dataclass(frozen=True, slots=True)
class Step:
    """One change in words: what was done, to which themes, and whether it can be undone."""

    change: ThemeChange
    sentence: str
    is_undone: bool
    can_be_undone: bool


def described(change: ThemeChange) -> Step:
    """Return a change with its sentence; prefetch `themes` when showing many."""
    is_undone = hasattr(change, "undone_by")
    can_be_undone = not is_undone and change.kind != ThemeChange.Kind.UNDONE
    return Step(change, _sentence(change), is_undone, can_be_undone)


def _sentence(change: ThemeChange) -> str:
    before, after = change.before, change.after
    names = {pk: state["name"] for pk, state in {**after, **before}.items()}
    new = [after[pk]["name"] for pk in after if pk not in before]
    match change.kind:
        case ThemeChange.Kind.RENAMED:
            [(pk, state), *_] = before.items()
            return f"“{state['name']}” became “{after[pk]['name']}”"
        case ThemeChange.Kind.MERGED:
            gone = [pk for pk in before if after[pk]["is_ended"] and not before[pk]["is_ended"]]
            into = {str(after[pk]["merged_into_id"]) for pk in gone}
            return f"{_quoted(names, gone)} went into {_quoted(names, into)}"
        case ThemeChange.Kind.SPLIT:
            return f"“{new[0]}” was taken out of {_quoted(names, before)}"
        case ThemeChange.Kind.NESTED:
            return _nesting(names, before, after)
        case ThemeChange.Kind.UNDONE if change.undoes is not None:
            return f"Undone: {_sentence(change.undoes)}"
        case _:
            return _quoted(names, after)


def _nesting(names: dict[str, str], before: States, after: States) -> str:
    for pk, state in after.items():
        if state["parent_id"] != before[pk]["parent_id"]:
            inside = state["parent_id"]
            where = f"is nested in “{names[str(inside)]}”" if inside else "stands alone"
            return f"“{names[pk]}” {where}"
    return _quoted(names, after)


def _number_of(field: str) -> Coalesce:
    """Return how many codings a change gave or took, for each change of a page."""
    codings = Coding.objects.filter(**{field: OuterRef("pk")}).order_by().values(field)
    return Coalesce(Subquery(codings.annotate(n=Count("pk")).values("n")), 0)


def _quoted(names: dict[str, str], ids: Iterable[str]) -> str:
    return ", ".join(f"“{names[pk]}”" for pk in ids if pk in names)
