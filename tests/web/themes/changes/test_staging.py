"""A large merge is written where nobody sees it, then put over; whatever happens meanwhile."""

import pytest
from django.urls import reverse
from tests.web.builders import make_response

from goldenthread.errors import ConflictError
from goldenthread_web.engagement.models import Contribution
from goldenthread_web.jobs.models import Job
from goldenthread_web.themes.changes import shaping, staging
from goldenthread_web.themes.changes.placing import move_contributions
from goldenthread_web.themes.models import Coding, Theme, ThemeChange
from goldenthread_web.themes.queries import active_codings
from goldenthread_web.themes.tasks import run_merging, start_merging
from goldenthread_web.themes.views import shaping as view


@pytest.fixture(autouse=True)
def _small_batches_without_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staging, "BATCH", 2)
    monkeypatch.setattr(staging, "PAUSE_SECONDS", 0)


@pytest.fixture
def two(engagement, analyst, said) -> tuple[Theme, Theme]:
    """Return a theme with five contributions, and one with the sixth and one of those."""
    source, target = (
        shaping.add_theme(by=analyst, engagement=engagement, name=name) for name in ("A", "B")
    )
    move_contributions(by=analyst, contribution_ids=[one.pk for one in said[:5]], into=source)
    move_contributions(by=analyst, contribution_ids=[said[5].pk], into=target)
    Coding.objects.create(theme=target, contribution=said[0], origin="read")
    return source, target


def themes_of(engagement) -> dict[str, set[int]]:
    found: dict[str, set[int]] = {}
    for name, contribution in active_codings(engagement).values_list("theme__name", "contribution"):
        found.setdefault(name, set()).add(contribution)
    return found


def test_nobody_sees_a_merge_before_it_is_whole(engagement, analyst, said, two) -> None:
    before, seen, shares = themes_of(engagement), [], []

    def look(share: float) -> None:
        seen.append(themes_of(engagement))
        shares.append(share)

    shaping.merge_themes(by=analyst, source=two[0], target=two[1], why="same", progress=look)
    assert (seen, shares) == ([before, before], [0.5, 1.0])
    assert themes_of(engagement) == {"B": {one.pk for one in said}}
    assert Theme.objects.count() == 2, "what was staged is cleared away"
    merge = ThemeChange.objects.get(kind="merged")
    assert merge.codings_made.count() == 4


def test_codings_are_written_in_lots_with_a_pause_between(analyst, two, monkeypatch) -> None:
    sizes: list[int] = []
    pauses: list[float] = []
    write = type(Coding.objects).bulk_create

    def written(manager, codings, **more):
        rows = list(codings)
        sizes.append(len(rows))
        return write(manager, rows, **more)

    monkeypatch.setattr(type(Coding.objects), "bulk_create", written)
    monkeypatch.setattr(staging.time, "sleep", pauses.append)
    shaping.merge_themes(by=analyst, source=two[0], target=two[1], why="same")
    assert sizes == [2, 2, 0], "nothing came late"
    assert pauses == [staging.PAUSE_SECONDS]


def test_what_moves_while_it_is_staged_goes_where_it_was_moved(
    engagement, analyst, said, two
) -> None:
    source, target = two
    third = shaping.add_theme(by=analyst, engagement=engagement, name="C")
    late = make_response(engagement, "Said late").contributions.get()
    moves = [
        lambda: move_contributions(
            by=analyst, contribution_ids=[said[1].pk], into=third, out_of=source
        ),
        lambda: (
            move_contributions(by=analyst, contribution_ids=[late.pk], into=source),
            Coding.objects.create(theme=target, contribution=said[2], origin="read"),
        ),
    ]
    shaping.merge_themes(
        by=analyst, source=source, target=target, why="same",
        progress=lambda share: moves.pop(0)() if moves else None,
    )  # fmt: skip
    everything = {one.pk for one in Contribution.objects.all()}
    assert themes_of(engagement) == {"B": everything - {said[1].pk}, "C": {said[1].pk}}


def test_a_theme_that_ends_meanwhile_is_not_merged_and_nothing_is_left(
    engagement, analyst, two
) -> None:
    source, target = two
    before = themes_of(engagement)["A"]
    with pytest.raises(ConflictError, match="ended or merged meanwhile"):
        shaping.merge_themes(
            by=analyst, source=source, target=target, why="same",
            progress=lambda share: (
                shaping.end_theme(by=analyst, theme=target, why="no") if share < 1 else None
            ),
        )  # fmt: skip
    assert themes_of(engagement) == {"A": before}
    assert Theme.objects.count() == 2


def test_what_was_left_by_a_program_that_was_killed_is_cleared_and_counts_nothing(
    engagement, analyst, said, two, monkeypatch
) -> None:
    source, target = two
    before = themes_of(engagement)

    def killed(**_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken:
        broken.setattr(shaping, "clear_staged", lambda **_: None)
        broken.setattr(shaping, "_merge", killed)
        with pytest.raises(KeyboardInterrupt):
            shaping.merge_themes(by=analyst, source=source, target=target, why="same")
    assert Theme.objects.count() == 3
    assert themes_of(engagement) == before
    shaping.merge_themes(by=analyst, source=source, target=target, why="same")
    assert themes_of(engagement) == {"B": {one.pk for one in said}}
    assert Theme.objects.count() == 2


def test_a_large_merge_is_a_job_that_is_told_in_the_history(
    engagement, analyst, signed_in, two, monkeypatch, django_capture_on_commit_callbacks
) -> None:
    monkeypatch.setattr(view, "MOST_AT_ONCE", 4)
    source, target = two
    path = reverse("themes:merge", args=[engagement.slug, source.pk])
    with django_capture_on_commit_callbacks(execute=True):
        answer = signed_in(analyst).post(path, {"into": target.pk, "why": "the same"})
    job = Job.objects.get()
    assert answer.url == reverse("jobs:job", args=[job.pk])
    assert (job.state, job.outcome) == (
        Job.State.DONE, "“A” is merged into “B”. The history can undo it.",
    )  # fmt: skip
    assert ThemeChange.objects.get(kind="merged").by == analyst
    source.refresh_from_db()
    assert source.merged_into == target


def test_a_job_that_runs_too_late_says_why(
    engagement, analyst, two, django_capture_on_commit_callbacks
) -> None:
    source, target = two
    with django_capture_on_commit_callbacks(execute=False):
        job = start_merging(by=analyst, source=source, target=target, why="same")
    shaping.end_theme(by=analyst, theme=target, why="no")
    run_merging.call(job.pk, source.pk, target.pk, "same")
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "ended or merged meanwhile" in job.outcome
    with pytest.raises(ConflictError):
        start_merging(by=analyst, source=source, target=target, why="same")
