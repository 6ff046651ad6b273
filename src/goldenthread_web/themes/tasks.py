"""In the background: looking for themes, accepting a large one, and merging it."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django_tasks import task

from goldenthread_web.engagement.changes.looking import log_look
from goldenthread_web.engagement.models import Engagement, Question
from goldenthread_web.jobs.changes import add_job, enqueue_on_commit, working_on
from goldenthread_web.jobs.models import Job
from goldenthread_web.people.audit import WORKER
from goldenthread_web.people.models import Person
from goldenthread_web.themes.changes.discovering import add_run, finish_run, store_discovery
from goldenthread_web.themes.changes.erasure import forget
from goldenthread_web.themes.changes.shaping import merge_themes, require_mergeable
from goldenthread_web.themes.changes.suggesting import (
    BATCH,
    accept_suggested_theme,
    require_acceptable,
)
from goldenthread_web.themes.models import DiscoveryRun, SuggestedTheme, Theme
from goldenthread_web.themes.queries.corpus import (
    ReadContributions,
    gone_meanwhile,
    read_contributions,
)
from goldenthread_web.themes.vectors import remembering_encoder

if TYPE_CHECKING:
    from goldenthread.records.themes import ThemeDiscovery

SHARE_OF_STORING = 0.1
MOST_AT_ONCE = BATCH  # contributions: with more, somebody would wait for one pause after another


@transaction.atomic
def start_discovery(
    *, by: Person, engagement: Engagement, question: Question | None = None, seed: int = 0
) -> Job:
    """Return the job that looks for themes in an engagement, or in answers to one question."""
    board = reverse("themes:board", args=[engagement.slug])
    job = add_job(by=by, title=f"Find themes in “{engagement.title}”"[:200], result_path=board)
    run = add_run(by=by, engagement=engagement, question=question, seed=seed, job=job)
    enqueue_on_commit(lambda: run_discovery.enqueue(job.pk, run.pk))
    return job


@task()
def run_discovery(job_id: int, run_id: int) -> None:
    """Read, find, store, finish. What is half-done counts for nothing."""
    with working_on(job_id) as progress:
        run = DiscoveryRun.objects.select_related("engagement", "question", "made_by").get(
            pk=run_id
        )
        progress("Reading contributions", 0.0)
        read = read_contributions(run.engagement, run.question)
        if run.made_by is not None and read.ids:
            log_look(by=run.made_by, engagement=run.engagement, shown=len(read.ids))
        found = _discover(
            read,
            run.seed,
            lambda stage, share: progress(stage, share * (1 - SHARE_OF_STORING)),
        )
        progress("Storing what was found", 1 - SHARE_OF_STORING)
        store_discovery(run=run, read=read, found=found)
        if gone := gone_meanwhile(read, run.engagement):
            forget(by=WORKER, contribution_ids=list(gone), texts=list(gone.values()))
        finish_run(by=run.made_by or WORKER, run=run, method=found.method)
        progress.outcome = _outcome(run)


def _discover(
    read: ReadContributions,
    seed: int,
    progress: Callable[[str, float], None],
) -> "ThemeDiscovery":
    # Here, because it brings faiss along, which the site's pages do without.
    from goldenthread.themes import discover_themes  # noqa: PLC0415

    folder = settings.FOLDER / "vectors"
    return discover_themes(
        read.texts,
        languages=read.languages,
        seed=seed,
        encoder=remembering_encoder(read.languages, len(read.texts), folder),
        progress=progress,
        speakers=read.response_ids,
    )


def _outcome(run: DiscoveryRun) -> str:
    themes = run.suggested_themes.count()
    if not themes:
        return run.method
    return (
        f"{themes} themes are suggested for {run.contribution_count:,} contributions. "
        f"{run.queue_count:,} found no place and wait for a person. Nothing is decided yet."
    )


@transaction.atomic
def start_accepting(*, by: Person, suggested: SuggestedTheme, name: str = "", why: str = "") -> Job:
    """Return the job that accepts a suggestion.

    Raises:
        ConflictError: it could not be accepted now.
    """
    require_acceptable(suggested=suggested, name=name)
    board = reverse("themes:board", args=[suggested.run.engagement.slug])
    title = f"Accept the theme “{name or suggested.name}”"[:200]
    job = add_job(by=by, title=title, result_path=board)
    enqueue_on_commit(lambda: run_accepting.enqueue(job.pk, suggested.pk, name, why))
    return job


@task()
def run_accepting(job_id: int, suggested_id: int, name: str, why: str) -> None:
    """Fill the theme and let it stand; what is half-filled is there for nobody."""
    with working_on(job_id) as progress:
        suggested = SuggestedTheme.objects.select_related("run__engagement").get(pk=suggested_id)
        theme = accept_suggested_theme(
            by=progress.job.started_by or WORKER,
            suggested=suggested,
            name=name,
            why=why,
            progress=lambda share: progress("Putting contributions into the theme", share),
        )
        progress.outcome = f"“{theme.name}” is a theme now."


@transaction.atomic
def start_merging(*, by: Person, source: Theme, target: Theme, why: str) -> Job:
    """Return the job that merges a theme into another.

    Raises:
        InputError, ConflictError: they could not be merged now.
    """
    require_mergeable(source=source, target=target)
    board = reverse("themes:board", args=[source.codebook.engagement.slug])
    title = f"Merge “{source.name}” into “{target.name}”"[:200]
    job = add_job(by=by, title=title, result_path=board)
    enqueue_on_commit(lambda: run_merging.enqueue(job.pk, source.pk, target.pk, why))
    return job


@task()
def run_merging(job_id: int, source_id: int, target_id: int, why: str) -> None:
    """Stage, put over, clear away; what is half-staged is there for nobody."""
    with working_on(job_id) as progress:
        themes = Theme.objects.select_related("codebook__engagement")
        source, target = themes.get(pk=source_id), themes.get(pk=target_id)
        merge_themes(
            by=progress.job.started_by or WORKER,
            source=source,
            target=target,
            why=why,
            progress=lambda share: progress("Putting contributions into the theme", share),
        )
        progress.outcome = (
            f"“{source.name}” is merged into “{target.name}”. The history can undo it."
        )
