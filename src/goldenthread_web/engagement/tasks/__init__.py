"""Background work of this stage, a module for each kind.

The queue finds a task by its path, so those of an earlier release stay names here.
"""

from goldenthread_web.engagement.tasks.importing import (
    run_import,
    run_looking,
    start_import,
    start_looking,
)
from goldenthread_web.engagement.tasks.release import (
    release_all,
    run_bulk_release,
    start_bulk_release,
)

__all__ = [
    "release_all",
    "run_bulk_release",
    "run_import",
    "run_looking",
    "start_bulk_release",
    "start_import",
    "start_looking",
]
