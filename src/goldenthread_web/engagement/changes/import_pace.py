"""Short write transactions with pauses, so that nobody who is answering has to wait."""

import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from statistics import median
from typing import TypeVar

from django.db import transaction

T = TypeVar("T")
PAUSE_SECONDS = 0.05
# Nobody's write should wait longer than 50 ms for ours: aim below it.
AIM_SECONDS = 0.04
SMALLEST, FIRST, LARGEST = 50, 100, 500
LOOK_BACK = 5


class WritingPace:
    """How many rows go into one transaction: fewer where the machine is slow or busy."""

    def __init__(self) -> None:
        self.size = FIRST
        self._recent: deque[float] = deque(maxlen=LOOK_BACK)

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
        """Follow the median: one slow write may be somebody else's work on the same disk."""
        self._recent.append(seconds)
        usual = median(self._recent)
        if usual > AIM_SECONDS:
            self.size = max(SMALLEST, self.size * 4 // 5)
        elif usual < AIM_SECONDS * 3 / 4:
            self.size = min(LARGEST, self.size * 5 // 4)
