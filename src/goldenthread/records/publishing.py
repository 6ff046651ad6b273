"""What can be published: tables, charts and the edition of a plan."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Table:
    """Figures as text, row by row; the first column names the row."""

    caption: str
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """One picture with the sentence that says what it shows and the same figures as a table.

    `svg` is safe to write into a page under a strict nonce policy: it has no
    script and no style, and its text takes the colour of the page.
    """

    title: str
    sentence: str
    svg: str
    table: Table


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart.

    `length` is what is drawn, on the scale of its chart; None is "too few to
    show". `shown` is the figure as people read it. `lower` and `upper` are the
    interval, on the scale of `length`. Bars of one `group` stand together.
    """

    label: str
    shown: str
    length: float | None
    lower: float | None = None
    upper: float | None = None
    group: str = ""


@dataclass(frozen=True, slots=True)
class SplitBar:
    """One bar that is a whole in three parts: two stand out, the rest is what is left.

    A part is a share, 0 to 1, or None for "not shown". `shown` says the parts in words.
    """

    label: str
    shown: str
    first: float | None
    second: float | None


@dataclass(frozen=True, slots=True)
class AreaShade:
    """How one area of a map is shaded: `step` 0 (lightest) to 4, None for "too few to show".

    `shown` is the figure as people read it.
    """

    code: str
    step: int | None
    shown: str


@dataclass(frozen=True, slots=True)
class PlanQuote:
    """Released words as they may be printed.

    `words` carries its redactions as marks such as "[name removed]".
    `marked` says how the words differ from what was said ("Part removed to
    protect privacy", "Translated by a machine from Bengali"), empty where they
    do not. `language` is a BCP 47 code, empty where it is not known.
    """

    words: str
    source: str
    marked: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class PlanElement:
    """One vision, improvement principle, call to action or outcome, with what it rests on.

    `number` is "1" or "1.2", empty where the kind is not numbered. `basis` is
    one line for each thing that the element rests on.
    """

    number: str
    kind: str
    text: str
    explanation: str = ""
    basis: tuple[str, ...] = ()
    outcomes: tuple["PlanElement", ...] = ()
    quotes: tuple[PlanQuote, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanDocument:
    """A published edition as a document.

    `edition` is "1" or "1.1". `stamp` is printed on every page where it is
    set. `introduction`, `notes` and `method` are paragraphs.
    """

    title: str
    partnership: str
    edition: str
    published_on: date
    digest: str
    elements: tuple[PlanElement, ...]
    introduction: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    method: tuple[str, ...] = ()
    stamp: str = ""
    language: str = "en"
