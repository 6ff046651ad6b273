"""The one place where an error of ours becomes a message and an exit code."""

from typing import Any

import click

from goldenthread.errors import GoldenThreadError


class CommandGroup(click.Group):
    """A group of commands whose own errors are shown as a sentence, without a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; raise ClickException with the error's exit code if it fails."""
        try:
            return super().invoke(ctx)
        except GoldenThreadError as error:
            shown = click.ClickException(str(error))
            shown.exit_code = error.exit_code  # type: ignore[misc]
            raise shown from error
