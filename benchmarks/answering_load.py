"""Does the site take 5,000 complete responses an hour, and lose none when it is killed?

Serves a survey of thirty questions, of every kind and with conditions, to people who
answer it page by page and send, each with a browser and at an address of their own.
Prints milliseconds beside those of a plain file from the same server: on a loaded
machine, believe the ratio. With --kill, server and worker are killed meanwhile (SIGKILL,
twice unless told), and who was answering tries again: nothing acknowledged may be lost or doubled.

    python benchmarks/answering_load.py [--minutes 3] [--an-hour 5000] [--kill [TIMES]] [--postgresql]
"""

import argparse
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

from material.own_site import Site, _descendants
from material.resident import Resident
from material.thirty_questions import SLUG
from material.visitor import Visitor

HERE = Path(__file__).resolve()
THREADS = 8
LONGEST_SEND = 300  # milliseconds, for 95 of 100
REST_SECONDS = 1
LONGEST_WAIT_SECONDS = 240  # to begin: then the machine does not keep up
BARE_REQUESTS = 300


class KillableSite(Site):
    """A site that can be killed without warning, and comes back at the same address."""

    @property
    def environment(self) -> dict[str, str]:
        """The program is the one that this benchmark was started with."""
        path = [str(HERE.parent), os.environ.get("PYTHONPATH", "")]
        return super().environment | {"PYTHONPATH": os.pathsep.join(filter(None, path))}

    def step(self, name: str, *given: object) -> Any:
        script = HERE.parent / "material" / "thirty_questions.py"
        done = subprocess.run(
            [sys.executable, str(script), name, *map(str, given)],
            env=self.environment, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"The step {name} failed:\n{done.stderr[-3_000:]}")
        return json.loads(done.stdout.strip().splitlines()[-1])

    def kill(self) -> int:
        """Return how many processes were killed: server, its web process, the worker."""
        assert self._serving is not None
        own = [self._serving.pid, *_descendants(self._serving.pid)]
        for pid in own:
            os.kill(pid, signal.SIGKILL)
        self._serving.wait()
        return len(own)

    def start_again(self) -> None:
        command = [sys.executable, "-m", "goldenthread_web.command.main", "serve"]
        with (self.folder / "serve.log").open("ab") as log:
            self._serving = subprocess.Popen(
                [*command, "--address", f"127.0.0.1:{self.port}"],
                env=self.environment, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip
        self._wait_for_an_answer()


@dataclass
class Crowd:
    """People who come at a steady pace, whether the site is quick or not."""

    port: int
    an_hour: int
    seconds: float
    retries: bool = False
    people: list[Resident] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    acknowledged: list[int] = field(default_factory=list)
    late: list[float] = field(default_factory=list)

    def answer(self) -> float:
        """Let all of them answer; return in how many seconds."""
        begun, numbers = time.perf_counter(), count()
        threads = [
            threading.Thread(target=self._go_on, args=(begun, numbers), daemon=True)
            for _ in range(THREADS)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return time.perf_counter() - begun

    def _go_on(self, begun: float, numbers: "count[int]") -> None:
        for number in numbers:
            due = number * 3600 / self.an_hour
            if due > self.seconds:
                return
            rest = begun + due - time.perf_counter()
            if -rest > LONGEST_WAIT_SECONDS:
                self.failures.append(f"number {number} would have waited {-rest:.0f} s to begin")
                return
            time.sleep(max(rest, 0))
            self.late.append(max(-rest, 0))
            self._one(number)

    def _one(self, number: int) -> None:
        address = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        who = Resident(self.port, address, number=number, retries=self.retries)
        try:
            why = who.answer(SLUG)
        except (OSError, ValueError) as error:
            why = repr(error)
        if why:
            self.failures.append(f"number {number}: {why}")
        else:
            self.acknowledged.append(number)
        self.people.append(who)
        if who.line:
            who.line.close()

    def all(self, name: str) -> list[float]:
        return [taken for who in self.people for taken in getattr(who, name)]


def at(taken: list[float], share: float) -> float:
    ordered = sorted(taken)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def line(label: str, *cells: object) -> None:
    print(f"  {label:34}" + "".join(f"{cell!s:>14}" for cell in cells), flush=True)


def times(label: str, taken: list[float], beside: list[float] | None = None) -> None:
    cells = [f"{at(taken, share):.0f} ms" for share in (0.5, 0.95)]
    ratio = f"{at(taken, 0.95) / at(beside, 0.95):.1f}" if beside else ""
    line(label, len(taken), *cells, f"{max(taken):.0f} ms", ratio)


def loads() -> str:
    return " ".join(f"{load:.1f}" for load in os.getloadavg())


def bare_gets(port: int) -> list[float]:
    """Return the milliseconds of a plain file, asked for again and again."""
    who = Visitor(port)
    page = who.get(f"/engagements/{SLUG}/").text
    found = re.search(r'href="(/static/[^"]+\.css)"', page)
    if not found:
        raise RuntimeError("The page names no style sheet.")
    return [who.get(found[1]).milliseconds for _ in range(BARE_REQUESTS)]


def kill_now_and_then(site: KillableSite, seconds: float, times: int) -> None:
    """Kill all that serves and start it again, so many times; say how long it was away."""
    begun = time.perf_counter()
    for number in range(1, times + 1):
        at_second = seconds * number / (times + 1)
        time.sleep(max(begun + at_second - time.perf_counter(), 0))
        killed = site.kill()
        away = time.perf_counter()
        time.sleep(REST_SECONDS)
        site.start_again()
        line("killed, then started again", f"{killed} processes",
             f"away {time.perf_counter() - away:.1f} s")  # fmt: skip


def compare(site: KillableSite, crowd: Crowd) -> bool:
    """Compare the receipts that were shown with what is stored; return whether all is well."""
    stored = site.step("stored")
    found = Counter(int(re.findall(r"number (\d+)", text)[0]) for text in stored["words"])
    lost = [number for number in crowd.acknowledged if not found[number]]
    doubled = [number for number, times in found.items() if times > 1]
    line("receipts shown", len(crowd.acknowledged))
    line("responses stored", stored["responses"], f"unsent {stored['unsent']}")
    line("acknowledged and lost", len(lost), *lost[:5])
    line("stored twice", len(doubled), *doubled[:5])
    return not lost and not doubled and stored["responses"] == sum(found.values())


def run(site: KillableSite, options: argparse.Namespace) -> bool:
    made = site.step("prepare")
    kind = "PostgreSQL" if os.environ.get("DATABASE_URL") else "SQLite"
    print(f"{made['questions']} questions, {options.an_hour:,} an hour for {options.minutes:g} minutes, "
          f"{kind}; {os.cpu_count()} cores, load {loads()}")  # fmt: skip
    bare_gets(site.port)
    bare = bare_gets(site.port)
    Resident(site.port, "10.200.0.1", number=999_999).answer(SLUG)  # pages are drawn once first
    site.begin_peaks()
    seconds = options.minutes * 60
    crowd = Crowd(site.port, options.an_hour, seconds, retries=bool(options.kill))
    killing = threading.Thread(target=kill_now_and_then, args=(site, seconds, options.kill))
    if options.kill:
        killing.start()
    took = crowd.answer()
    if options.kill:
        killing.join()
    print(f"\nload {loads()}")
    show(crowd, bare, took)
    for name, megabytes in sorted(site.peaks.items()):
        line(f"memory at most, {name}", f"{megabytes:,.0f} MB")
    is_whole = compare(site, crowd)
    is_quick = at(crowd.all("sends"), 0.95) < LONGEST_SEND
    line("95 of 100 sends under 300 ms", "yes" if is_quick else "NO")
    return is_whole and not crowd.failures and (is_quick or bool(options.kill))


def show(crowd: Crowd, bare: list[float], took: float) -> None:
    sends, posts, gets = (crowd.all(name) for name in ("sends", "page_posts", "page_gets"))
    line("", "count", "median", "95 of 100", "longest", "ratio of p95")
    times("a plain file, nothing else", bare)
    times("sends", sends, bare)
    times("pages posted", posts, bare)
    times("pages shown", gets, bare)
    line("responses an hour", f"{len(crowd.acknowledged) / took * 3600:,.0f}")
    line("requests a second", f"{(2 * len(sends) + len(posts) + len(gets)) / took:.1f}")
    line("started late, at most", f"{max(crowd.late):.1f} s")
    line("tried again", sum(who.tries for who in crowd.people))
    line("failures", len(crowd.failures), *crowd.failures[:3])


def on_postgresql() -> int:
    """Run this again with a PostgreSQL of its own; return its exit status."""
    script = HERE.parents[1] / "scripts" / "with_postgresql.py"
    given = [one for one in sys.argv[1:] if one != "--postgresql"]
    command = [sys.executable, str(script), sys.executable, str(HERE), *given]
    return subprocess.run(command, check=False).returncode


def main() -> int:
    reader = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    reader.add_argument("--minutes", type=float, default=3)
    reader.add_argument("--an-hour", type=int, default=5_000)
    reader.add_argument("--kill", type=int, nargs="?", const=2, default=0, help="so many times")
    reader.add_argument("--postgresql", action="store_true", help="on a PostgreSQL of its own")
    options = reader.parse_args()
    if options.postgresql:
        return on_postgresql()
    # Ended from outside, it ends its server too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory() as name, KillableSite(Path(name)) as site:
        try:
            return 0 if run(site, options) else 1
        except BaseException:
            print((site.folder / "serve.log").read_text()[-3_000:])
            raise


if __name__ == "__main__":
    sys.exit(main())
