"""Encoders: what turns texts into vectors, and which one to take."""

from collections.abc import Callable, Collection, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

MOST_TEXTS_FOR_E5 = 200_000


class Encoder(Protocol):
    """Turns texts into vectors whose closeness means likeness."""

    name: str

    def encode(
        self, texts: Sequence[str], progress: Callable[[float], None] | None = None
    ) -> NDArray[np.float32]:
        """Return one vector a text, shape (n, d); `progress` is told the share done, 0 to 1."""
        ...


def choose_encoder(languages: Collection[str] | None = None, size: int = 0) -> Encoder:
    """Return the encoder that did best in measurements for such texts on this machine.

    That is e5 wherever its weights are installed (see decision 0002), and characters
    where they are not or where reading `size` texts would take more than an hour or two.
    """
    from goldenthread.text.characters import CharacterEncoder  # noqa: PLC0415
    from goldenthread.text.e5 import E5Encoder, find_weights  # noqa: PLC0415

    if find_weights() is None or size > MOST_TEXTS_FOR_E5:
        return CharacterEncoder()
    return E5Encoder()
