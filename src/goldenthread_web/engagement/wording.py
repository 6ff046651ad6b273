"""Words as they are shown: with their redactions, from the contribution alone."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from goldenthread.disclosure import merge_redactions, redact
from goldenthread.disclosure.redaction import redaction_mark
from goldenthread.records.disclosure import FindingKind, Redaction, Span
from goldenthread_web.engagement.models import Contribution


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of words as shown: plain, or one that somebody noticed or took out.

    `number` is that of the first span that covers it, 0 for none.
    """

    text: str
    number: int = 0
    is_mark: bool = False


def redactions_of(contribution: Contribution) -> tuple[Redaction, ...]:
    """Return what was taken out, in order. Prefetch `redactions` when showing many."""
    return tuple(
        Redaction(start=made.start, end=made.end, kind=FindingKind(made.kind))
        for made in contribution.redactions.all()
    )


def released_text(contribution: Contribution) -> str:
    """Return the text with each redaction replaced by its mark, such as "[name removed]".

    Prefetch `redactions` when showing many.
    """
    return redact(contribution.text, redactions_of(contribution))


def released_pieces(text: str, redactions: Iterable[Redaction]) -> tuple[Piece, ...]:
    """Return the released text in pieces, so that a page can draw the marks as marks."""
    pieces: list[Piece] = []
    position = 0
    for number, made in enumerate(merge_redactions(text, redactions), start=1):
        pieces += [
            Piece(text[position : made.start]),
            Piece(redaction_mark(made.kind), number, is_mark=True),
        ]
        position = made.end
    return tuple(piece for piece in [*pieces, Piece(text[position:])] if piece.text)


def marked_pieces(text: str, spans: Iterable[Span | Redaction]) -> tuple[Piece, ...]:
    """Return the whole text in pieces, those that a span covers with the span's number."""
    numbered = list(enumerate(spans, start=1))
    bounds = sorted({0, len(text), *(at for _, one in numbered for at in (one.start, one.end))})
    pieces = []
    for start, end in pairwise(bounds):
        covering = [number for number, one in numbered if one.start <= start and end <= one.end]
        pieces.append(Piece(text[start:end], min(covering, default=0)))
    return tuple(pieces)


def occurrences(text: str, wanted: str) -> tuple[Span, ...]:
    """Return where the wanted words stand, in any case and spacing: as whole words if they can.

    >>> occurrences("Al said that also Al came", "al")
    (Span(start=0, end=2), Span(start=18, end=20))
    """
    words = unicodedata.normalize("NFC", wanted).split()
    if not words:
        return ()
    pattern = re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE)
    found = tuple(Span(*match.span()) for match in pattern.finditer(text))
    return tuple(span for span in found if _is_whole(text, span)) or found


def _is_whole(text: str, span: Span) -> bool:
    before, after = text[: span.start][-1:], text[span.end : span.end + 1]
    return not _is_in_word(before) and not _is_in_word(after)


def _is_in_word(sign: str) -> bool:
    """Return whether a word goes on here: vowel signs of Bengali are marks, not letters."""
    return bool(sign) and unicodedata.category(sign)[0] in "LMN"
