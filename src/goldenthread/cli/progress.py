"""A progress bar that names the stage it is in."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

_STEPS = 1000


@contextmanager
def show_progress(first_stage: str) -> Iterator[Callable[[str, float], None]]:
    """Yield a function that takes the stage and the share done, 0 to 1, and shows both."""
    with click.progressbar(length=_STEPS, label=first_stage, show_pos=False) as bar:

        def report(stage: str, share: float) -> None:
            bar.label = stage
            bar.update(max(0, int(share * _STEPS) - bar.pos))

        yield report
        bar.update(_STEPS - bar.pos)
