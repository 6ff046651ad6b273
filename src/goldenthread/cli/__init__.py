"""Commands that need no site; `goldenthread_web` mounts them beside its own."""

from goldenthread.cli.analyse import analyse
from goldenthread.cli.command_group import CommandGroup

commands = CommandGroup(
    "commands", commands={"analyse": analyse}, help="Analyse what was said, without a site."
)

__all__ = ["CommandGroup", "commands"]
