"""Spans of a text in code points, and the check that a quote is made of nothing else."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from goldenthread.errors import InputError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a text: code points from `start` up to and without `end`."""

    start: int
    end: int


def quote_at(text: str, start: int, end: int) -> str:
    """Return the words of the text between two code points.

    Raises `InputError` where the span is empty, turned round or outside the text, which
    Python's own slices would pass over in silence.

    >>> quote_at("More trees 🌳 please", 5, 12)
    'trees 🌳'
    """
    if not 0 <= start < end <= len(text):
        message = (
            f"The quote from {start} to {end} does not lie within its text of {len(text)} "
            "characters. Choose the quote again."
        )
        raise InputError(message)
    return text[start:end]


def is_verbatim(pieces: Sequence[str], text: str, spans: Sequence[Span]) -> bool:
    """Return whether the pieces of a quote are, byte for byte, those spans of the text.

    The spans must stand in the order of the text and not overlap: a quote may leave
    words out, where it shows a mark, and may not turn them round. No pieces, no quote.

    >>> is_verbatim(["More trees"], "More trees please", [Span(0, 10)])
    True
    >>> is_verbatim(["more trees"], "More trees please", [Span(0, 10)])
    False
    """
    if not pieces or len(pieces) != len(spans) or not _in_order(spans):
        return False
    return all(
        0 <= span.start < span.end <= len(text)
        and _bytes(piece) == _bytes(text[span.start : span.end])
        for piece, span in zip(pieces, spans, strict=True)
    )


def find_spans(pieces: Sequence[str], text: str) -> list[Span] | None:
    """Return where the pieces first stand in the text, one after another, or None.

    >>> find_spans(["More", "please"], "More trees please")
    [Span(start=0, end=4), Span(start=11, end=17)]
    """
    spans: list[Span] = []
    position = 0
    for piece in pieces:
        start = text.find(piece, position)
        if start < 0 or not piece:
            return None
        position = start + len(piece)
        spans.append(Span(start, position))
    return spans


def _in_order(spans: Sequence[Span]) -> bool:
    return all(left.end <= right.start for left, right in pairwise(spans))


def _bytes(text: str) -> bytes:
    """Return UTF-8; half of a surrogate pair, which it cannot hold, stays comparable."""
    return text.encode("utf-8", "surrogatepass")
