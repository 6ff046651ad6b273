"""The folder that an analysis is written to."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from goldenthread.engagement.mending import escape_formula
from goldenthread.errors import InputError
from goldenthread.records.reports import Analysis, TextColumn
from goldenthread.records.themes import ThemeDiscovery
from goldenthread.reports.analysis_page import analysis_html

THEME_COLUMNS = ("theme", "name", "phrases", "size", "stability", "exemplar rows")
CONTRIBUTION_COLUMNS = ("row", "theme", "confidence", "near-duplicate of", "not placed yet")


def refuse_full_folder(folder: Path) -> None:
    """Raise InputError where the folder already holds files."""
    if folder.is_dir() and any(folder.iterdir()):
        raise InputError(
            f"The folder {folder} already holds files. Name another, or add --replace "
            "to write over themes.csv, contributions.csv and report.html in it."
        )


def write_results(
    folder: Path, column: TextColumn, discovery: ThemeDiscovery, *, analysis: Analysis
) -> None:
    """Write themes.csv, contributions.csv and report.html into the folder, made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    _write_csv(folder / "themes.csv", THEME_COLUMNS, _theme_rows(column, discovery))
    rows = _contribution_rows(column, discovery)
    _write_csv(folder / "contributions.csv", CONTRIBUTION_COLUMNS, rows)
    (folder / "report.html").write_text(analysis_html(analysis), encoding="utf-8")


def _theme_rows(column: TextColumn, discovery: ThemeDiscovery) -> Iterable[tuple[str, ...]]:
    for number, theme in enumerate(discovery.themes, start=1):
        exemplars = " ".join(str(column.rows[row]) for row in theme.exemplars)
        phrases, stability = "; ".join(theme.phrases), f"{theme.stability:.4f}"
        yield (str(number), theme.name, phrases, str(theme.size), stability, exemplars)


def _contribution_rows(column: TextColumn, discovery: ThemeDiscovery) -> Iterable[tuple[str, ...]]:
    """Yield each contribution; rows are numbered as in the file, themes stand by name."""
    for place, row in enumerate(column.rows):
        label, first = int(discovery.labels[place]), int(discovery.duplicate_of[place])
        is_placed = label >= 0
        yield (
            str(row),
            discovery.themes[label].name if is_placed else "",
            f"{float(discovery.confidence[place]):.4f}",
            "" if first == place else str(column.rows[first]),
            "no" if is_placed else "yes",
        )


def _write_csv(path: Path, headers: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    # The byte order mark is what makes Excel read it as UTF-8.
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(headers)
        writer.writerows([escape_formula(cell) for cell in row] for row in rows)
