"""Putting contributions into themes, and taking them out again."""

from collections.abc import Collection

from goldenthread.errors import InputError
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.people.audit import By
from goldenthread_web.themes.changes.codings import give, take
from goldenthread_web.themes.changes.lineage import recorded_change, require_standing
from goldenthread_web.themes.models import Coding, Theme, ThemeChange
from goldenthread_web.themes.queries.placements import readable

BATCH = 500


def move_contributions(
    *,
    by: By,
    contribution_ids: Collection[int],
    into: Theme | None = None,
    out_of: Theme | None = None,
    why: str = "",
    origin: str = Coding.Origin.READ,
) -> ThemeChange:
    """Return the change that moved contributions: from the queue or a theme, into one or out.

    Raises:
        InputError: neither theme is given, or none of the contributions can be read here.
        ConflictError: a theme has ended meanwhile.
    """
    touched = [theme for theme in (into, out_of) if theme is not None]
    engagement = _engagement_of(touched)
    ids = _of_engagement(engagement, contribution_ids)
    with recorded_change(
        engagement=engagement, kind=ThemeChange.Kind.MOVED, by=by, why=why, touched=touched
    ) as change:
        if out_of is not None:
            take(change=change, theme=out_of, contribution_ids=ids)
        if into is not None:
            give(change=change, theme=into, origin_of=dict.fromkeys(ids, str(origin)), by=by)
    return change


def _engagement_of(themes: list[Theme]) -> Engagement:
    """Return the engagement of the themes, which is one."""
    if not themes or len({theme.codebook_id for theme in themes}) > 1:
        raise InputError("Choose a theme of this engagement.")
    if len({theme.pk for theme in themes}) < len(themes):
        raise InputError("They are in this theme already. Choose another one.")
    require_standing(*themes)
    return themes[0].codebook.engagement


def _of_engagement(engagement: Engagement, contribution_ids: Collection[int]) -> list[int]:
    """Return those of the ids that belong here, in order; the rest is nobody's to move."""
    ids, found = list(contribution_ids), set[int]()
    for first in range(0, len(ids), BATCH):
        part = readable(engagement).filter(pk__in=ids[first : first + BATCH])
        found.update(part.values_list("pk", flat=True))
    if not found:
        raise InputError("Choose at least one contribution.")
    return sorted(found)
