"""What our own export says beside its table: the form over time, decisions, and files."""

from dataclasses import dataclass
from datetime import date

from goldenthread.records.disclosure import Redaction
from goldenthread.records.engagement import WordsAre


@dataclass(frozen=True, slots=True)
class ExportedOption:
    """An option as it reads now; one that is retired is not offered any more."""

    text: str
    is_other: bool = False
    is_exclusive: bool = False
    is_retired: bool = False


@dataclass(frozen=True, slots=True)
class EarlierWords:
    """What was read from one version of the form on; `options` and `rows` are (now, then)."""

    version: int
    text: str
    help: str = ""
    lowest_label: str = ""
    highest_label: str = ""
    options: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, str], ...] = ()
    what_changed: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class ExportedQuestion:
    """A question with what a table cannot hold of it."""

    key: str
    help: str = ""
    lowest_label: str = ""
    highest_label: str = ""
    first_version: int = 1
    is_retired: bool = False
    options: tuple[ExportedOption, ...] = ()
    wordings: tuple[EarlierWords, ...] = ()


@dataclass(frozen=True, slots=True)
class ExportedForm:
    """The form of an engagement: where it was exported, when, and its latest version."""

    title: str
    exported_on: date
    form_version: int
    questions: tuple[ExportedQuestion, ...] = ()


@dataclass(frozen=True, slots=True)
class DecisionElsewhere:
    """What was decided elsewhere of the `place`-th thing that a response says to a question.

    `digest` is of the words that were decided about, `taken_out` in code points.
    """

    response: str
    question: str
    part: WordsAre
    place: int
    digest: str
    outcome: str
    reason: str = ""
    decided_on: date | None = None
    taken_out: tuple[Redaction, ...] = ()


@dataclass(frozen=True, slots=True)
class FileElsewhere:
    """A file that came with a response, where it is in the package, and what was decided of it."""

    response: str
    question: str
    name: str
    outcome: str
    alternative_text: str = ""
    reason: str = ""
    decided_on: date | None = None
