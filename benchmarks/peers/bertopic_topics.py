"""Run BERTopic on texts and vectors that are handed over in a file; write its labels back."""

import json
import sys
import time
from pathlib import Path

import numpy as np
from bertopic import BERTopic


def main(folder: Path) -> None:
    """Read texts.json and vectors.npy, run BERTopic as it comes, write topics.json."""
    texts = json.loads((folder / "texts.json").read_text())
    vectors = np.load(folder / "vectors.npy")
    start = time.perf_counter()
    topics, _ = BERTopic().fit_transform(texts, embeddings=vectors)
    result = {
        "topics": [int(topic) for topic in topics],
        "seconds": time.perf_counter() - start,
        "megabytes": _peak_megabytes(),
    }
    (folder / "topics.json").write_text(json.dumps(result))


def _peak_megabytes() -> float:
    """Return the most memory this process has held; getrusage would count the parent's too."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM")) / 1000


if __name__ == "__main__":
    main(Path(sys.argv[1]))
