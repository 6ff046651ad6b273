"""Commands that keep what was said safe."""

from pathlib import Path

import click

from goldenthread_web.command.site import wake


@click.command(epilog="Example: goldenthread doctor")
@click.pass_context
def doctor(context: click.Context) -> None:
    """Check every published quote and edition, and tell tampering from lawful removal."""
    wake()
    from goldenthread_web.command.examination import examine

    report = examine()
    for line in report.lines:
        click.echo(line)
    context.exit(0 if report.is_healthy else 7)


@click.command(epilog="Example: goldenthread backup backups/monday.zip")
@click.argument("archive", type=click.Path(dir_okay=False, path_type=Path))
def backup(archive: Path) -> None:
    """Write database, files and keys to one archive. Keep it as safe as the words in it."""
    wake()
    from goldenthread_web.command.archives import write_archive

    click.echo(write_archive(archive))


@click.command(epilog="Example: goldenthread restore backups/monday.zip --replace")
@click.argument("archive", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--replace", is_flag=True, help="Replace what is there now.")
def restore(archive: Path, *, replace: bool) -> None:
    """Bring back what an archive holds."""
    wake()
    from goldenthread_web.command.archives import read_archive

    click.echo(read_archive(archive, replace=replace))
