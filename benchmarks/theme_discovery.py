"""Measure theme discovery beside BERTopic, on the same vectors, machine and texts.

BERTopic runs as it comes, in an environment of its own (.venv-benchmark), fed our e5
vectors instead of those of sentence-transformers. Our vectors are kept between runs in
benchmarks/results, so that "seconds" are those of finding themes, not of reading texts.
"""

import json
import resource
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from material.corpora import Corpus, read_corpora
from material.nonsense import make_nonsense
from numpy.typing import NDArray
from sklearn.metrics import adjusted_rand_score, normalized_mutual_info_score

from goldenthread.text import E5Encoder, RememberingEncoder
from goldenthread.themes import discover_themes

HERE = Path(__file__).parent
PEER = HERE.parent / ".venv-benchmark" / "bin" / "python"
SUBSAMPLES = 3
PLANTED = 100

Labels = NDArray[np.int64]


@dataclass(frozen=True)
class Run:
    """Labels of one run, how long it took and how much memory the process has ever held."""

    labels: Labels
    seconds: float
    megabytes: float


Finder = Callable[[Sequence[str], int], Run]


def main() -> None:
    """Print a line for each corpus and method."""
    encoder = RememberingEncoder(E5Encoder(), HERE / "results" / "vectors")
    finders: dict[str, Finder] = {
        "Golden Thread": lambda texts, seed: run_ours(encoder, texts, seed)
    }
    if PEER.exists():
        finders["BERTopic"] = lambda texts, _seed: run_peer(encoder, texts)
    else:
        print("BERTopic: left out, .venv-benchmark is not set up (make bench does that)")
    for corpus in read_corpora():
        start = time.perf_counter()
        encoder.encode([*corpus.texts, *make_nonsense(PLANTED, seed=1)])
        print(
            f"\n{corpus.name}: {len(corpus.texts):,} texts, read in {time.perf_counter() - start:.0f} s"
        )
        for name, find in finders.items():
            print(f"  {name:14}", measure(corpus, find), flush=True)


def measure(corpus: Corpus, find: Finder) -> str:
    """Return what one method makes of a corpus, in a line."""
    whole = find(corpus.texts, 0)
    agreement = [
        agree_on_part(corpus, find, whole.labels, seed) for seed in range(1, SUBSAMPLES + 1)
    ]
    planted = find([*corpus.texts, *make_nonsense(PLANTED, seed=1)], 0).labels[-PLANTED:]
    nmi = (
        "NMI    -"
        if corpus.labels is None
        else f"NMI {normalized_mutual_info_score(corpus.labels, whole.labels):.3f}"
    )
    return (
        f"{len(set(whole.labels.tolist()) - {-1}):3} themes, queue {np.mean(whole.labels < 0):5.1%}, {nmi}, "
        f"agreement on 90 % parts {np.mean(agreement):.2f} (least {min(agreement):.2f}), "
        f"nonsense queued {np.sum(planted < 0):3} of {PLANTED}, "
        f"{whole.seconds:5.1f} s, peak {whole.megabytes:,.0f} MB"
    )


def agree_on_part(corpus: Corpus, find: Finder, whole: Labels, seed: int) -> float:
    """Return the ARI of a run on a shuffled 90 % of the rows with the run on all of them."""
    order = np.random.default_rng(seed).permutation(len(corpus.texts))
    kept = order[: int(0.9 * len(order))]
    part = find([corpus.texts[row] for row in kept], seed)
    return float(adjusted_rand_score(whole[kept], part.labels))


def run_ours(encoder: RememberingEncoder, texts: Sequence[str], seed: int) -> Run:
    """Return the labels of `discover_themes` with kept vectors."""
    start = time.perf_counter()
    labels = discover_themes(texts, encoder=encoder, seed=seed).labels
    seconds = time.perf_counter() - start
    return Run(labels, seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000)


def run_peer(encoder: RememberingEncoder, texts: Sequence[str]) -> Run:
    """Return the labels of BERTopic, run in its own environment on the same vectors."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "texts.json").write_text(json.dumps(list(texts)))
        np.save(folder / "vectors.npy", encoder.encode(texts))
        script = HERE / "peers" / "bertopic_topics.py"
        subprocess.run([PEER, script, folder], check=True, capture_output=True)
        result = json.loads((folder / "topics.json").read_text())
    return Run(np.array(result["topics"]), result["seconds"], result["megabytes"])


if __name__ == "__main__":
    main()
