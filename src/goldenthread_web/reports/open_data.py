"""The open-data package of an engagement: a zip of tables, with what describes them."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from goldenthread.engagement.archive_stream import stream_archive
from goldenthread.engagement.mending import escape_formula
from goldenthread.records.publishing import Table
from goldenthread.reports.theme_counts import show_themes
from goldenthread_web.engagement.models import Engagement
from goldenthread_web.people.audit import RESIDENT
from goldenthread_web.reports.models import Licence
from goldenthread_web.reports.queries import published_report, what_we_heard
from goldenthread_web.reports.queries.open_data import (
    all_open_words,
    changes_told,
    licence_of,
    questions_asked,
)
from goldenthread_web.reports.results_pages import public_page
from goldenthread_web.reports.tasks import public_look

STAMP = "Invented for this demonstration"
Line = tuple[object, ...]
QUESTIONS = (
    ("key", "The key of the question, the same in all files."),
    ("position", "Its place in the form."),
    ("kind", "The kind of question."),
    ("question", "The words of the question as they are now."),
    ("help", "The words below it."),
    ("options", "What could be chosen, each in a line."),
    ("rows", "The rows of a matrix, each in a line."),
    ("asked since version", "The version of the form that brought it."),
    ("asked no more since", "The day since when it is not asked any more."),
)  # fmt: skip
CHANGES = (
    ("version", "From this version of the form on."),
    ("on", "The day of the change."),
    ("question", "The words of the question then."),
    ("what changed", "What changed."),
    ("why", "Why."),
)
COUNTS = (
    ("question key", "The key of the question; empty for who took part."),
    ("table", "The name of the table, as on the page of results."),
    ("line", "What the line is: an option, a month, an area, a statement."),
    ("figure", "What the figure is: people, a share, an interval."),
    ("shown", "The figure as the page shows it; small numbers are hidden."),
    ("value", "The figure as a number; empty where it is hidden or no number."),
)
WORDS = (
    ("reference", "The public address of the words ends in it."),
    ("question key", "The question that they answer."),
    ("part", "An answer, words beside “other”, words about a place, or a statement."),
    ("words", "The released words. What was taken out is marked, as in [name removed]."),
    ("capacity", "In what capacity they were said, where many took part in it."),
)
THEMES = (
    ("question", "The question."),
    ("theme", "The name of the theme."),
    ("definition", "What is in it."),
    ("contributions", "How many contributions are in it, of how many; small numbers are hidden."),
    ("people", "How many people said them."),
    ("how sure", "Who put them there, and how sure it is."),
)
COLUMNS = {
    "questions.csv": QUESTIONS, "changes.csv": CHANGES, "counts.csv": COUNTS, "words.csv": WORDS,
    "themes.csv": THEMES,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the page of results. `value` is a number, a share from 0 to 1, or None."""

    question_key: str
    table: str
    line: str
    name: str
    shown: str
    value: float | None


def stream_package(engagement: Engagement, *, site: str, today: date) -> Iterator[bytes]:
    """Yield the package. Counts are the kept ones of the page of results; words are read now."""
    licence = licence_of(engagement)
    tables: dict[str, Iterable[Line]] = {
        "questions.csv": _lines_of_questions(engagement),
        "changes.csv": (
            (one.version, one.on, one.question, one.what_changed, one.why)
            for one in changes_told(engagement)
        ),
        "counts.csv": (
            (one.question_key, one.table, one.line, one.name, one.shown, one.value)
            for one in figures_of(engagement)
        ),
        "words.csv": (
            (one.reference, one.question_key, one.part, one.words, one.capacity)
            for one in all_open_words(engagement)
        ),
    }
    if published_report(engagement) is not None:
        tables["themes.csv"] = themes_given(engagement, today=today)
    described = describe_package(engagement, licence, list(tables), today=today)
    parts: list[tuple[str, Iterable[str]]] = [
        ("README.txt", [readme(engagement, licence, list(tables), site=site, today=today)]),
        ("datapackage.json", [json.dumps(described, ensure_ascii=False, indent=1)]),
    ]
    parts += [(name, _write_csv(name, lines)) for name, lines in tables.items()]
    return stream_archive(parts)


def _write_csv(name: str, lines: Iterable[Line]) -> Iterator[str]:
    writer = csv.writer(written := _Written())
    writer.writerow([column for column, _ in COLUMNS[name]])
    for line in lines:
        writer.writerow([_cell_without_formula(one) for one in line])
        if written.is_long:
            yield written.take()
    yield written.take()


class _Written:
    """A file that hands over what was written so far."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    @property
    def is_long(self) -> bool:
        return len(self._lines) >= 500  # noqa: PLR2004 - lines at a time

    def write(self, line: str) -> None:
        self._lines.append(line)

    def take(self) -> str:
        taken = "".join(self._lines)
        self._lines.clear()
        return taken


def _cell_without_formula(one: object) -> object:
    return escape_formula(one) if isinstance(one, str) else one


def _lines_of_questions(engagement: Engagement) -> Iterator[Line]:
    for one in questions_asked(engagement):
        yield (
            one.key,
            one.position,
            one.kind,
            one.text,
            one.help_text,
            "\n".join(one.options),
            "\n".join(one.rows),
            one.asked_since_version,
            one.asked_no_more_since,
        )


def figures_of(engagement: Engagement) -> Iterator[Figure]:
    """Yield every figure of the public page of results: the same tables, cell by cell."""
    page = public_page(RESIDENT, engagement)
    for table in page.overview.all_tables if page.overview else ():
        yield from figures_in(table)
    for card in page.cards(page.questions):
        for table in card.all_tables:
            yield from figures_in(table, question_key=card.question.key)


def figures_in(table: Table, *, question_key: str = "") -> Iterator[Figure]:
    """Yield the figures of a table, whose first column names the line."""
    for row in table.rows:
        for name, shown in zip(table.headers[1:], row[1:], strict=True):
            yield Figure(question_key, table.caption, row[0], name, shown, value_of(shown))


def value_of(shown: str) -> float | None:
    """Return the number that a figure shows, a share as 0 to 1; None where none is shown.

    >>> value_of("1,204"), value_of("25%"), value_of("fewer than 5"), value_of("20% to 31%")
    (1204.0, 0.25, None, None)
    """
    plain = shown.replace(",", "").strip()
    is_share = plain.endswith("%")
    try:
        value = float(plain.removesuffix("%"))
    except ValueError:
        return None
    return value / 100 if is_share else value


def themes_given(engagement: Engagement, *, today: date) -> Iterator[Line]:
    """Yield the themes of the public report with their sizes, as its page tells them."""
    until = public_look(engagement=engagement, now=timezone.now())
    for question in what_we_heard(engagement, today=today, until=until).open_questions:
        shown = show_themes(question)
        for theme, size in zip(question.themes, shown.themes, strict=True):
            yield (
                question.question,
                theme.name,
                theme.definition,
                size.contributions,
                size.people_alone,
                theme.how_sure,
            )


def describe_package(
    engagement: Engagement, licence: Licence, names: Sequence[str], *, today: date
) -> dict[str, object]:
    """Return what datapackage.json says: the tables and their columns, for machines."""
    return {
        "profile": "tabular-data-package",
        "name": engagement.slug,
        "title": engagement.title,
        "description": engagement.why_asked,
        "created": today.isoformat(),
        "invented_for_this_demonstration": engagement.is_invented,
        "licenses": [{"name": licence.value, "title": licence.label, "path": licence.address}],
        "resources": [
            {
                "name": name.removesuffix(".csv"),
                "path": name,
                "profile": "tabular-data-resource",
                "encoding": "utf-8",
                "schema": {
                    "fields": [
                        {"name": column, "type": _type_of_column(column), "description": told}
                        for column, told in COLUMNS[name]
                    ]
                },
            }
            for name in names
        ],
    }


def _type_of_column(column: str) -> str:
    whole = {"position", "version", "asked since version"}
    return "number" if column == "value" else "integer" if column in whole else "string"


def readme(
    engagement: Engagement, licence: Licence, names: Sequence[str], *, site: str, today: date
) -> str:
    """Return what a person should know before using the data."""
    stamp = f"{STAMP}.\n\n" if engagement.is_invented else ""
    day = f"{today.day} {today:%B %Y}"
    listed = "\n".join(f"  {name}" for name in names)
    return f"""{engagement.title}
{"=" * len(engagement.title)}

{stamp}What people said in this exercise, as data. Taken out on {day} from
{site}

Licence: {licence.label}
{licence.address}

Files
{listed}
  datapackage.json   the same for machines: every column described

How to read it
  People chose to answer, so these figures do not speak for everybody.
  Small numbers are hidden, so that nobody can be picked out: do not try to.
  Answers to different questions are not joined: no row is a person.
  Words are those that were released. What was taken out is marked.
  What people asked us to remove is gone from here: fetch it again before you publish.
  An apostrophe before a sign such as = keeps spreadsheets from working it out. Take it off.
"""
