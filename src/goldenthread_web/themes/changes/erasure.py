"""Forgetting what was erased: everything of this stage that points at a contribution."""

from collections.abc import Sequence

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet, Sum

from goldenthread_web.engagement.models import Contribution, EngagementResponse
from goldenthread_web.people.audit import By, record_event
from goldenthread_web.themes.changes.repeating import note_repeating_names
from goldenthread_web.themes.changes.tallies import count_again
from goldenthread_web.themes.models import (
    Campaign,
    Coding,
    DiscoveryRun,
    NearDuplicate,
    SuggestedTheme,
    Suggestion,
    Theme,
)
from goldenthread_web.themes.queries.corpus import texts_of
from goldenthread_web.themes.vectors import forget_vectors

BATCH = 500


@transaction.atomic
def forget(*, by: By, contribution_ids: Sequence[int], texts: Sequence[str] | None = None) -> int:
    """Return how many rows were deleted with these contributions.

    Call it before their words are cleared, or hand the `texts` in: vectors are
    found by text. Suggested names and phrases that only the erased words held go too;
    themes that people named with them are noted, to be changed by people.
    """
    said = texts_of(contribution_ids) if texts is None else list(texts)
    deleted = sum(
        _forget_part(contribution_ids[first : first + BATCH])
        for first in range(0, len(contribution_ids), BATCH)
    )
    _forget_phrases(contribution_ids, said)
    note_repeating_names(by=by, contribution_ids=contribution_ids, texts=said)
    vectors = forget_vectors(said, settings.FOLDER / "vectors")
    for first in Contribution.objects.filter(pk__in=contribution_ids[:1]):
        record_event(by=by, action="themes.forgotten", subject=first, rows=deleted, vectors=vectors)
    return deleted


def _forget_part(ids: Sequence[int]) -> int:
    coded = list(Theme.objects.filter(codings__contribution_id__in=ids).distinct())
    suggestions = Suggestion.objects.filter(contribution_id__in=ids)
    suggested = list(SuggestedTheme.objects.filter(suggestions__contribution_id__in=ids).distinct())
    runs = list(DiscoveryRun.objects.filter(suggestions__contribution_id__in=ids).distinct())
    deleted = Coding.objects.filter(contribution_id__in=ids).delete()[0]
    deleted += suggestions.delete()[0]
    deleted += _forget_copies(ids)
    for run in runs:
        _count_run_again(run)
    for theme in suggested:
        _count_suggested_again(theme, set(ids))
    count_again(themes=[theme for theme in coded if theme.ended_at is None])
    return deleted


def _forget_copies(ids: Sequence[int]) -> int:
    """Delete copies; where the first of a group goes, the next one takes its place."""
    copies = NearDuplicate.objects.filter(contribution_id__in=ids)
    groups = set(copies.values_list("run", "first"))
    deleted = copies.delete()[0]
    headless = NearDuplicate.objects.filter(first_id__in=ids)
    moved = {
        (run, first): _next_first(run, first)
        for run, first in headless.values_list("run", "first").distinct()
    }
    for run, first in (groups - moved.keys()) | {(run, new) for (run, _), new in moved.items()}:
        _count_campaign_again(run, first)
    return deleted + Campaign.objects.filter(first_id__in=ids).delete()[0]


def _next_first(run: int, gone: int) -> int:
    group = NearDuplicate.objects.filter(run=run, first=gone).order_by("contribution")
    new = group.values_list("contribution_id", flat=True)[0]
    group.filter(contribution=new).delete()
    NearDuplicate.objects.filter(run=run, first=gone).update(first=new)
    Campaign.objects.filter(run=run, first=gone).update(first=new)
    return new


def _count_campaign_again(run: int, first: int) -> None:
    copies = NearDuplicate.objects.filter(run=run, first=first)
    ids = [first, *copies.values_list("contribution_id", flat=True)]
    Campaign.objects.filter(run=run, first=first).update(
        contribution_count=len(ids),
        people_count=_people_behind(Contribution.objects.filter(pk__in=ids)),
        own_words_count=copies.filter(has_own_words=True).count(),
    )


def _count_run_again(run: DiscoveryRun) -> None:
    run.contribution_count = run.suggestions.count()
    run.queue_count = run.suggestions.filter(suggested_theme=None).count()
    run.save(update_fields=["contribution_count", "queue_count"])


def _count_suggested_again(theme: SuggestedTheme, gone: set[int]) -> None:
    placed = theme.suggestions.values("contribution_id")
    copies = NearDuplicate.objects.filter(run=theme.run, contribution_id__in=placed)
    theme.size = theme.suggestions.count()
    theme.without_copies_count = theme.size - copies.count()
    theme.people_count = _people_behind(Contribution.objects.filter(pk__in=placed))
    theme.exemplar_ids = [pk for pk in theme.exemplar_ids if pk not in gone]
    theme.save(update_fields=["size", "without_copies_count", "people_count", "exemplar_ids"])


def _people_behind(contributions: QuerySet[Contribution]) -> int:
    responses = EngagementResponse.objects.filter(pk__in=contributions.values("response_id"))
    total: int | None = responses.aggregate(n=Sum("people_count"))["n"]
    return total or 0


def _forget_phrases(gone: Sequence[int], texts: Sequence[str]) -> None:
    """Take out of suggestions the phrases that nobody else has said."""
    said = "\n".join(texts).casefold()
    runs = DiscoveryRun.objects.filter(
        engagement__responses__contributions__in=gone[:BATCH]
    ).distinct()
    for theme in SuggestedTheme.objects.filter(run__in=runs):
        lost = [phrase for phrase in theme.phrases if phrase.casefold() in said]
        lost = [phrase for phrase in lost if not _is_said_by_others(theme, phrase)]
        if lost:
            theme.phrases = [phrase for phrase in theme.phrases if phrase not in lost]
            if any(phrase.casefold() in theme.name.casefold() for phrase in lost):
                theme.name = f"Suggested theme {theme.position}"
            theme.save(update_fields=["phrases", "name"])


def _is_said_by_others(theme: SuggestedTheme, phrase: str) -> bool:
    placed = theme.suggestions.values("contribution_id")
    return Contribution.objects.filter(pk__in=placed, text__icontains=phrase).exists()
