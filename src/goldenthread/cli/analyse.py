"""`goldenthread analyse`: themes in one column of a file, with no site."""

import time
from datetime import UTC, datetime
from pathlib import Path

import click

from goldenthread.cli.progress import show_progress
from goldenthread.cli.result_folder import refuse_full_folder, write_results
from goldenthread.cli.text_column import read_text_column
from goldenthread.reports.analysis import describe_analysis

EXAMPLE = """
\b
Example:
  goldenthread analyse survey.xlsx --text "What would you change?" --out themes/

Writes themes.csv, contributions.csv and report.html, one page that opens in
any browser and needs nothing beside it. Nothing leaves this machine.
"""


@click.command(
    short_help="Find themes in one column of a CSV or XLSX file.",
    help=f"Find themes in one column of FILE, a CSV or XLSX table.\n{EXAMPLE}",
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--text", "column", required=True, help="The column that holds the words.")
@click.option(
    "--language",
    "languages",
    multiple=True,
    help="A language that people here write, such as en or bn; may be given several times.",
)
@click.option("--seed", default=0, show_default=True, help="Same seed, same file: same themes.")
@click.option(
    "--out",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write to; made if it is not there.",
)
@click.option("--replace", is_flag=True, help="Write into a folder that already holds files.")
def analyse(
    file: Path, column: str, languages: tuple[str, ...], *, seed: int, out: Path, replace: bool
) -> None:
    """Find themes in one column of a file and write them to a folder."""
    from goldenthread.themes import discover_themes  # noqa: PLC0415 (slow: numpy and more)

    if not replace:
        refuse_full_folder(out)
    read = read_text_column(file, column)
    with show_progress("Reading") as progress:
        found = discover_themes(
            read.texts, languages=languages or None, seed=seed, progress=progress
        )
    today = datetime.fromtimestamp(time.time(), tz=UTC).date()
    analysis = describe_analysis(read, found, made_on=today)
    write_results(out, read, found, analysis=analysis)
    click.echo(f"{len(found.themes)} themes in {len(read.texts):,} contributions.")
    click.echo(f"{analysis.not_placed_yet:,} are not placed yet. Open {out / 'report.html'}")
