import csv
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from tests.library.reports.example_discovery import COLUMN, DISCOVERY, TEXTS
from tests.shared_data import shared_data

import goldenthread.themes
from goldenthread.cli import commands
from goldenthread.records.themes import ThemeDiscovery

asked: dict[str, object] = {}


def discover_by_hand(
    texts: Sequence[str],
    *,
    languages: Sequence[str] | None = None,
    seed: int = 0,
    progress: Callable[[str, float], None] | None = None,
) -> ThemeDiscovery:
    asked.update(texts=tuple(texts), languages=languages, seed=seed)
    if progress:
        progress("Grouping", 0.5)
    return DISCOVERY


@pytest.fixture
def survey(tmp_path: Path) -> Path:
    path = tmp_path / COLUMN.file_name
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerows([(COLUMN.column, "Age"), *((text, "30") for text in TEXTS)])
    return path


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(commands, ["analyse", *map(str, arguments)])


def test_a_file_goes_in_and_three_files_come_out(
    survey: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(goldenthread.themes, "discover_themes", discover_by_hand)
    out = tmp_path / "out"
    options = ["--language", "en", "--language", "bn", "--seed", "7"]
    result = run(survey, "--text", COLUMN.column, "--out", out, *options)
    assert result.exit_code == 0, result.output
    assert asked == {"texts": TEXTS, "languages": ("en", "bn"), "seed": 7}
    assert "2 themes in 6 contributions." in result.output
    assert len(list(out.iterdir())) == 3


def test_a_full_folder_is_kept_unless_it_may_be_replaced(
    survey: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(goldenthread.themes, "discover_themes", discover_by_hand)
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "themes.csv").write_text("mine", encoding="utf-8")
    arguments = (survey, "--text", COLUMN.column, "--out", tmp_path / "out")
    refused = run(*arguments)
    assert (refused.exit_code, "--replace" in refused.output) == (2, True)
    assert (tmp_path / "out" / "themes.csv").read_text("utf-8") == "mine"
    assert run(*arguments, "--replace").exit_code == 0
    assert (tmp_path / "out" / "themes.csv").read_text("utf-8-sig").startswith("theme,name")


def test_a_missing_column_lists_those_there_are(survey: Path, tmp_path: Path) -> None:
    result = run(survey, "--text", "Why?", "--out", tmp_path / "out")
    assert result.exit_code == 2
    assert "Its columns are:\n  What to change?\n  Age\n" in result.output
    assert not (tmp_path / "out").exists()


def test_real_statements_make_themes_with_no_row_lost(tmp_path: Path) -> None:
    source = shared_data("polis/american-assembly.bowling-green/comments.csv")
    with source.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.reader(stream))[:151]
    sample = tmp_path / "comments.csv"
    with sample.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(rows)
    result = run(sample, "--text", "comment-body", "--language", "en", "--out", tmp_path / "out")
    assert result.exit_code == 0, result.output
    with (tmp_path / "out" / "contributions.csv").open(encoding="utf-8-sig") as stream:
        written = list(csv.DictReader(stream))
    assert len(written) == 150
    assert all((one["theme"] == "") == (one["not placed yet"] == "yes") for one in written)
    with (tmp_path / "out" / "themes.csv").open(encoding="utf-8-sig") as stream:
        sizes = {one["name"]: int(one["size"]) for one in csv.DictReader(stream)}
    assert sizes
    for name, size in sizes.items():
        assert sum(one["theme"] == name for one in written) == size
