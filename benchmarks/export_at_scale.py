# ruff: noqa: PLC0415 - Django is set up before its models are imported
"""How much memory does it take to hand 250,000 responses out, and how much longer than csv alone?

Fills a database of its own, then takes each file out through the whole site in a process
of its own: its peak is `ru_maxrss` of that process, from start to end. The same rows are
written again with the csv module alone, from memory, in the same run: believe the ratio.

    python benchmarks/export_at_scale.py [--responses 250000] [--folder FOLDER]
"""

import argparse
import csv
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve()
LOTS = 5_000
FORMS = ("csv", "workbook", "json")
# (kind, options, rows) of the thirty questions.
QUESTIONS = (
    [("open", 0, 0)] * 3
    + [("one choice", 6, 0)] * 10
    + [("several choices", 8, 0)] * 4
    + [("rating", 0, 0)] * 5
    + [("ranking", 5, 0)]
    + [("matrix", 4, 4)] * 2
    + [("number", 0, 0)] * 3
    + [("date", 0, 0)]
    + [("area", 0, 0)]
)
WORDS = [
    "the",
    "road",
    "park",
    "bus",
    "home",
    "more",
    "less",
    "safe",
    "clean",
    "green",
    "people",
    "time",
    "street",
    "shop",
    "light",
]
# Questions with the ids of their options and rows.
Form = list[tuple[Any, list[int], list[int]]]
Rows = Iterable[tuple[Any, ...]]


def lots(rows: Rows) -> Iterator[list[tuple[Any, ...]]]:
    source = iter(rows)
    while found := list(islice(source, LOTS)):
        yield found


def insert(model: Any, fields: tuple[str, ...], rows: Rows) -> None:
    """Write rows as they are: the site's own ways to answer are measured elsewhere."""
    from django.db import connection

    columns = ", ".join(model._meta.get_field(name).column for name in fields)  # noqa: SLF001
    marks = ", ".join(["%s"] * len(fields))
    statement = f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({marks})"  # noqa: S608, SLF001
    for lot in lots(rows):
        with connection.cursor() as cursor:
            cursor.executemany(statement, lot)


def make_form(engagement: Any) -> Form:
    """Return the questions with the ids of their options and rows."""
    from goldenthread_web.engagement.models import MatrixRow, Question, QuestionOption
    from goldenthread_web.indicators.models import Area, AreaSet

    wards = AreaSet.objects.create(name="Wards", source="Made up")
    for number in range(20):
        Area.objects.create(area_set=wards, code=f"W{number}", name=f"Ward {number}", outline={})
    form = []
    for position, (kind, options, rows) in enumerate(QUESTIONS, start=1):
        question = Question.objects.create(
            engagement=engagement, key=f"question-{position}", position=position, kind=kind,
            text=f"Question {position}, of the kind {kind}?",
            area_set=wards if kind == "area" else None,
            lowest=1 if kind == "rating" else None, highest=5 if kind == "rating" else None,
        )  # fmt: skip
        ticked = [
            QuestionOption.objects.create(question=question, position=n, text=f"Option {n}").pk
            for n in range(1, options + 1)
        ]
        lines = [
            MatrixRow.objects.create(question=question, position=n, text=f"Row {n}").pk
            for n in range(1, rows + 1)
        ]
        form.append((question, ticked, lines))
    return form


def make_engagement() -> Any:
    """Return an engagement with an officer on its list."""
    from goldenthread_web.engagement.models import Engagement, EngagementMember
    from goldenthread_web.people.audit import SHELL
    from goldenthread_web.people.changes import add_person

    officer = add_person(
        by=SHELL, email="b@example.org", name="Bench", roles=["engagement officer"]
    )
    told = ("why_asked", "who_decides", "decided_when", "other_ways", "supporting_documents")
    engagement = Engagement.objects.create(
        title="Large", slug="large", privacy_notice="None", audience="Everybody",
        opens_on="2026-01-01", closes_on="2099-01-01", is_published=True,
        **dict.fromkeys(told, "Benchmark"),
    )  # fmt: skip
    EngagementMember.objects.create(engagement=engagement, person=officer)
    return engagement


def fill(count: int) -> dict[str, object]:
    """Make an engagement with so many responses, and an officer who may take them out."""
    from django.db import connection

    from goldenthread_web.engagement.models import EngagementResponse

    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")
    engagement = make_engagement()
    form = make_form(engagement)
    for start in range(0, count, LOTS):
        EngagementResponse.objects.bulk_create(
            EngagementResponse(engagement=engagement, capacity="resident", may_publish_words=True)
            for _ in range(start, min(start + LOTS, count))
        )
    ids = list(EngagementResponse.objects.values_list("pk", flat=True).order_by("pk"))
    chance = random.Random(0)  # noqa: S311 - a choice of answers, not a secret
    answer_closed(ids, form, chance)
    answer_open(ids, [question for question, _, _ in form if question.kind == "open"], chance)
    return {"responses": len(ids)}


def answer_closed(ids: list[int], form: Form, chance: random.Random) -> None:
    from goldenthread_web.engagement.models import (
        ChoiceAnswer,
        DateAnswer,
        NumberAnswer,
        PlaceAnswer,
    )
    from goldenthread_web.indicators.models import Area

    areas = list(Area.objects.values_list("pk", flat=True))
    numbers = [one.pk for one, _, _ in form if one.kind in {"rating", "number"}]
    (day,) = (one.pk for one, _, _ in form if one.kind == "date")
    (place,) = (one.pk for one, _, _ in form if one.kind == "area")
    ticks = (tick for response in ids for tick in ticks_of(response, form, chance))
    insert(ChoiceAnswer, ("response", "question", "option", "row", "rank"), ticks)
    given = ((response, asked, chance.randint(1, 5)) for response in ids for asked in numbers)
    insert(NumberAnswer, ("response", "question", "value"), given)
    days = ((response, day, f"19{chance.randint(40, 99)}-05-01") for response in ids)
    insert(DateAnswer, ("response", "question", "value"), days)
    places = ((response, place, chance.choice(areas), "") for response in ids)
    insert(PlaceAnswer, ("response", "question", "area", "postcode_sector"), places)


def ticks_of(response: int, form: Form, chance: random.Random) -> Iterator[tuple[Any, ...]]:
    """Yield what one person ticks: (response, question, option, row, rank)."""
    for question, options, lines in form:
        if question.kind == "matrix":
            yield from (
                (response, question.pk, chance.choice(options), line, None) for line in lines
            )
        elif question.kind == "ranking":
            order = enumerate(chance.sample(options, len(options)), start=1)
            yield from ((response, question.pk, option, None, rank) for rank, option in order)
        elif options:
            ticked = chance.sample(options, 1 if question.kind == "one choice" else 2)
            yield from ((response, question.pk, option, None, None) for option in ticked)


def answer_open(ids: list[int], asked: list[Any], chance: random.Random) -> None:
    from goldenthread_web.engagement.models import Contribution

    for lot in lots((response, question) for response in ids for question in asked):
        Contribution.objects.bulk_create(
            Contribution(response_id=response, question=question, text=text, received=text.encode())
            for response, question in lot
            for text in [" ".join(chance.choices(WORDS, k=chance.randint(3, 40)))]
        )


def take_out(form: str) -> dict[str, object]:
    """Take one file out through the whole site; return seconds, bytes and the peak."""
    from django.db import connection
    from django.test import Client
    from django.urls import reverse

    from goldenthread_web.people.models import Person

    client = Client(SERVER_NAME="localhost")
    client.force_login(
        Person.objects.get(), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    before = peak()
    queries = 0

    def counted(execute: Any, *given: Any) -> Any:
        nonlocal queries
        queries += 1
        return execute(*given)

    begun = time.perf_counter()
    with connection.execute_wrapper(counted):
        answer = client.get(reverse(f"engagement:export-{form}", args=["large"]))
        size, first = 0, 0.0
        for piece in answer.streaming_content:
            first = first or time.perf_counter() - begun
            size += len(piece)
    seconds = time.perf_counter() - begun
    return {
        "seconds": seconds, "first": first, "bytes": size, "queries": queries,
        "before": before, "peak": peak(),
    }  # fmt: skip


def write_alone() -> dict[str, object]:
    """Write the same rows with the csv module alone: they are in memory before the clock starts."""
    from goldenthread_web.engagement.models import Engagement
    from goldenthread_web.engagement.queries.export import ResponseRows
    from goldenthread_web.engagement.queries.export_columns import layout_of
    from goldenthread_web.people.models import Person

    engagement = Engagement.objects.get()
    layout = layout_of(engagement)
    rows = list(ResponseRows(Person.objects.get(), engagement, layout))
    begun = time.perf_counter()
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
        csv.writer(nowhere).writerows(rows)
    return {"seconds": time.perf_counter() - begun, "columns": len(layout.columns)}


def peak() -> float:
    """Return the most megabytes that this process ever held."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def step(folder: Path, *given: object) -> dict[str, Any]:
    """Return what a step found out, in a process of its own."""
    environment = os.environ | {
        "GOLDENTHREAD_FOLDER": str(folder),
        "DJANGO_SETTINGS_MODULE": "goldenthread_web.config.settings",
        "OPENBLAS_NUM_THREADS": "1",
    }
    command = [sys.executable, str(HERE), "--step", *map(str, given)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-3_000:])
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def run_step(name: str, *given: str) -> None:
    import django

    django.setup()
    if name == "fill":
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        print(json.dumps(fill(int(given[0]))))
    elif name == "csv-alone":
        print(json.dumps(write_alone()))
    else:
        print(json.dumps(take_out(name)))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--responses", type=int, default=250_000)
    arguments.add_argument("--folder", type=Path)
    arguments.add_argument("--step", nargs="+")
    given = arguments.parse_args()
    if given.step:
        run_step(*given.step)
        return
    folder = given.folder or Path(tempfile.mkdtemp(prefix="export-at-scale-"))
    if not (folder / "goldenthread.sqlite3").exists():
        folder.mkdir(exist_ok=True)
        print(f"Filling {folder} with {given.responses:,} responses …", flush=True)
        step(folder, "fill", given.responses)
    alone = step(folder, "csv-alone")
    print(f"load {os.getloadavg()[0]:.1f}; {alone['columns']} columns")
    print(f"csv alone: {alone['seconds']:.1f} s")
    for form in FORMS:
        found = step(folder, form)
        print(
            f"{form:9} {found['seconds']:7.1f} s ({found['seconds'] / alone['seconds']:.1f} times "
            f"csv alone), first byte {found['first']:.1f} s, {found['bytes'] / 1e6:.0f} MB, "
            f"{found['queries']} queries, peak {found['peak']:.0f} MB "
            f"({found['before']:.0f} MB before)",
            flush=True,
        )


if __name__ == "__main__":
    main()
