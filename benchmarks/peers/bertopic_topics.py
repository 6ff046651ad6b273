"""Run BERTopic on texts and vectors that are handed over in a file; write its labels back."""

import json
import resource
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
        "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
    }
    (folder / "topics.json").write_text(json.dumps(result))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
