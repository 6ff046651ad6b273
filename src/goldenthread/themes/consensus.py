"""Groups that many runs agree on.

One run of a community method on texts is one of many nearly as good answers. So it is run
many times, each time on another part of the texts and at another fineness, and the graph
is weighted anew by how often two neighbours fell together: Lancichinetti and Fortunato
(2012), "Consensus clustering in complex networks", Scientific Reports 2, 336. Each run is
Leiden: Traag, Waltman and van Eck (2019), "From Louvain to Leiden", Scientific Reports 9, 5233.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csr_matrix

Labels = NDArray[np.int64]
Shares = NDArray[np.float64]

RUNS = 100
SHARE_KEPT = 0.7
FINENESSES = (0.7, 1.0, 1.3)
NOT_IN_RUN = -1
SETTLING_ROUNDS = 3


@dataclass(frozen=True, slots=True, eq=False)
class Consensus:
    """The groups agreed on (n,), the runs (runs, n), and how much each row belongs where.

    `belonging` (n, groups) holds shares that add up to 1: the mean overlap of each group
    with the groups that the runs put the row in.
    """

    labels: Labels
    runs: Labels
    belonging: Shares


def find_consensus(
    graph: csr_matrix, *, seed: int, progress: Callable[[float], None] | None = None
) -> Consensus:
    """Return the groups that many runs of Leiden on parts of a symmetric graph agree on."""
    random = np.random.default_rng(seed)
    runs = np.empty((RUNS, graph.shape[0]), np.int64)
    for number in range(RUNS):
        fineness = FINENESSES[number % len(FINENESSES)]
        runs[number] = _run_on_part(graph, fineness, random)
        if progress is not None:
            progress((number + 1) / RUNS)
    agreement = _weigh_by_agreement(graph, runs)
    first = find_communities(agreement, fineness=1.0, seed=int(random.integers(1 << 30)), trials=8)
    labels, belonging = _settle(first, runs)
    return Consensus(labels, runs, belonging)


def find_communities(graph: csr_matrix, *, fineness: float, seed: int, trials: int = 1) -> Labels:
    """Return Leiden's group of each row by modularity; a row without links is a group alone."""
    import graspologic_native  # noqa: PLC0415

    size = graph.shape[0]
    if graph.nnz == 0:
        return np.arange(size)
    _, found = graspologic_native.leiden_csr(
        graph.indptr.astype(np.int64),
        graph.indices.astype(np.int32),
        graph.data.astype(np.float64),
        size,
        resolution=fineness,
        seed=seed,
        trials=trials,
        iterations=2,
    )
    labels = np.arange(size) + size
    labels[list(found.keys())] = list(found.values())
    return np.unique(labels, return_inverse=True)[1].astype(np.int64)


def measure_stability(labels: Labels, runs: Labels) -> Shares:
    """Return for each group its mean overlap with its closest counterpart in the runs, 0 to 1.

    Overlap is Jaccard's, over the rows that took part in the run: Hennig (2007),
    "Cluster-wise assessment of cluster stability", Computational Statistics 52, 258.
    """
    groups = int(labels.max()) + 1
    overlaps = np.array([_overlaps(labels, run, groups).max(axis=0) for run in runs])
    means: Shares = overlaps.mean(axis=0)
    return means


def _settle(labels: Labels, runs: Labels) -> tuple[Labels, Shares]:
    """Return labels after each row went where the runs put it most, and how much it belongs.

    A row on the border between two groups falls to either by chance in one partition;
    its mean over the runs is steadier.
    """
    for _ in range(SETTLING_ROUNDS):
        belonging = _belonging(labels, runs)
        kept = np.unique(belonging.argmax(axis=1))
        belonging = belonging[:, kept]
        settled = belonging.argmax(axis=1).astype(np.int64)
        if np.array_equal(settled, labels):
            break
        labels = settled
    return labels, belonging / np.maximum(belonging.sum(axis=1, keepdims=True), 1e-9)


def _belonging(labels: Labels, runs: Labels) -> Shares:
    groups = int(labels.max()) + 1
    total = np.zeros((len(labels), groups))
    for run in runs:
        present = run != NOT_IN_RUN
        total[present] += _overlaps(labels, run, groups)[run[present]]
    return total


def _run_on_part(graph: csr_matrix, fineness: float, random: np.random.Generator) -> Labels:
    size = graph.shape[0]
    kept = np.flatnonzero(random.random(size) < SHARE_KEPT)
    part = graph[kept][:, kept].tocsr()
    part.sort_indices()
    labels = np.full(size, NOT_IN_RUN, np.int64)
    labels[kept] = find_communities(part, fineness=fineness, seed=int(random.integers(1 << 30)))
    return labels


def _weigh_by_agreement(graph: csr_matrix, runs: Labels) -> csr_matrix:
    """Return the graph with each link weighted by the share of runs that keep its ends together."""
    links = coo_matrix(graph)
    together = np.zeros(links.nnz)
    present = np.zeros(links.nnz)
    for run in runs:
        start, end = run[links.row], run[links.col]
        both = (start != NOT_IN_RUN) & (end != NOT_IN_RUN)
        present += both
        together += both & (start == end)
    share = together / np.maximum(present, 1)
    weighted = csr_matrix((np.maximum(share, 1e-6), (links.row, links.col)), shape=graph.shape)
    weighted.sort_indices()
    return weighted


def _overlaps(labels: Labels, run: Labels, groups: int) -> Shares:
    """Return Jaccard's overlap of each group of the run with each of `labels`, (run's, groups)."""
    taken = run != NOT_IN_RUN
    counts = np.zeros((int(run.max(initial=0)) + 1, groups))
    np.add.at(counts, (run[taken], labels[taken]), 1)
    union = counts.sum(axis=1, keepdims=True) + counts.sum(axis=0, keepdims=True) - counts
    overlaps: Shares = counts / np.maximum(union, 1)
    return overlaps
