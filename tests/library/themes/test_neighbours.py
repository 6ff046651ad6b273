"""The neighbour graph, against arithmetic that compares every pair."""

import numpy as np

from goldenthread.themes.neighbours import (
    find_nearest,
    join_vectors,
    link_neighbours,
    to_unit_length,
)


def test_the_nearest_are_those_of_comparing_every_pair() -> None:
    vectors = to_unit_length(np.random.default_rng(0).normal(size=(40, 6)).astype(np.float32))
    rows, cosines = find_nearest(vectors, vectors, 5)
    every = vectors @ vectors.T
    assert rows.tolist() == np.argsort(-every, axis=1)[:, :5].tolist()
    assert np.allclose(cosines, -np.sort(-every, axis=1)[:, :5], atol=1e-5)


def test_the_graph_is_symmetric_without_loops() -> None:
    vectors = to_unit_length(np.random.default_rng(1).normal(size=(30, 4)).astype(np.float32))
    graph = link_neighbours(vectors, 3).toarray()
    assert np.array_equal(graph, graph.T)
    assert not graph.diagonal().any()
    assert (graph > 0).sum(axis=1).min() >= 3


def test_joined_vectors_have_length_one_and_zeros_stay_zeros() -> None:
    meaning = np.random.default_rng(2).normal(size=(10, 4)).astype(np.float32)
    joined = join_vectors(meaning, np.zeros((10, 3), np.float32))
    assert joined.shape == (10, 7)
    assert np.allclose(np.linalg.norm(joined, axis=1), 1, atol=1e-5)
    assert not to_unit_length(np.zeros((2, 3), np.float32)).any()
