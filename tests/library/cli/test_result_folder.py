import csv
from datetime import date
from pathlib import Path

import pytest
from tests.library.reports.example_discovery import COLUMN, DISCOVERY

from goldenthread.cli.result_folder import refuse_full_folder, write_results
from goldenthread.errors import InputError
from goldenthread.reports.analysis import describe_analysis


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("out") / "deeper"
    analysis = describe_analysis(COLUMN, DISCOVERY, made_on=date(2025, 1, 10))
    write_results(place, COLUMN, DISCOVERY, analysis=analysis)
    return place


def rows_of(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.reader(stream))


def test_each_contribution_has_its_row_theme_confidence_copy_and_flag(folder: Path) -> None:
    assert rows_of(folder / "contributions.csv") == [
        ["row", "theme", "confidence", "near-duplicate of", "not placed yet"],
        ["2", "'=Buses", "0.9000", "", "no"],
        ["3", "'=Buses", "0.8000", "", "no"],
        ["4", "Trees", "0.7000", "", "no"],
        ["6", "'=Buses", "0.9000", "2", "no"],
        ["7", "", "0.1000", "", "yes"],
        ["8", "Trees", "1.0000", "", "no"],
    ]


def test_each_theme_has_its_phrases_size_stability_and_exemplar_rows(folder: Path) -> None:
    assert rows_of(folder / "themes.csv")[1:] == [
        ["1", "Trees", "more trees; =trees", "2", "0.7200", "8 4"],
        ["2", "'=Buses", "late bus; bus", "3", "0.9100", "2 6 3"],
    ]


def test_no_cell_is_a_formula_for_a_spreadsheet(folder: Path) -> None:
    for name in ("themes.csv", "contributions.csv"):
        cells = [cell for row in rows_of(folder / name) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]


def test_the_report_stands_beside_the_tables(folder: Path) -> None:
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["contributions.csv", "report.html", "themes.csv"]
    assert (folder / "report.html").read_text("utf-8").startswith("<!doctype html>")


def test_a_full_folder_is_refused_and_an_empty_one_is_not(folder: Path, tmp_path: Path) -> None:
    refuse_full_folder(tmp_path)
    refuse_full_folder(tmp_path / "not there")
    with pytest.raises(InputError, match="--replace"):
        refuse_full_folder(folder)
