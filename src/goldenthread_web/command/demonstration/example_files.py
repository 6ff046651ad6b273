"""Where the worked example is, and what its files say."""

import csv
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from goldenthread.errors import MissingPartError

PACKAGED = Path(__file__).parent / "example"
IN_CHECKOUT = Path(__file__).resolve().parents[4] / "examples" / "tower_hamlets"
Entry = Mapping[str, Any]


def example_folder() -> Path:
    """Return the folder of the worked example.

    Raises:
        MissingPartError: this copy of the program has none.
    """
    for folder in (PACKAGED, IN_CHECKOUT):
        if (folder / "engagements.toml").is_file():
            return folder
    raise MissingPartError("The worked example is not part of this copy of the program.")


def read_toml(name: str) -> Entry:
    """Return what one file says."""
    return tomllib.loads((example_folder() / name).read_text(encoding="utf-8"))


def read_codings() -> Iterator[dict[str, str]]:
    """Yield which themes were given to which contribution."""
    with (example_folder() / "codings.csv").open(encoding="utf-8", newline="") as rows:
        yield from csv.DictReader(rows)


def read_response_rows(name: str) -> list[dict[str, str]]:
    """Return the rows of one file of responses."""
    with (example_folder() / "responses" / name).open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))
