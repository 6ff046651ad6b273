"""Where tests find the real data sets that are not part of the repository."""

from pathlib import Path

import pytest

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


def shared_data(relative: str) -> Path:
    """Return the path of a shared data set, or skip the test and say why."""
    path = SHARED_DATA / relative
    if not path.exists():
        pytest.skip(f"the shared data set {relative} is not on this machine")
    return path
