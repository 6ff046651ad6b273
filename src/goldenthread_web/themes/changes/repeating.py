"""Noting which themes still repeat words that are being removed. Nothing here keeps the words."""

from collections.abc import Sequence

from goldenthread_web.engagement.models import Contribution
from goldenthread_web.people.audit import By, record_event
from goldenthread_web.themes.models import Theme
from goldenthread_web.themes.queries.repeating import NAMES_REPEAT, written_fields

LOOKED_AT_ONCE = 500


def note_repeating_names(*, by: By, contribution_ids: Sequence[int], texts: Sequence[str]) -> int:
    """Return how many themes repeat a passage that only these contributions hold.

    People named and defined them, so people change them: an event with the theme's id is
    what the list of the information governance officer is made of.
    """
    themes = Theme.objects.filter(
        ended_at=None,
        codebook__engagement__responses__contributions__in=contribution_ids[:LOOKED_AT_ONCE],
    ).distinct()
    repeating = [theme for theme in themes if _repeats(theme, contribution_ids, texts)]
    for theme in repeating:
        record_event(by=by, action=NAMES_REPEAT, subject=theme)
    return len(repeating)


def _repeats(theme: Theme, gone: Sequence[int], texts: Sequence[str]) -> bool:
    # Here, because it brings the library's themes along, which pages do without.
    from goldenthread.themes.repeating import find_repeated  # noqa: PLC0415

    passages = [one for written in written_fields(theme) for one in find_repeated(written, texts)]
    return any(not _is_said_by_others(theme, passage, gone) for passage in passages)


def _is_said_by_others(theme: Theme, passage: str, gone: Sequence[int]) -> bool:
    others = Contribution.objects.filter(
        response__engagement=theme.codebook.engagement_id, text__icontains=passage
    )
    found = set(others.values_list("pk", flat=True)[: len(gone) + 1])
    return bool(found - set(gone))
