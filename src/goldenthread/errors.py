"""Errors that speak to people: what happened, where, and what to do."""


class GoldenThreadError(Exception):
    """The one base of every error that this project raises on purpose.

    The message is shown to a person as it is. `exit_code` is what the shell
    command returns; `status_code` is what the site answers.
    """

    exit_code = 1
    status_code = 400


class InputError(GoldenThreadError):
    """A file or value that was handed in cannot be used."""

    exit_code = 2


class FileRefusedError(InputError):
    """A picture or PDF that a person sent cannot be taken.

    `sentence` says why, with %(names)s for its `values`, so that it can be told in
    another language: the sentence is looked up, then the values are put in.
    """

    def __init__(self, sentence: str, /, **values: str) -> None:
        super().__init__(sentence % values)
        self.sentence = sentence
        self.values = values


class MappingError(InputError):
    """The mapping of columns does not fit the file."""


class SettingError(GoldenThreadError):
    """A setting has a value that cannot be used."""

    exit_code = 3


class MissingPartError(GoldenThreadError):
    """An optional part of the program is not installed on this machine."""

    exit_code = 4


class NotAllowedError(GoldenThreadError):
    """The person may not do this."""

    exit_code = 5
    status_code = 403


class ConflictError(GoldenThreadError):
    """Something changed meanwhile, or the step is not possible in this state."""

    exit_code = 6
    status_code = 409


class TamperedError(GoldenThreadError):
    """Stored words do not match the digest that was published with them."""

    exit_code = 7
