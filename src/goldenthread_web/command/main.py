"""`goldenthread`: the library's commands beside those that need the site."""

from goldenthread.cli import CommandGroup, commands
from goldenthread_web.command.keeping import backup, doctor, restore
from goldenthread_web.command.serving import administrator_link, demo, serve, worker


def main() -> None:
    """Run the console script."""
    group = CommandGroup(
        "goldenthread",
        commands=dict(commands.commands),
        help="From what residents said to a published plan whose every line can be traced.",
    )
    for command in (serve, worker, demo, administrator_link, doctor, backup, restore):
        group.add_command(command)
    group(prog_name="goldenthread")


if __name__ == "__main__":
    main()
