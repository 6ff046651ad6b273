"""The corpora that theme discovery is measured on, and their human labels where they have any."""

import csv
from dataclasses import dataclass
from pathlib import Path

SHARED_DATA = Path(__file__).resolve().parents[3] / "shared" / "data"


@dataclass(frozen=True)
class Corpus:
    """Texts in file order, and the label that people gave each, if they did."""

    name: str
    texts: list[str]
    labels: list[str] | None


def read_corpora() -> list[Corpus]:
    """Return the corpora that are on this machine; say which are not."""
    readers = {
        "cimt/topics_dataset.csv": _read_cimt,
        "banking77/train.csv": _read_banking77,
        "polis/american-assembly.bowling-green/comments.csv": _read_bowling_green,
    }
    corpora = []
    for relative, read in readers.items():
        if (SHARED_DATA / relative).exists():
            corpora.append(read(SHARED_DATA / relative))
        else:
            print(f"{relative}: left out, the file is not on this machine")
    return corpora


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _read_cimt(path: Path) -> Corpus:
    rows = _rows(path)
    texts = [f"{row['title']}. {row['text']}".strip() for row in rows]
    return Corpus("CIMT, 8 topics", texts, [row["main_category_level1"] for row in rows])


def _read_banking77(path: Path) -> Corpus:
    rows = [*_rows(path), *_rows(path.with_name("test.csv"))]
    return Corpus(
        "banking77, 77 intents", [row["text"] for row in rows], [row["category"] for row in rows]
    )


def _read_bowling_green(path: Path) -> Corpus:
    rows = [row for row in _rows(path) if int(row["moderated"]) >= 0]
    return Corpus("Bowling Green", [row["comment-body"] for row in rows], None)
