"""Keeping vectors, so that a text is read by an encoder only once."""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from goldenthread.text.encoders import Encoder

Floats = NDArray[np.float32]
Halves = NDArray[np.float16]

TEXTS_BETWEEN_SAVES = 2_000


def text_digest(encoder_name: str, text: str) -> bytes:
    """Return the 16 bytes under which the vector of a text is kept."""
    return hashlib.blake2b(text.encode(), digest_size=16, key=encoder_name.encode()[:64]).digest()


class VectorStore:
    """Vectors of one encoder by text digest, in half precision; in memory, or in a folder.

    The folder holds a pair of files for each encoder: the digests and the vectors. They
    can be deleted at any time; they hold no words, but a vector hints at what was said,
    so `forget` takes the vectors of erased texts out of memory and off the disk.
    """

    def __init__(self, encoder_name: str, folder: Path | None = None) -> None:
        self._encoder_name = encoder_name
        self._path = None if folder is None else folder / f"{_file_name(encoder_name)}.npz"
        self._row_of: dict[bytes, int] = {}
        self._vectors: Halves = np.zeros((0, 0), np.float16)
        if self._path is not None and self._path.exists():
            with np.load(self._path, allow_pickle=False) as kept:
                self._vectors = kept["vectors"]
                self._row_of = {key.tobytes(): row for row, key in enumerate(kept["digests"])}

    def __len__(self) -> int:
        return len(self._row_of)

    def missing(self, texts: Sequence[str]) -> list[str]:
        """Return the texts whose vectors are not kept, each once, in order."""
        unique = dict.fromkeys(texts)
        return [text for text in unique if self._digest(text) not in self._row_of]

    def get(self, texts: Sequence[str]) -> Floats:
        """Return the kept vectors, shape (n, d); `KeyError` where one is missing."""
        rows = [self._row_of[self._digest(text)] for text in texts]
        return self._vectors[rows].astype(np.float32)

    def add(self, texts: Sequence[str], vectors: Floats) -> None:
        """Keep the vectors of texts that are not kept yet."""
        if not texts:
            return
        halves = vectors.astype(np.float16)
        first = len(self._vectors)
        for place, text in enumerate(texts):
            self._row_of[self._digest(text)] = first + place
        self._vectors = np.concatenate([self._vectors, halves]) if first else halves
        self._save()

    def forget(self, texts: Sequence[str]) -> int:
        """Remove the vectors of these texts and return how many were kept."""
        digests = {self._digest(text) for text in texts} & self._row_of.keys()
        if not digests:
            return 0
        stay = [(digest, row) for digest, row in self._row_of.items() if digest not in digests]
        self._vectors = self._vectors[[row for _, row in stay]]
        self._row_of = {digest: row for row, (digest, _) in enumerate(stay)}
        self._save()
        return len(digests)

    def _digest(self, text: str) -> bytes:
        return text_digest(self._encoder_name, text)

    def _save(self) -> None:
        """Write beside the file and rename, so that a reader never sees half of it."""
        if self._path is None:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True)
        ordered = sorted(self._row_of, key=self._row_of.__getitem__)
        digests = np.frombuffer(b"".join(ordered), np.uint8).reshape(-1, 16)
        beside = self._path.with_suffix(".part")
        with beside.open("wb") as file:
            np.savez(file, digests=digests, vectors=self._vectors)
        beside.replace(self._path)


class RememberingEncoder:
    """An encoder that looks its vectors up in a store and reads only what is new.

    Give it only encoders whose vectors depend on the text alone, such as e5.
    """

    def __init__(self, encoder: Encoder, folder: Path | None = None) -> None:
        self.name = encoder.name
        self._encoder = encoder
        self.store = VectorStore(encoder.name, folder)

    def encode(
        self, texts: Sequence[str], progress: Callable[[float], None] | None = None
    ) -> Floats:
        """Return vectors of shape (n, d), rounded to half precision whether new or kept."""
        # By length, so that each part between two saves pads little; then by spelling.
        new = sorted(self.store.missing(texts), key=lambda text: (len(text), text))
        total, done = sum(map(len, new)) or 1, 0
        for first in range(0, len(new), TEXTS_BETWEEN_SAVES):
            part = new[first : first + TEXTS_BETWEEN_SAVES]
            size = sum(map(len, part))
            self.store.add(part, self._encoder.encode(part, _part_of(progress, done, size, total)))
            done += size
        return self.store.get(texts) if texts else self._encoder.encode(texts)

    def familiarity(self, texts: Sequence[str]) -> NDArray[np.float64] | None:
        """Return what the encoder says of the spelling of the texts, None if it cannot tell."""
        measure = getattr(self._encoder, "familiarity", None)
        return None if measure is None else measure(texts)

    def forget(self, texts: Sequence[str]) -> int:
        """Remove the kept vectors of these texts and return how many there were."""
        return self.store.forget(texts)


def _part_of(
    progress: Callable[[float], None] | None, done: int, size: int, total: int
) -> Callable[[float], None] | None:
    if progress is None:
        return None
    return lambda share: progress((done + share * size) / total)


def _file_name(encoder_name: str) -> str:
    readable = "".join(sign if sign.isalnum() else "-" for sign in encoder_name)
    return f"vectors-{readable[:40]}-{hashlib.blake2b(encoder_name.encode(), digest_size=4).hexdigest()}"
