# ruff: noqa: PLC0415 - Django is set up before its models are imported
"""How long do people wait who answer while a large file is being brought in?

Brings a file of invented rows in, in one process, while another sends responses
through the function that the public form uses, on SQLite as it is shipped.
Prints the 95th percentile of a send while importing, when nothing else
happens, and their ratio; minutes and peak memory of the import.

    python benchmarks/import_responses.py [ROWS]
"""

import csv
import multiprocessing
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROWS = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdecimal() else 100_000
IDLE_SECONDS = 20
SEND_EVERY_SECONDS = 0.15
PLACES = [
    "park",
    "street",
    "market",
    "library",
    "estate",
    "canal",
    "station",
    "school",
    "square",
    "bridge",
]
WISHES = [
    "cleaner",
    "safer",
    "quieter",
    "brighter",
    "greener",
    "warmer",
    "closer",
    "cheaper",
    "wider",
    "calmer",
]
REASONS = [
    "children",
    "elders",
    "cyclists",
    "shoppers",
    "neighbours",
    "visitors",
    "students",
    "carers",
]


def words(chance: random.Random) -> str:
    """Return a sentence or a few, 60 to 400 characters long."""
    return " ".join(
        f"Please make the {chance.choice(PLACES)} {chance.choice(WISHES)} for "
        f"{chance.choice(REASONS)}, as I said on day {chance.randint(1, 9_999)}."
        for _ in range(chance.randint(1, 5))
    )


def write_file(path: Path) -> None:
    chance = random.Random(0)  # noqa: S311 - invented rows, not secrets
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(
            ["Response ID", "What would you change?", "Favourite place", "Date", "Are you a"]
        )
        for number in range(ROWS):
            place = chance.choice(PLACES).capitalize()
            day = f"2026-05-{chance.randint(1, 28):02}"
            role = chance.choice(["Resident", "Business", "Visitor"])
            writer.writerow([f"R{number}", words(chance), place, day, role])


def make_site(folder: Path) -> None:
    os.environ["GOLDENTHREAD_FOLDER"] = str(folder)
    os.environ["DJANGO_SETTINGS_MODULE"] = "goldenthread_web.config.settings"
    import django

    django.setup()


def prepare(path: Path) -> tuple[int, int, int]:
    """Return the ids of an engagement, its import and its job, all ready to go."""
    from django.core.files import File
    from django.core.management import call_command
    from django.utils import timezone

    call_command("migrate", verbosity=0)
    from goldenthread_web.engagement.changes import importing
    from goldenthread_web.engagement.models import Engagement, Question
    from goldenthread_web.engagement.queries.import_files import sample_file
    from goldenthread_web.jobs.changes import add_job
    from goldenthread_web.people.audit import SHELL

    told = ("why_asked", "who_decides", "decided_when", "other_ways", "supporting_documents")
    engagement = Engagement.objects.create(
        title="Benchmark",
        slug="benchmark",
        privacy_notice="None",
        audience="Everybody",
        opens_on="2026-01-01",
        closes_on="2099-01-01",
        is_published=True,
        **dict.fromkeys(told, "Benchmark"),
    )
    Question.objects.create(
        engagement=engagement, key="words", position=1, kind="open", text="What matters to you?"
    )
    with path.open("rb") as stream:
        added = importing.add_import(
            by=SHELL,
            engagement=engagement,
            file=File(stream, name="rows.csv"),
            sample=sample_file(path),
            now=timezone.now(),
        )
    job = add_job(by=SHELL, title="Benchmark")
    importing.begin_import(response_import=added, job=job)
    return engagement.pk, added.pk, job.pk


def bring_in(folder: Path, import_id: int, job_id: int, results: Any) -> None:
    make_site(folder)
    from goldenthread_web.engagement.tasks import run_import
    from goldenthread_web.jobs.models import Job

    begun = time.perf_counter()
    run_import.func(job_id, import_id)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    results.put((seconds, peak, Job.objects.get(pk=job_id).outcome))


def send_once(engagement_id: int, chance: random.Random) -> float:
    """Return the milliseconds that one send took."""
    from django.utils import timezone

    from goldenthread_web.engagement.changes.answering import send_response
    from goldenthread_web.engagement.models import Engagement
    from goldenthread_web.engagement.queries.answering import Draft, field_of

    engagement = Engagement.objects.get(pk=engagement_id)
    asked = engagement.questions.get(key="words")
    draft = Draft({"capacity": "resident", "may_publish": "words", field_of(asked): words(chance)})
    begun = time.perf_counter()
    send_response(
        engagement=engagement, token=str(chance.random()), draft=draft, now=timezone.now()
    )
    return (time.perf_counter() - begun) * 1000


def send_while(engagement_id: int, goes_on: Callable[[], bool]) -> list[float]:
    """Return the milliseconds of each send, one after another with a little rest."""
    chance, taken = random.Random(time.time()), []  # noqa: S311 - invented words, not secrets
    while goes_on():
        taken.append(send_once(engagement_id, chance))
        time.sleep(SEND_EVERY_SECONDS)
    return taken


def percentile(values: list[float], share: float) -> float:
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_site(folder)
        file = folder / "rows.csv"
        write_file(file)
        engagement_id, import_id, job_id = prepare(file)
        until = time.perf_counter() + IDLE_SECONDS
        idle = send_while(engagement_id, lambda: time.perf_counter() < until)
        context = multiprocessing.get_context("spawn")
        results = context.Queue()
        importer = context.Process(target=bring_in, args=(folder, import_id, job_id, results))
        importer.start()
        busy = send_while(engagement_id, importer.is_alive)
        importer.join()
        seconds, peak, outcome = results.get(timeout=5)
    print(outcome)
    print(f"import of {ROWS:,} rows: {seconds / 60:.1f} minutes, peak {peak:.0f} MB")
    for label, taken in (("idle", idle), ("while importing", busy)):
        print(
            f"{len(taken)} sends {label}: median {percentile(taken, 0.5):.0f} ms, "
            f"p95 {percentile(taken, 0.95):.0f} ms, longest {max(taken):.0f} ms"
        )
    print(f"ratio of the p95s: {percentile(busy, 0.95) / percentile(idle, 0.95):.1f}")


if __name__ == "__main__":
    main()
