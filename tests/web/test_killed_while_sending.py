"""Killed without warning while people send: nothing acknowledged is lost, nothing is doubled.

The benchmark does this for minutes, on PostgreSQL too; here it is some twenty people,
a real server with its worker, one kill in the middle.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
WITHIN_SECONDS = 170  # it starts twice, perhaps on a busy machine


def test_what_was_acknowledged_outlives_a_kill_and_stands_once() -> None:
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE", "GOLDENTHREAD_FOLDER"}
    }
    command = ["--kill", "1", "--minutes", "0.2", "--an-hour", "6000"]
    done = subprocess.run(
        [sys.executable, str(ROOT / "benchmarks" / "answering_load.py"), *command],
        env=kept | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        timeout=WITHIN_SECONDS,
        check=False,
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    found = {
        name: int(count)
        for name, count in re.findall(r"^  (\w[\w ,]*?)  +(\d+)", done.stdout, re.MULTILINE)
    }
    assert done.stdout.count("killed, then started again") == 1, done.stdout
    assert found["tried again"] > 0, "nobody was cut off"
    assert found["receipts shown"] >= 20
    assert found["responses stored"] >= found["receipts shown"]
    assert (found["acknowledged and lost"], found["stored twice"]) == (0, 0)
    assert found["failures"] == 0
