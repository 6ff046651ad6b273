"""The neighbour graph, against arithmetic that compares every pair."""

import numpy as np

from goldenthread.themes.neighbours import (
    find_nearest,
    join_vectors,
    link_neighbours,
    to_unit_length,
    without_length,
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


def test_what_length_explains_is_taken_off_and_the_rest_is_kept() -> None:
    random = np.random.default_rng(2)
    sizes = random.integers(1, 400, 60)
    texts = ["x" * size for size in sizes]
    lengths = np.log(sizes + 5.0)
    lengths -= lengths.mean()
    about = random.normal(size=(60, 4))
    seen = about + np.outer(lengths, [3.0, -2.0, 1.0, 0.0]) + np.outer(lengths**2, [1.0, 0, 0, 2])
    left = without_length(seen.astype(np.float32), texts)
    for column in range(4):
        assert abs(np.corrcoef(left[:, column], lengths)[0, 1]) < 1e-4
        assert np.corrcoef(left[:, column], about[:, column])[0, 1] > 0.9


def test_texts_of_one_length_keep_their_differences() -> None:
    vectors = np.random.default_rng(3).normal(size=(9, 3)).astype(np.float32)
    left = without_length(vectors, ["same"] * 9)
    assert np.allclose(left, vectors - vectors.mean(axis=0), atol=1e-5)
