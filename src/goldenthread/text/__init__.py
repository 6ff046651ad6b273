"""Text: encoders, kept vectors, languages, near-duplicates, spans."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from goldenthread.text.characters import CharacterEncoder
    from goldenthread.text.e5 import E5Encoder
    from goldenthread.text.encoders import Encoder, choose_encoder
    from goldenthread.text.languages import detect_language
    from goldenthread.text.near_duplicates import group_near_duplicates
    from goldenthread.text.spans import Span, find_spans, is_verbatim, quote_at
    from goldenthread.text.vectors import RememberingEncoder, VectorStore

_MODULE_OF = {
    "CharacterEncoder": "characters",
    "E5Encoder": "e5",
    "Encoder": "encoders",
    "RememberingEncoder": "vectors",
    "Span": "spans",
    "VectorStore": "vectors",
    "choose_encoder": "encoders",
    "detect_language": "languages",
    "find_spans": "spans",
    "group_near_duplicates": "near_duplicates",
    "is_verbatim": "spans",
    "quote_at": "spans",
}

__all__ = [
    "CharacterEncoder",
    "E5Encoder",
    "Encoder",
    "RememberingEncoder",
    "Span",
    "VectorStore",
    "choose_encoder",
    "detect_language",
    "find_spans",
    "group_near_duplicates",
    "is_verbatim",
    "quote_at",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: start-up stays quick."""
    from importlib import import_module  # noqa: PLC0415

    if name not in _MODULE_OF:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    return getattr(import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
