"""Find themes in 100,000 texts with the encoder that reads them, from the first text on.

The texts are those that site_at_scale.py imports. Prints how long each stage took and how
much memory the process ever held. Vectors are kept in a folder, so that a second run says
what the same costs when they are known; site_at_scale.py can begin with them, too.

    python benchmarks/discovery_at_scale.py [--rows 100000] [--vectors FOLDER]
"""

import argparse
import csv
import os
import random
import resource
import tempfile
import time
from pathlib import Path

from material.voices import HEAD, read_voices, write_rows

from goldenthread.text import RememberingEncoder, choose_encoder
from goldenthread.themes import discover_themes

SMALL_ROWS = 1_000
SECONDS_BETWEEN_LINES = 60


class Clock:
    """Prints when a stage begins, and now and then how far it is."""

    def __init__(self) -> None:
        self._begun = self._told = time.perf_counter()
        self._stage = ""

    def tell(self, stage: str, share: float) -> None:
        now = time.perf_counter()
        if stage != self._stage or now - self._told > SECONDS_BETWEEN_LINES:
            self._stage, self._told = stage, now
            load = os.getloadavg()[0]
            held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"  {now - self._begun:7.0f} s  {share:5.1%}  {stage}"
                f"  (at most {held:,.0f} MB, load {load:.1f})",
                flush=True,
            )


def main() -> None:
    """Print the stages, then what was found."""
    reader = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    reader.add_argument("--rows", type=int, default=100_000)
    reader.add_argument("--vectors", type=Path)
    options = reader.parse_args()
    texts, source = read_texts(options.rows)
    print(f"{len(texts):,} rows of {source}; {os.cpu_count()} cores", flush=True)
    clock = Clock()
    with tempfile.TemporaryDirectory() as empty:
        encoder = RememberingEncoder(
            choose_encoder(size=len(texts)), options.vectors or Path(empty)
        )
        print(f"{len(encoder.store):,} vectors are kept already", flush=True)
        found = discover_themes(texts, encoder=encoder, progress=clock.tell)
    queue = (found.labels < 0).mean()
    print(f"{len(found.themes)} themes, queue {queue:.1%}. {found.method}")
    for theme in found.themes:
        print(f"  {theme.size:7,}  {theme.stability:.2f}  {theme.name}")


def read_texts(rows: int) -> tuple[list[str], str]:
    """Return the texts of the file that site_at_scale.py makes with as many rows."""
    chance = random.Random(0)  # noqa: S311 - invented rows, not secrets
    texts, source = read_voices(chance)
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "rows.csv"
        write_rows(path, SMALL_ROWS, texts, chance)
        write_rows(path, rows, texts, chance)
        with path.open(encoding="utf-8", newline="") as stream:
            return [row[HEAD[1]] for row in csv.DictReader(stream)], source


if __name__ == "__main__":
    main()
