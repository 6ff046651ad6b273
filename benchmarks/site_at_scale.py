"""Does the site bear 100,000 rows? Through its own pages, with its own worker, on SQLite.

Imports a file through the office while residents send through the public pages, looks
for themes, then times the pages of the office. Prints milliseconds, minutes and memory,
each beside the same in small or in plain SQL: on a loaded machine, believe the ratios.

Vectors that discovery_at_scale.py has kept can be handed in: what is timed then begins
when the texts have been read.

    python benchmarks/site_at_scale.py [--rows 100000] [--vectors FOLDER] [--suggestions-by-chance]
"""

import argparse
import csv
import os
import random
import re
import shutil
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

from material.own_site import KINDS, Site
from material.visitor import Fields, Visitor, form_in
from material.voices import HEAD, read_voices, write_rows

SMALL_ROWS = 1_000
SENDS_A_SECOND = 5
SENDERS = 4
IDLE_SECONDS = 30
LONGEST_JOB_SECONDS = 3 * 60 * 60
LONGEST_LOOK_SECONDS = 10 * 60
OK = 200
VIEWS = 5
LONGEST_VIEW = 500  # milliseconds
ACCEPTED = 3


@dataclass
class Residents:
    """People who answer through the public pages, each in a browser and at an address of their own."""

    port: int
    question: int
    texts: list[str]
    sends: list[float] = field(default_factory=list)
    keeps: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=count)

    @contextmanager
    def sending(self) -> Iterator[None]:
        """Send all the while, so many a second, whether the answers are quick or not."""
        self.sends, self.keeps = [], []
        begun, is_over, numbers = time.perf_counter(), threading.Event(), count()
        threads = [
            threading.Thread(target=self._send_on, args=(begun, is_over, numbers))
            for _ in range(SENDERS)
        ]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            is_over.set()
            for thread in threads:
                thread.join()

    def _send_on(self, begun: float, is_over: threading.Event, numbers: "count[int]") -> None:
        for number in numbers:
            rest = begun + number / SENDS_A_SECOND - time.perf_counter()
            if is_over.wait(max(rest, 0)):
                return
            self._answer(next(self._numbers))

    def _answer(self, number: int) -> None:
        """Answer from the first question to the receipt; the last step is the send."""
        chance = random.Random(number)  # noqa: S311 - a choice of words, not a secret
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        who, base = Visitor(self.port, address), "/engagements/large/"
        who.get(f"{base}answer/question-{self.question}/")
        said: list[tuple[str, Fields]] = [
            (f"question-{self.question}", {f"answer_{self.question}": chance.choice(self.texts)}),
            ("about-you", {"capacity": "resident", "area": "", "is_young_person": "no"}),
            ("your-words", {"may_publish": "words", "language": "en"}),
        ]
        for name, fields in said:
            kept = who.post(f"{base}answer/{name}/", fields)
            self.keeps.append(kept.milliseconds)
        sent = who.post(f"{base}check/", {})
        self.sends.append(sent.milliseconds)
        if sent.status != 302 or not sent.location.endswith("/receipt/"):
            self.failures.append(f"{sent.status} {sent.location}")
        if who.line:
            who.line.close()


class Report:
    """Lines of what was measured, printed as they come."""

    def head(self, title: str) -> None:
        loads = " ".join(f"{load:.1f}" for load in os.getloadavg())
        print(f"\n{title}   (load {loads}, {time.strftime('%H:%M')})", flush=True)

    def line(self, label: str, *cells: object) -> None:
        print(f"  {label:34}" + "".join(f"{cell!s:>16}" for cell in cells), flush=True)

    def times(self, label: str, taken: list[float], beside: list[float] | None = None) -> None:
        cells = [f"{at(taken, 0.5):.0f} ms", f"{at(taken, 0.95):.0f} ms", f"{max(taken):.0f} ms"]
        ratio = f"{at(taken, 0.95) / at(beside, 0.95):.1f}" if beside else ""
        self.line(label, len(taken), *cells, ratio)


def at(taken: list[float], share: float) -> float:
    ordered = sorted(taken)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def bring_in(officer: Visitor, kind: str, content: bytes) -> str:
    """Send the file, say what its columns are, start; return the address of the import."""
    base = f"/office/engagements/{kind}/imports/"
    officer.get(f"{base}new/")
    sent = officer.send_file(f"{base}new/", "rows.csv", content)
    address = sent.location.rstrip("/") + "/"
    columns = f"{address}columns/"
    wait_for_page(officer, columns)
    fields = form_in(officer.get(columns).text, "columns")
    uses = dict(zip(HEAD, range(len(HEAD)), strict=True))
    fields |= {
        f"c{uses['What would you change?']}-use": "open question",
        f"c{uses['Favourite place']}-use": "one choice",
        "fixed-may_publish_words": "on",
    }
    officer.post(columns, {**fields, "look": "yes"})
    for _ in range(2):  # what was changed is shown once more before it is believed
        fields = form_in(officer.get(columns).text, "columns")
        begun = officer.post(columns, {**fields, "import": "yes"})
    if begun.location.rstrip("/") + "/" != address:
        raise RuntimeError(f"The import did not start: {begun.status} {begun.location}")
    return address


def wait_for_page(officer: Visitor, path: str) -> None:
    """Wait until a large file has been looked into by the worker, and the page is there."""
    until = time.monotonic() + LONGEST_LOOK_SECONDS
    while officer.get(path).status != OK:
        if time.monotonic() > until:
            raise TimeoutError(f"{path} does not come")
        time.sleep(1)


def wait_for_job(site: Site, since: int) -> tuple[float, str]:
    """Return the minutes from the start to the end of the newest job, and what it said."""
    path = site.folder / "goldenthread.sqlite3"
    until = time.monotonic() + LONGEST_JOB_SECONDS
    begun = time.perf_counter()
    while time.monotonic() < until:
        time.sleep(1)
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as line:
            row = line.execute(
                "SELECT state, outcome FROM jobs_job WHERE id > ? ORDER BY id DESC LIMIT 1", [since]
            ).fetchone()
        line.close()
        if row and row[0] in {"done", "failed"}:
            return (time.perf_counter() - begun) / 60, f"{row[0]}: {row[1]}"
    raise TimeoutError("the job does not end")


def last_job(site: Site) -> int:
    with sqlite3.connect(f"file:{site.folder / 'goldenthread.sqlite3'}?mode=ro", uri=True) as line:
        return int(line.execute("SELECT coalesce(max(id), 0) FROM jobs_job").fetchone()[0])


def find_themes(officer: Visitor, kind: str) -> None:
    path = f"/office/engagements/{kind}/themes/find/"
    officer.get(path)
    begun = officer.post(path, {"question": "", "seed": "0"})
    if "/jobs/" not in begun.location:
        raise RuntimeError(f"The search for themes did not start: {begun.status}")


def accept_some(officer: Visitor, kind: str) -> list[float]:
    """Accept the first suggestions; return the milliseconds of each."""
    board = f"/office/engagements/{kind}/themes/"
    paths = dict.fromkeys(re.findall(r"suggested/\d+/accept/", officer.get(board).text))
    taken = []
    for number, path in enumerate(list(paths)[:ACCEPTED], start=1):
        officer.get(board + path)
        done = officer.post(board + path, {"name": f"Theme of mine {number}", "why": ""})
        if done.status != 302:
            raise RuntimeError(f"Not accepted: {done.status}")
        taken.append(done.milliseconds)
    return taken


def plain_import(folder: Path, file: Path) -> float:
    """Return the minutes of writing the same rows to two plain tables, and no more."""
    begun = time.perf_counter()
    line = sqlite3.connect(folder / "plain.sqlite3")
    line.executescript(
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
        "CREATE TABLE response (id INTEGER PRIMARY KEY, place TEXT, day TEXT, role TEXT, ward TEXT);"
        "CREATE TABLE said (id INTEGER PRIMARY KEY, response INTEGER, words TEXT);"
    )
    with file.open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.reader(stream)):
            line.execute("INSERT INTO response VALUES (?, ?, ?, ?, ?)", [number, *row[2:]])
            line.execute("INSERT INTO said VALUES (NULL, ?, ?)", [number, row[1]])
            if number % 500 == 0:
                line.commit()
    line.commit()
    line.close()
    return (time.perf_counter() - begun) / 60


def timed_views(officer: Visitor, path: str) -> tuple[float, float]:
    """Return the milliseconds of the first view, and the median of five more."""
    views = []
    for _ in range(VIEWS + 1):
        answer = officer.get(path)
        while answer.status in {301, 302}:
            path = answer.location
            answer = officer.get(path)
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        views.append(answer.milliseconds)
    return views[0], statistics.median(views[1:])


def measure_pages(site: Site, officer: Visitor, report: Report, title: str) -> None:
    """Time each page in both sizes, then count its queries: seen already, from a new process."""
    report.head(title)
    report.line("page", "first view", "median of 5", "with 1,000", "ratio", "queries (small)")
    paths = site.step("addresses")
    views = {
        kind: {name: timed_views(officer, path) for name, path in paths[kind].items()}
        for kind in KINDS
    }
    asked = site.step("queries")
    for name, (first, usual) in views["large"].items():
        small = views["small"][name][1]
        queries = f"{asked['large'][name]} ({asked['small'][name]})"
        ratio = f"{usual / small:.1f}"
        report.line(name, f"{first:.0f} ms", f"{usual:.0f} ms", f"{small:.0f} ms", ratio, queries)
    over = [name for name, taken in views["large"].items() if max(taken) >= LONGEST_VIEW]
    report.line("at or over 500 ms", ", ".join(over) or "none")


def during(site: Site, work: Callable[[], Any]) -> tuple[float, str]:
    """Do what starts a job, and wait for its end."""
    before = last_job(site)
    work()
    return wait_for_job(site, before)


def show_memory(site: Site, report: Report) -> None:
    for name, megabytes in sorted(site.peaks.items()):
        report.line(f"memory at most, {name}", f"{megabytes:,.0f} MB", "(limit 3,000)")


def run(site: Site, options: argparse.Namespace, report: Report) -> None:
    chance = random.Random(0)  # noqa: S311 - invented rows, not secrets
    texts, source = read_voices(chance)
    files = {kind: site.folder / f"{kind}.csv" for kind in KINDS}
    write_rows(files["small"], SMALL_ROWS, texts, chance)
    write_rows(files["large"], options.rows, texts, chance)
    print(f"{options.rows:,} rows of {source}; {os.cpu_count()} cores")
    made = site.step("prepare")
    officer = Visitor(site.port)
    officer.get(f"/sign-in/{made['token']}/")
    officer.post(f"/sign-in/{made['token']}/", {})
    residents = Residents(site.port, made["questions"]["large"], texts)
    measure_import(site, officer, residents, report, files)
    report.line("released", site.step("release"))
    measure_pages(site, officer, report, "Pages before themes")
    measure_themes(site, officer, report, is_by_chance=options.suggestions_by_chance)
    measure_pages(site, officer, report, "Pages with themes")
    show_memory(site, report)


def measure_import(
    site: Site, officer: Visitor, residents: Residents, report: Report, files: dict[str, Path]
) -> None:
    report.head("Sends with nothing else going on, then while a file is imported")
    during(site, lambda: bring_in(officer, "small", files["small"].read_bytes()))
    with residents.sending():
        time.sleep(IDLE_SECONDS)
    idle, idle_keeps = residents.sends, residents.keeps
    site.begin_peaks()
    with residents.sending():
        content = files["large"].read_bytes()
        minutes, outcome = during(site, lambda: bring_in(officer, "large", content))
    if "were brought in" not in outcome:
        raise RuntimeError(f"The file was not brought in. {outcome}")
    report.head(outcome)
    plain = plain_import(site.folder, files["large"])
    beside = f"{minutes / plain:.0f} times"
    report.line("import", f"{minutes:.1f} minutes", f"plain {plain * 60:.1f} s", beside)
    show_memory(site, report)
    report.line("", "count", "median", "95 of 100", "longest", "ratio of p95")
    report.times("sends, nothing else", idle)
    report.times("sends while importing", residents.sends, idle)
    report.times("answers kept, nothing else", idle_keeps)
    report.times("answers kept while importing", residents.keeps, idle_keeps)
    report.line("sends that failed", len(residents.failures), *residents.failures[:3])


def measure_themes(site: Site, officer: Visitor, report: Report, *, is_by_chance: bool) -> None:
    site.begin_peaks()
    report.head("Themes")
    for kind in KINDS:
        if is_by_chance:
            report.line(f"by chance, {kind}", site.step("suggest", kind))
            continue
        minutes, outcome = during(site, partial(find_themes, officer, kind))
        report.line(f"found, {kind}", f"{minutes:.1f} minutes", outcome)
    show_memory(site, report)
    for kind in KINDS:
        taken = accept_some(officer, kind)
        report.line(f"accepting, {kind}", *(f"{one:.0f} ms" for one in taken))


def main() -> None:
    reader = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    reader.add_argument("--rows", type=int, default=100_000)
    reader.add_argument("--vectors", type=Path)
    reader.add_argument("--suggestions-by-chance", action="store_true")
    options = reader.parse_args()
    with tempfile.TemporaryDirectory() as name, Site(Path(name)) as site:
        if options.vectors:
            shutil.copytree(options.vectors, site.folder / "vectors")
        try:
            run(site, options, Report())
        except BaseException:
            print((site.folder / "serve.log").read_text()[-3_000:])
            raise


if __name__ == "__main__":
    main()
