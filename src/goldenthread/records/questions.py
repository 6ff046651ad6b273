"""Questions as they cross a boundary: ready ones, and the words that were asked."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class QuestionWords:
    """What people read of a question: `options` and `rows` by the number of their row."""

    text: str
    help: str = ""
    options: Mapping[int, str] = field(default_factory=dict)
    rows: Mapping[int, str] = field(default_factory=dict)
    lowest_label: str = ""
    highest_label: str = ""


@dataclass(frozen=True, slots=True)
class ReadyQuestion:
    """A question that can be taken over as it stands, and where its words are from.

    `kind` is the value of a kind of question. Options that mean "other, please
    say" or "none of these" are named by their text.
    """

    text: str
    kind: str
    help_text: str = ""
    options: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    other_option: str = ""
    none_option: str = ""
    lowest: int | None = None
    highest: int | None = None
    lowest_label: str = ""
    highest_label: str = ""


@dataclass(frozen=True, slots=True)
class ReadySet:
    """Questions that belong together, and where they are from."""

    key: str
    title: str
    source: str
    questions: tuple[ReadyQuestion, ...]


@dataclass(frozen=True, slots=True)
class ReadyEqualityQuestion:
    """A monitoring question with its source; sets hold one another: 3 in 6 in 13.

    `published` gives the name under which the Census publishes an option, where
    it is not that of the option.
    """

    key: str
    text: str
    options: tuple[str, ...]
    source: str
    is_for_16_and_over: bool = False
    published: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class QuestionHint:
    """Something to look at again before a question is asked; never an error."""

    sentence: str
