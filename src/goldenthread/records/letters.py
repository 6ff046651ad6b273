"""What is printed of an invitation by post."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letter:
    """One page for one envelope; `address` is empty for a letter that is handed out.

    Where `code` is empty, the box with code and square is left out.

    `square` is a picture (SVG) that a phone reads, `link` the address to type by hand.
    """

    language: str
    address: tuple[str, ...]
    title: str
    paragraphs: tuple[str, ...]
    code: str
    code_label: str
    link: str
    square: str


@dataclass(frozen=True, slots=True)
class LetterHead:
    """What is the same on every letter of a file."""

    title: str
    sender: str
    contact: tuple[str, ...]
    day: str
    stamp: str = ""
