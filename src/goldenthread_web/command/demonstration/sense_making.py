"""The codebook of the example: themes, and what an analyst put into them."""

from collections import defaultdict
from collections.abc import Mapping

from django.db import transaction

from goldenthread_web.command.demonstration.cast import Cast
from goldenthread_web.command.demonstration.contributions import Place
from goldenthread_web.command.demonstration.example_files import read_codings, read_toml
from goldenthread_web.engagement.models import Contribution, Engagement
from goldenthread_web.jobs.changes import add_job
from goldenthread_web.people.roles import Role
from goldenthread_web.themes.changes.discovering import add_run
from goldenthread_web.themes.changes.placing import move_contributions
from goldenthread_web.themes.changes.shaping import add_theme, define_theme, nest_theme
from goldenthread_web.themes.changes.versions import lock_version
from goldenthread_web.themes.models import Theme
from goldenthread_web.themes.queries.placements import readable
from goldenthread_web.themes.tasks import run_discovery

WHY = "Invented for this demonstration"
ThemeKey = tuple[str, str]


def find_suggestions(cast: Cast, engagement: Engagement) -> None:
    """Look for themes by the same job that an analyst starts."""
    analyst = cast[Role.ANALYST]
    job = add_job(by=analyst, title=f"Find themes in “{engagement.title}”"[:200])
    run = add_run(by=analyst, engagement=engagement, question=None, seed=0, job=job)
    run_discovery.call(job.pk, run.pk)


def make_codebooks(
    cast: Cast, engagements: Mapping[str, Engagement], placed: Mapping[Place, Contribution]
) -> dict[ThemeKey, Theme]:
    """Return the themes by (file, key): each exercise has those that were given there."""
    given = _given_by_theme(placed)
    themes: dict[ThemeKey, Theme] = {}
    for name, engagement in engagements.items():
        if name:
            with transaction.atomic():
                themes |= _make_codebook(cast, name, engagement, given)
            why = "The first reading is done. Invented for this demonstration."
            lock_version(by=cast[Role.ANALYST], engagement=engagement, why=why)
    return themes


def _given_by_theme(placed: Mapping[Place, Contribution]) -> dict[ThemeKey, list[int]]:
    given: dict[ThemeKey, list[int]] = defaultdict(list)
    for coding in read_codings():
        contribution = placed[coding["file"], coding["id"], coding["question"]]
        for key in coding["themes"].split(";"):
            given[coding["file"], key.strip()].append(contribution.pk)
    return given


def _make_codebook(
    cast: Cast, name: str, engagement: Engagement, given: Mapping[ThemeKey, list[int]]
) -> dict[ThemeKey, Theme]:
    analyst, described = cast[Role.ANALYST], read_toml("codebook.toml")["theme"]
    can_be_read = set(readable(engagement).values_list("pk", flat=True))
    themes: dict[ThemeKey, Theme] = {}
    for entry in described:
        ids = [pk for pk in given.get((name, entry["key"]), []) if pk in can_be_read]
        if ids:
            theme = add_theme(by=analyst, engagement=engagement, name=entry["name"], why=WHY)
            define_theme(
                by=analyst,
                theme=theme,
                definition=entry["definition"],
                includes=entry["includes"],
                excludes=entry["excludes"],
                why=WHY,
            )
            move_contributions(by=analyst, contribution_ids=ids, into=theme, why=WHY)
            themes[name, entry["key"]] = theme
    for entry in described:
        nested, parent = (themes.get((name, entry.get(role, ""))) for role in ("key", "parent"))
        if nested is not None and parent is not None:
            nest_theme(by=analyst, theme=nested, parent=parent, why=WHY)
    return themes
