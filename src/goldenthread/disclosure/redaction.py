"""Taking out of a text what a person decided that readers must not see."""

from collections.abc import Iterable

from goldenthread.errors import InputError
from goldenthread.records.disclosure import FindingKind, Redaction, Span


def redact(text: str, redactions: Iterable[Redaction]) -> str:
    """Return the text with a mark such as "[name removed]" for each redaction.

    Redactions that overlap or touch become one. Everything else stays as it
    is. Raises InputError if a redaction does not lie within the text.

    >>> redact("Ask Mrs Begum.", [Redaction(4, 13, FindingKind.NAME)])
    'Ask [name removed].'
    """
    pieces: list[str] = []
    position = 0
    for redaction in merge_redactions(text, redactions):
        pieces += [text[position : redaction.start], redaction_mark(redaction.kind)]
        position = redaction.end
    return "".join([*pieces, text[position:]])


def released_spans(text: str, redactions: Iterable[Redaction]) -> tuple[Span, ...]:
    """Return what is left of the text between the redactions, in order, none of it empty."""
    merged = merge_redactions(text, redactions)
    bounds = [0, *(at for one in merged for at in (one.start, one.end)), len(text)]
    kept = zip(bounds[::2], bounds[1::2], strict=True)
    return tuple(Span(start, end) for start, end in kept if start < end)


def merge_redactions(text: str, redactions: Iterable[Redaction]) -> tuple[Redaction, ...]:
    """Return redactions in order, none touching another; mixed kinds become "personal detail"."""
    merged: list[Redaction] = []
    for redaction in sorted(redactions):
        if not 0 <= redaction.start < redaction.end <= len(text):
            raise InputError(
                f"A redaction from {redaction.start} to {redaction.end} does not lie within a "
                f"text of {len(text)} characters. Mark it again."
            )
        if merged and redaction.start <= merged[-1].end:
            merged[-1] = _merged_pair(merged[-1], redaction)
        else:
            merged.append(redaction)
    return tuple(merged)


def _merged_pair(one: Redaction, other: Redaction) -> Redaction:
    kind = one.kind if one.kind is other.kind else FindingKind.OTHER
    return Redaction(one.start, max(one.end, other.end), kind)


def redaction_mark(kind: FindingKind) -> str:
    """Return what stands in place of something that was taken out."""
    return f"[{kind.value} removed]"
