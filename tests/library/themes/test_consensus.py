"""Groups that many runs agree on."""

import numpy as np
import pytest
from scipy.sparse import csr_matrix

from goldenthread.themes.consensus import find_communities, find_consensus, measure_stability


@pytest.fixture
def two_clubs() -> csr_matrix:
    """Return two full graphs of twelve rows with one thin link between them."""
    links = np.kron(np.eye(2), np.ones((12, 12)))
    np.fill_diagonal(links, 0)
    links[0, 12] = links[12, 0] = 0.1
    return csr_matrix(links)


def test_two_clubs_are_found_whatever_the_seed(two_clubs: csr_matrix) -> None:
    for seed in range(3):
        consensus = find_consensus(two_clubs, seed=seed)
        assert len(set(consensus.labels[:12].tolist())) == 1
        assert len(set(consensus.labels.tolist())) == 2
        assert consensus.belonging.sum(axis=1) == pytest.approx(1)
        assert consensus.belonging.max(axis=1).min() > 0.8


def test_stability_by_hand() -> None:
    labels = np.array([0, 0, 0, 1, 1, 1])
    same = np.array([5, 5, 5, 2, 2, 2])
    moved = np.array([0, 0, 1, 1, 1, -1])
    # In `moved`, {0, 1} against {0, 1, 2} is 2/3; {2, 3, 4} against {3, 4} is 2/3.
    assert measure_stability(labels, np.array([same])).tolist() == [1, 1]
    assert measure_stability(labels, np.array([same, moved])) == pytest.approx([5 / 6, 5 / 6])


def test_rows_without_links_are_groups_alone() -> None:
    empty = csr_matrix((3, 3))
    assert sorted(find_communities(empty, fineness=1.0, seed=0).tolist()) == [0, 1, 2]


def test_the_same_seed_gives_the_same_runs(two_clubs: csr_matrix) -> None:
    first, second = find_consensus(two_clubs, seed=4), find_consensus(two_clubs, seed=4)
    assert first.runs.tobytes() == second.runs.tobytes()
    assert first.belonging.tobytes() == second.belonging.tobytes()
