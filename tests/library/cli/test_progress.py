import click
from click.testing import CliRunner

from goldenthread.cli.progress import show_progress


def test_every_stage_is_named() -> None:
    @click.command()
    def work() -> None:
        with show_progress("Starting") as progress:
            progress("Reading", 0.25)
            progress("Grouping", 0.5)

    output = CliRunner().invoke(work).output
    assert "Starting" in output
    assert "Grouping" in output


def test_progress_that_goes_back_does_no_harm() -> None:
    with show_progress("Starting") as progress:
        progress("Reading", 0.9)
        progress("Reading again", 0.1)
        progress("Too far", 1.5)
