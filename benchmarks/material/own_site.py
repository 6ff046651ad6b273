# ruff: noqa: PLC0415 - Django is set up before its models are imported
"""A site in a folder of its own, and the steps that a benchmark takes inside it.

Each step is a process of its own: `python benchmarks/material/own_site.py STEP`.
"""

import json
import os
import random
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve()
KINDS = ("small", "large")
STOP_SECONDS = 40


@dataclass
class Site:
    """`goldenthread serve` on a free port; its processes and how much memory each ever held."""

    folder: Path
    port: int = 0
    peaks: dict[str, float] = field(default_factory=dict)
    _serving: "subprocess.Popen[bytes] | None" = None
    _is_over: threading.Event = field(default_factory=threading.Event)

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "GOLDENTHREAD_FOLDER": str(self.folder),
            "GOLDENTHREAD_TRUSTED_PROXIES": "1",
            "DJANGO_SETTINGS_MODULE": "goldenthread_web.config.settings",
            "PYTHONPATH": str(HERE.parents[1]),
        }

    def step(self, name: str, *given: object) -> Any:
        """Return what a step, run inside the site by a process of its own, found out."""
        command = [sys.executable, str(HERE), name, *map(str, given)]
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise RuntimeError(f"The step {name} failed:\n{done.stderr[-3_000:]}")
        return json.loads(done.stdout.strip().splitlines()[-1])

    def __enter__(self) -> "Site":
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        command = [sys.executable, "-m", "goldenthread_web.command.main", "serve"]
        with (self.folder / "serve.log").open("wb") as log:
            self._serving = subprocess.Popen(
                [*command, "--address", f"127.0.0.1:{self.port}"],
                env=self.environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self._wait_for_an_answer()
        threading.Thread(target=self._watch, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._is_over.set()
        assert self._serving is not None
        own = [self._serving.pid, *_descendants(self._serving.pid)]
        self._serving.terminate()
        try:
            self._serving.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._serving.kill()
        for pid in own:
            if str(self.folder) in _read(f"/proc/{pid}/environ"):
                os.kill(pid, 9)

    def begin_peaks(self) -> None:
        """Forget what was held before; a process that has grown stays grown."""
        self.peaks.clear()

    def _wait_for_an_answer(self) -> None:
        for _ in range(300):
            with socket.socket() as line:
                if line.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.2)
        raise TimeoutError((self.folder / "serve.log").read_text())

    def _watch(self) -> None:
        while not self._is_over.wait(0.5):
            held = {"web": 0.0, "worker": 0.0}
            assert self._serving is not None
            for pid in [self._serving.pid, *_descendants(self._serving.pid)]:
                words = _read(f"/proc/{pid}/cmdline").split("\0")
                held["worker" if "worker" in words else "web"] += _megabytes(pid)
            for name, megabytes in held.items():
                self.peaks[name] = max(megabytes, self.peaks.get(name, 0.0))


def _read(path: str) -> str:
    try:
        return Path(path).read_text(errors="replace")
    except OSError:
        return ""


def _descendants(pid: int) -> list[int]:
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, _read(str(task)).split()):
            found += [child, *_descendants(child)]
    return found


def _megabytes(pid: int) -> float:
    for line in _read(f"/proc/{pid}/status").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return 0.0


def prepare() -> dict[str, object]:
    """Make an engagement to import into for each size, and a person with a link to sign in."""
    from django.utils import timezone

    from goldenthread_web.engagement.models import Engagement, EngagementMember, Question
    from goldenthread_web.people.audit import SHELL
    from goldenthread_web.people.changes import add_person, make_sign_in_link

    roles = ["engagement officer", "moderator", "analyst", "policy officer"]
    person = add_person(by=SHELL, email="bench@example.org", name="Bench Officer", roles=roles)
    told = ("why_asked", "who_decides", "decided_when", "other_ways", "supporting_documents")
    questions = {}
    for kind in KINDS:
        engagement = Engagement.objects.create(
            title=f"Benchmark, {kind}", slug=kind, privacy_notice="None", audience="Everybody",
            opens_on="2026-01-01", closes_on="2099-01-01", is_published=True,
            **dict.fromkeys(told, "Benchmark"),
        )  # fmt: skip
        EngagementMember.objects.create(engagement=engagement, person=person)
        asked = Question.objects.create(
            engagement=engagement,
            key="words",
            position=1,
            kind="open",
            text=f"What matters ({kind})?",
        )
        questions[kind] = asked.pk
    token = make_sign_in_link(by=SHELL, person=person, now=timezone.now())
    return {"token": token, "questions": questions}


def release() -> int:
    """Release what has no finding and no flag, as a moderator does in bulk."""
    from goldenthread_web.engagement.models import Contribution

    held = Contribution.objects.filter(
        status="held", has_finding=False, is_flagged=False, response__is_young_person=False
    )
    return held.update(status="released")


def suggest(slug: str) -> dict[str, object]:
    """Store suggestions by chance, where only the pages are to be timed."""
    import numpy as np

    from goldenthread.records.themes import SuggestedTheme, ThemeDiscovery
    from goldenthread_web.engagement.models import Engagement
    from goldenthread_web.jobs.changes import add_job
    from goldenthread_web.people.audit import SHELL
    from goldenthread_web.themes.changes.discovering import add_run, finish_run, store_discovery
    from goldenthread_web.themes.queries.corpus import read_contributions

    engagement = Engagement.objects.get(slug=slug)
    read = read_contributions(engagement, None)
    chance = np.random.default_rng(0)
    count = len(read.ids)
    labels = np.where(chance.random(count) < 0.07, -1, chance.integers(0, 25, count))
    themes = tuple(
        SuggestedTheme(
            name=f"Theme {label}",
            phrases=("one", "two"),
            size=int((labels == label).sum()),
            stability=0.8,
            exemplars=tuple(np.flatnonzero(labels == label)[:10].tolist()),
        )
        for label in range(25)
    )
    found = ThemeDiscovery(themes, labels, chance.random(count), np.arange(count), "by chance")
    job = add_job(by=SHELL, title="Suggestions by chance")
    run = add_run(by=SHELL, engagement=engagement, question=None, seed=0, job=job)
    store_discovery(run=run, read=read, found=found)
    finish_run(by=SHELL, run=run, method="by chance")
    return {"themes": len(themes)}


def pages_of(slug: str) -> dict[str, str]:
    """Return the addresses that are timed, by name."""
    from goldenthread_web.themes.models import SuggestedTheme, Theme

    office = f"/office/engagements/{slug}/"
    suggested = SuggestedTheme.objects.filter(run__engagement__slug=slug).order_by("-size").last()
    theme = Theme.objects.filter(codebook__engagement__slug=slug, ended_at=None).first()
    pages = {
        "public page": f"/engagements/{slug}/",
        "office page": office,
        "board": f"{office}themes/",
        "theme": f"{office}themes/theme/{theme.pk}/" if theme else "",
        "suggested theme": f"{office}themes/suggested/{suggested.pk}/" if suggested else "",
        "queue": f"{office}themes/queue/",
        "queue, surest first": f"{office}themes/queue/?sort=surest",
        "queue, search": f"{office}themes/queue/?words=street",
        "copies": f"{office}themes/copies/",
        "release queue": f"{office}release/",
        "bulk release": f"{office}bulk-release/",
        "list": f"{office}contributions/",
        "list, last page": f"{office}contributions/?page=99999",
        "list, search": f"{office}contributions/?words=street",
        "list, released": f"{office}contributions/?state=released",
        "imports": f"{office}imports/",
        "What we heard": f"{office}what-we-heard/",
    }
    return {name: path for name, path in pages.items() if path}


def addresses() -> dict[str, dict[str, str]]:
    return {kind: pages_of(kind) for kind in KINDS}


def queries() -> dict[str, dict[str, int]]:
    """Return how many queries each page asks, seen for the second time."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from goldenthread_web.people.models import Person

    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(Person.objects.get(email="bench@example.org"))
    found: dict[str, dict[str, int]] = {}
    for kind in KINDS:
        found[kind] = {}
        for name, path in pages_of(kind).items():
            client.get(path, follow=True)
            with CaptureQueriesContext(connection) as asked:
                client.get(path, follow=True)
            found[kind][name] = len(asked)
    return found


def wake() -> None:
    import django

    django.setup()
    random.seed(0)


if __name__ == "__main__":
    wake()
    steps = {
        "prepare": prepare, "release": release, "suggest": suggest,
        "addresses": addresses, "queries": queries,
    }  # fmt: skip
    print(json.dumps(steps[sys.argv[1]](*sys.argv[2:])))  # type: ignore[operator]
