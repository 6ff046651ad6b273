"""Storing what a run of theme discovery found. It counts only once it is finished."""

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from django.db import transaction
from django.db.models import Model
from django.utils import timezone

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.jobs.models import Job
from goldenthread_web.people.audit import By, person_of, record_event
from goldenthread_web.themes.changes.tallies import count_all_again
from goldenthread_web.themes.models import (
    Campaign,
    DiscoveryRun,
    NearDuplicate,
    SuggestedTheme,
    Suggestion,
)
from goldenthread_web.themes.queries.corpus import ReadContributions, has_own_words
from goldenthread_web.themes.queries.runs import unfinished_run

if TYPE_CHECKING:
    # It brings numpy along, which the site's pages do without.
    from goldenthread.records.themes import ThemeDiscovery

BATCH = 500
PAUSE_SECONDS = 0.05
FEWEST_IN_A_CAMPAIGN = 5
# A few plain words are what many people write by themselves: "more buses".
SHORTEST_CAMPAIGN = 40
NOT_PLACED = -1
M = TypeVar("M", bound=Model)


@transaction.atomic
def add_run(
    *, by: By, engagement: Engagement, question: Question | None, seed: int, job: Job
) -> DiscoveryRun:
    """Return a run that is about to begin.

    Raises:
        ConflictError: one goes on already; two would only be in each other's way.
    """
    if unfinished_run(engagement) is not None:
        raise ConflictError("Themes are being looked for already. Wait until that has ended.")
    run = DiscoveryRun.objects.create(
        engagement=engagement, question=question, seed=seed, job=job, made_by=person_of(by)
    )
    record_event(
        by=by, action="themes.discovery-started", subject=run, engagement=engagement.slug, seed=seed
    )
    return run


def store_discovery(*, run: DiscoveryRun, read: ReadContributions, found: "ThemeDiscovery") -> None:
    """Store what was found in small batches. Run again after a failure, it starts afresh."""
    _clear(run)
    themes = _store_themes(run, read, found)
    _store_in_batches(_suggestions(run, read, found, themes))
    _store_in_batches(_near_duplicates(run, read, found))
    _store_in_batches(_campaigns(run, read, found))


@transaction.atomic
def finish_run(*, by: By, run: DiscoveryRun, method: str) -> DiscoveryRun:
    """Return the run, which counts from now on: its suggestions and copies are the latest."""
    run.method = method
    run.contribution_count = run.suggestions.count()
    run.queue_count = run.suggestions.filter(suggested_theme=None).count()
    run.finished_at = timezone.now()
    run.save(update_fields=["method", "contribution_count", "queue_count", "finished_at"])
    count_all_again(engagement=run.engagement)
    record_event(
        by=by,
        action="themes.discovery-finished",
        subject=run,
        engagement=run.engagement.slug,
        contributions=run.contribution_count,
        not_placed=run.queue_count,
        themes=run.suggested_themes.count(),
    )
    return run


def _clear(run: DiscoveryRun) -> None:
    for model in (Suggestion, NearDuplicate, Campaign, SuggestedTheme):
        model._default_manager.filter(run=run).delete()  # noqa: SLF001


def _store_themes(
    run: DiscoveryRun, read: ReadContributions, found: "ThemeDiscovery"
) -> list[SuggestedTheme]:
    labels = found.labels.tolist()
    texts = Counter(dict.fromkeys(zip(labels, found.duplicate_of.tolist(), strict=True)))
    different = Counter(label for label, _ in texts)
    people = read.people_by(labels)
    return SuggestedTheme.objects.bulk_create(
        SuggestedTheme(
            run=run,
            position=place + 1,
            name=theme.name[:200],
            phrases=list(theme.phrases),
            size=theme.size,
            without_copies_count=different[place],
            people_count=people[place],
            stability=min(max(float(theme.stability), 0.0), 1.0),
            exemplar_ids=[read.ids[row] for row in theme.exemplars],
        )
        for place, theme in enumerate(found.themes)
    )


def _suggestions(
    run: DiscoveryRun,
    read: ReadContributions,
    found: "ThemeDiscovery",
    themes: list[SuggestedTheme],
) -> Iterator[Suggestion]:
    placed = zip(read.ids, found.labels.tolist(), found.confidence.tolist(), strict=True)
    for pk, label, confidence in placed:
        theme = None if label == NOT_PLACED else themes[label]
        yield Suggestion(
            run=run,
            contribution_id=pk,
            suggested_theme=theme,
            confidence=min(max(confidence, 0.0), 1.0),
        )


def _near_duplicates(
    run: DiscoveryRun, read: ReadContributions, found: "ThemeDiscovery"
) -> Iterator[NearDuplicate]:
    for row, first in enumerate(found.duplicate_of.tolist()):
        if first != row:
            yield NearDuplicate(
                run=run,
                contribution_id=read.ids[row],
                first_id=read.ids[first],
                has_own_words=has_own_words(read.texts[row], read.texts[first]),
            )


def _campaigns(
    run: DiscoveryRun, read: ReadContributions, found: "ThemeDiscovery"
) -> Iterator[Campaign]:
    groups = found.duplicate_of.tolist()
    sizes, people = Counter(groups), read.people_by(groups)
    own = Counter(
        first
        for row, first in enumerate(groups)
        if sizes[first] >= FEWEST_IN_A_CAMPAIGN
        and has_own_words(read.texts[row], read.texts[first])
    )
    for first, size in sizes.items():
        if size >= FEWEST_IN_A_CAMPAIGN and len(read.texts[first]) >= SHORTEST_CAMPAIGN:
            yield Campaign(
                run=run,
                first_id=read.ids[first],
                contribution_count=size,
                people_count=people[first],
                own_words_count=own[first],
            )


def _store_in_batches(rows: Iterable[M]) -> None:
    """Write rows a few hundred at a time with pauses, so that nobody waits for the store."""
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        type(batch[0])._default_manager.bulk_create(batch)  # noqa: SLF001
        if len(batch) == BATCH:
            time.sleep(PAUSE_SECONDS)
