"""Placing texts, and numbering themes by size."""

import numpy as np

from goldenthread.themes.placing import belonging_of_all, renumber_by_size


def test_the_heaviest_group_comes_first_and_small_ones_are_not_placed() -> None:
    labels = np.array([0, 0, 1, 1, 1, 2, -1])
    weights = np.array([10, 10, 1, 1, 1, 99, 1])
    numbers, order = renumber_by_size(labels, weights, smallest=2)
    assert numbers.tolist() == [0, 0, 1, 1, 1, -1, -1]
    assert order == [0, 1]


def test_no_groups_are_left_if_all_are_small() -> None:
    numbers, order = renumber_by_size(np.array([0, 1, -1]), np.ones(3, np.int64), smallest=2)
    assert numbers.tolist() == [-1, -1, -1]
    assert order == []


def test_a_text_outside_the_graph_belongs_where_its_neighbours_do() -> None:
    vectors = np.array([[1, 0], [1, 0], [0, 1], [0, 1], [0.8, 0.6]], np.float32)
    belonging = np.array([[1.0, 0.0], [0.9, 0.1], [0.0, 1.0], [0.2, 0.8]])
    result = belonging_of_all(vectors, np.arange(4), belonging, 2)
    assert result[:4].tolist() == belonging.tolist()
    assert np.allclose(result[4], [0.95, 0.05])
