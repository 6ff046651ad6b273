import click
import pytest
from click.testing import CliRunner

from goldenthread import errors
from goldenthread.cli import CommandGroup, commands

ERRORS = [
    errors.InputError,
    errors.MappingError,
    errors.SettingError,
    errors.MissingPartError,
    errors.NotAllowedError,
    errors.ConflictError,
    errors.TamperedError,
]


@pytest.mark.parametrize("kind", ERRORS)
def test_an_error_of_ours_becomes_its_sentence_and_its_exit_code(
    kind: type[errors.GoldenThreadError],
) -> None:
    @click.command()
    def fail() -> None:
        raise kind("Row 3 has no date. Add one.")

    result = CliRunner().invoke(CommandGroup("all", commands={"fail": fail}), ["fail"])
    assert result.exit_code == kind.exit_code
    assert result.output == "Error: Row 3 has no date. Add one.\n"


def test_a_mistake_in_our_code_is_not_hidden() -> None:
    @click.command()
    def fail() -> None:
        raise ZeroDivisionError

    result = CliRunner().invoke(CommandGroup("all", commands={"fail": fail}), ["fail"])
    assert isinstance(result.exception, ZeroDivisionError)


def test_every_command_has_help_with_an_example() -> None:
    for name in commands.commands:
        result = CliRunner().invoke(commands, [name, "--help"])
        assert result.exit_code == 0
        assert f"goldenthread {name} " in result.output
