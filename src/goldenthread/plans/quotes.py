"""Quotes: which code points of what was said are shown, and what stands for the rest."""

import json
import re
import unicodedata
from collections.abc import Iterable, Sequence

from goldenthread.disclosure import redact
from goldenthread.disclosure.redaction import merge_redactions, redaction_mark
from goldenthread.errors import InputError
from goldenthread.plans.digests import leaf_digest
from goldenthread.records.disclosure import Redaction, Span
from goldenthread.records.plans import QuotePart

# One sign for another: what a keyboard or a word processor puts in place of what was said.
_ALIKE = str.maketrans("\u2018\u2019\u201c\u201d\u2013\u2014", "''\"\"--")
_WORD = re.compile(r"[^\W_]+")


def quote_parts(text: str, span: Span, redactions: Iterable[Redaction]) -> tuple[QuotePart, ...]:
    """Return the parts of text[span.start:span.end], in order, without gaps.

    Raises InputError if the span does not lie within the text.

    >>> from goldenthread.records.disclosure import FindingKind
    >>> quote_parts("Ask Mrs Begum.", Span(4, 14), [Redaction(0, 13, FindingKind.NAME)])
    (QuotePart(start=4, end=13, mark='[name removed]'), QuotePart(start=13, end=14, mark=''))
    """
    if not 0 <= span.start < span.end <= len(text):
        raise InputError(
            f"A quote from {span.start} to {span.end} does not lie within a text of "
            f"{len(text)} characters. Choose its words again."
        )
    parts: list[QuotePart] = []
    at = span.start
    for one in merge_redactions(text, redactions):
        start, end = max(one.start, span.start), min(one.end, span.end)
        if start >= end:
            continue
        if at < start:
            parts.append(QuotePart(at, start))
        parts.append(QuotePart(start, end, redaction_mark(one.kind)))
        at = end
    if at < span.end:
        parts.append(QuotePart(at, span.end))
    return tuple(parts)


def quoted_words(text: str, parts: Iterable[QuotePart]) -> str:
    """Return the quote as it reads, with a mark where something was taken out."""
    return "".join(part.mark or text[part.start : part.end] for part in parts)


def has_words(text: str, parts: Iterable[QuotePart]) -> bool:
    """Return whether anything that was said is left to read."""
    return any(not part.mark and _WORD.search(text[part.start : part.end]) for part in parts)


def hide_more(
    text: str, parts: Iterable[QuotePart], redactions: Sequence[Redaction]
) -> tuple[QuotePart, ...]:
    """Return the parts with later redactions applied too; nothing hidden comes back."""
    kept: list[QuotePart] = []
    for part in parts:
        inside = part.end <= len(text) and not part.mark
        span = Span(part.start, part.end)
        for piece in quote_parts(text, span, redactions) if inside else (part,):
            if not (kept and piece.mark and kept[-1].mark == piece.mark):
                kept.append(piece)
    return tuple(kept)


def find_quote(text: str, redactions: Sequence[Redaction], words: str) -> Span:
    """Return where the words stand in the text as readers see it.

    `words` may hold marks such as "[name removed]". Any white space matches any
    other, and curly quotation marks match straight ones.

    Raises InputError if the words are not there, or more than once.
    """
    pieces = unicodedata.normalize("NFC", words).translate(_ALIKE).split()
    if not pieces:
        raise InputError("Type the words that you want to quote.")
    shown = redact(text, redactions).translate(_ALIKE)
    found = list(re.finditer(r"\s+".join(map(re.escape, pieces)), shown))
    if not found:
        raise InputError("These words are not in what was said. Copy them exactly.")
    if len(found) > 1:
        raise InputError("These words stand there more than once. Add a word before or after them.")
    places = _places_of_shown(text, redactions)
    return Span(places[found[0].start()].start, places[found[0].end() - 1].end)


def _places_of_shown(text: str, redactions: Sequence[Redaction]) -> list[Span]:
    """Return for each code point that readers see, where it comes from."""
    places: list[Span] = []
    for part in quote_parts(text, Span(0, len(text)), redactions):
        if part.mark:
            places += [Span(part.start, part.end)] * len(part.mark)
        else:
            places += [Span(at, at + 1) for at in range(part.start, part.end)]
    return places


def quote_digest(text: str, parts: Iterable[QuotePart], salt: bytes, key: bytes) -> str:
    """Return the keyed digest of a quote: its places, its marks and each byte of its words.

    What a mark hides is not part of it.
    """
    covered = [
        [part.start, part.end, part.mark, "" if part.mark else text[part.start : part.end]]
        for part in parts
    ]
    return leaf_digest(json.dumps(covered, ensure_ascii=False), salt, key)


def repeats_words(reason: str, quoted: str, *, run: int = 6) -> bool:
    """Return whether `run` words in a row of a quote stand in the reason too.

    Words of a person live in one place, so that they can be removed from it.

    >>> repeats_words("They ask for a date", "They ask for a date and a name")
    False
    """
    said = [word.casefold() for word in _WORD.findall(quoted)]
    told = [word.casefold() for word in _WORD.findall(reason)]
    runs = {tuple(said[at : at + run]) for at in range(len(said) - run + 1)}
    return any(tuple(told[at : at + run]) in runs for at in range(len(told) - run + 1))
