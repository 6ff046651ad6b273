"""A form to be filled in by hand."""

from dataclasses import dataclass
from enum import StrEnum


class PaperKind(StrEnum):
    """How a question is answered on paper."""

    LINES = "lines"
    ONE_LINE = "one line"
    ONE = "one of these"
    SEVERAL = "any of these"
    SCALE = "one number of a scale"
    ORDER = "a number beside each"
    GRID = "one in each row"


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """One question. `ends` stand beside the first and the last of a scale; `hint` says how to answer."""

    text: str
    kind: PaperKind
    hint: str = ""
    options: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    ends: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class PaperPart:
    """Questions under one heading; a part that is kept apart begins a new page."""

    title: str
    questions: tuple[PaperQuestion, ...]
    text: str = ""
    is_apart: bool = False


@dataclass(frozen=True, slots=True)
class PaperForm:
    """A form: what it is for, its parts, and what stands at its foot. `language` is a code."""

    title: str
    partnership: str
    language: str
    paragraphs: tuple[str, ...]
    parts: tuple[PaperPart, ...]
    page_word: str = "Page"
    stamp: str = ""
