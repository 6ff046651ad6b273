"""Parting several choices that stand in one cell."""

import re
from collections.abc import Iterator, Sequence

SEPARATORS = (";", "|", ", ")
MOST_OPTIONS = 25
LONGEST_OPTION = 120
_OPENS, _CLOSES = "([", ")]"
_BESIDE_OTHER = re.compile(
    r"(?P<other>other)(?:\s*\((?P<a>.+)\)|\s*:\s*(?P<b>.+))", re.IGNORECASE | re.DOTALL
)
# These belong to the option as it was offered: nobody wrote them as an answer.
_OFFERED = re.compile(r"(?:please|e\.?g\b|for example|such as|includ|not listed)", re.IGNORECASE)


def parts_of(cell: str, separator: str) -> list[str]:
    """Return the choices of a cell; a comma within brackets parts nothing.

    >>> parts_of("cost, weather (rain, heat)", ", ")
    ['cost', 'weather (rain, heat)']
    """
    if "," not in separator:
        return cell.split(separator)
    return list(_outside_brackets(cell, separator))


def _outside_brackets(cell: str, separator: str) -> Iterator[str]:
    """Yield the parts; a bracket that is never closed holds nothing."""
    part = ""
    for piece in cell.split(separator):
        part = f"{part}{separator}{piece}" if part else piece
        if _depth_of_brackets(part) <= 0:
            yield part
            part = ""
    yield from part.split(separator) if part else ()


def _depth_of_brackets(text: str) -> int:
    return sum((sign in _OPENS) - (sign in _CLOSES) for sign in text)


def said_beside_other(label: str) -> tuple[str, str]:
    """Return the option and what was written beside it: “Other (too far)” is “Other”, “too far”.

    >>> said_beside_other("Other: too far"), said_beside_other("Other (please specify)")
    (('Other', 'too far'), ('Other (please specify)', ''))
    """
    found = _BESIDE_OTHER.fullmatch(label.strip())
    words = (found["a"] or found["b"]).strip() if found else ""
    if found is None or _OFFERED.match(words):
        return label, ""
    return found["other"], words


def separator_of(cells: Sequence[str]) -> str:
    """Return what parts the choices in these cells, "" if they hold none or are words.

    The parts have to come back, in cells that hold several of them: one address with
    commas among names is no list.
    """
    for separator in SEPARATORS:
        parted = [_labels_in_cell(cell, separator) for cell in cells]
        several = [labels for labels in parted if len(labels) > 1]
        every = [label for labels in parted for label in labels]
        different = set(every)
        is_repeated = len(different) <= MOST_OPTIONS and len(different) * 2 <= len(every)
        if len(several) > 1 and is_repeated and max(map(len, different)) <= LONGEST_OPTION:
            return separator
    return ""


def _labels_in_cell(cell: str, separator: str) -> list[str]:
    parts = (said_beside_other(part.strip())[0] for part in parts_of(cell, separator))
    return [part for part in parts if part]
