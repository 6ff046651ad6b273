"""Locked versions of a codebook, and what differs between two states of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from goldenthread_web.engagement.models import Engagement
from goldenthread_web.themes.models import CodebookVersion
from goldenthread_web.themes.queries.counts import ThemeCount, themes_with_counts
from goldenthread_web.themes.queries.placements import not_placed

COMPARED = {
    "name": "Name",
    "definition": "Definition",
    "includes": "What is in",
    "excludes": "What is out",
    "parent": "Nested in",
    "contribution_count": "Contributions",
    "people_count": "People",
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a theme, before and after."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ThemeDifference:
    """What became of one theme: "new", "gone" or "changed", and in which fields."""

    name: str
    kind: str
    fields: tuple[FieldChange, ...] = ()


def versions(engagement: Engagement) -> QuerySet[CodebookVersion]:
    """Return the locked versions, the latest first."""
    found = CodebookVersion.objects.filter(codebook__engagement=engagement)
    return found.select_related("locked_by").order_by("-number")


def snapshot(engagement: Engagement) -> dict[str, Any]:
    """Return the codebook as it stands, ready to be stored: themes with their counts."""
    counts = themes_with_counts(engagement)
    return {
        "engagement": engagement.slug,
        "answered_count": counts[0].answered_count if counts else 0,
        "not_placed_count": not_placed(engagement).count(),
        "themes": [_written(count) for count in counts],
    }


def compare(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[ThemeDifference]:
    """Return what differs between two snapshots, theme by theme."""
    old = {theme["id"]: theme for theme in before["themes"]}
    new = {theme["id"]: theme for theme in after["themes"]}
    gone = [ThemeDifference(old[pk]["name"], "gone") for pk in old.keys() - new.keys()]
    added = [ThemeDifference(new[pk]["name"], "new") for pk in new.keys() - old.keys()]
    stayed = [_difference(old[pk], new[pk]) for pk in old.keys() & new.keys()]
    changed = [difference for difference in stayed if difference.fields]
    return sorted([*gone, *added, *changed], key=lambda one: (one.kind, one.name))


def _written(count: ThemeCount) -> dict[str, Any]:
    theme = count.theme
    return {
        "id": theme.pk,
        "name": theme.name,
        "definition": theme.definition,
        "includes": theme.includes,
        "excludes": theme.excludes,
        "parent": count.parent.name if count.parent else "",
        "contribution_count": count.contribution_count,
        "without_copies_count": count.without_copies_count,
        "people_count": count.people_count,
        "stability": count.stability,
    }


def _difference(old: Mapping[str, Any], new: Mapping[str, Any]) -> ThemeDifference:
    fields = tuple(
        FieldChange(title, str(old[field]), str(new[field]))
        for field, title in COMPARED.items()
        if old[field] != new[field]
    )
    return ThemeDifference(new["name"], "changed", fields)
