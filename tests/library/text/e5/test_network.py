"""The network against a slow second way to calculate its parts."""

import math

import numpy as np

from goldenthread.text.e5.network import Linear, Normalisation, _gelu, _mean_of_present


def test_a_normalisation_gives_mean_0_and_variance_1_before_its_weights() -> None:
    rows = np.array([[1.0, 2.0, 4.0], [0.0, 0.0, 9.0]], np.float32)
    part = Normalisation(np.ones(3, np.float32), np.zeros(3, np.float32), 1e-12)
    done = part.apply(rows.copy())
    for before, after in zip(rows, done, strict=True):
        mean = sum(before) / 3
        spread = math.sqrt(sum((one - mean) ** 2 for one in before) / 3)
        assert np.allclose(after, [(one - mean) / spread for one in before], atol=1e-5)


def test_a_linear_part_multiplies_and_adds() -> None:
    part = Linear(
        np.array([[1.0, 2.0], [3.0, 4.0]], np.float32), np.array([10.0, 20.0], np.float32)
    )
    assert part.apply(np.array([[1.0, 1.0]], np.float32)).tolist() == [[14.0, 26.0]]


def test_gelu_is_close_to_its_definition_by_the_normal_distribution() -> None:
    values = np.linspace(-4, 4, 33, dtype=np.float32)
    exact = [x * 0.5 * (1 + math.erf(x / math.sqrt(2))) for x in values]
    assert np.allclose(_gelu(values.copy()), exact, atol=2e-3)


def test_padding_does_not_count_in_the_mean() -> None:
    states = np.array([[[1.0, 3.0], [3.0, 5.0], [99.0, 99.0]]], np.float32)
    present = np.array([[1.0, 1.0, 0.0]], np.float32)
    length = math.sqrt(2.0**2 + 4.0**2)
    assert np.allclose(_mean_of_present(states, present), [[2 / length, 4 / length]])
