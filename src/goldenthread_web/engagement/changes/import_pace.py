"""Short write transactions with pauses, so that nobody who is answering has to wait."""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TypeVar

from django.db import transaction

T = TypeVar("T")
PAUSE_SECONDS = 0.05
LONGEST_WRITE_SECONDS = 0.04
SMALLEST, FIRST, LARGEST = 20, 100, 500


class WritingPace:
    """How many rows go into one transaction: fewer where the machine is slow or busy."""

    def __init__(self) -> None:
        self.size = FIRST
        self.longest_seconds = 0.0

    def batches(self, rows: Iterable[T]) -> Iterator[list[T]]:
        """Yield the rows in lists of the size that is right just then."""
        source = iter(rows)
        while batch := list(islice(source, self.size)):
            yield batch

    @contextmanager
    def short_write(self) -> Iterator[None]:
        """Run the body as one transaction, then rest."""
        with transaction.atomic():
            begun = time.perf_counter()  # after the wait for others to finish writing
            yield
        self._fit(time.perf_counter() - begun)
        time.sleep(PAUSE_SECONDS)

    def _fit(self, seconds: float) -> None:
        self.longest_seconds = max(self.longest_seconds, seconds)
        if seconds > LONGEST_WRITE_SECONDS:
            self.size = max(SMALLEST, self.size // 2)
        elif seconds < LONGEST_WRITE_SECONDS / 2:
            self.size = min(LARGEST, self.size + 10)
