"""Where vectors of contributions are kept between runs, and how they are forgotten.

Imports numpy and the encoders only when it is asked: the site's pages do without.
"""
# ruff: noqa: PLC0415

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from goldenthread.text.encoders import Encoder


def remembering_encoder(languages: Collection[str], size: int, folder: Path) -> "Encoder":
    """Return the best encoder for such texts, with its vectors kept if they can be.

    Character vectors depend on the whole corpus, so there is nothing to keep.
    """
    from goldenthread.text.characters import CharacterEncoder
    from goldenthread.text.encoders import choose_encoder
    from goldenthread.text.vectors import RememberingEncoder

    chosen = choose_encoder(languages, size)
    if isinstance(chosen, CharacterEncoder):
        return chosen
    return RememberingEncoder(chosen, folder)


def forget_vectors(texts: Sequence[str], folder: Path) -> int:
    """Return how many kept vectors of these texts were removed."""
    if not texts or not folder.exists():
        return 0
    from goldenthread.text.encoders import choose_encoder
    from goldenthread.text.vectors import VectorStore

    return VectorStore(choose_encoder().name, folder).forget(texts)
