"""From a form to a change: what a change refuses stands beside what was typed."""

from collections.abc import Callable

from django import forms

from goldenthread.errors import ConflictError, InputError


def is_applied(form: forms.Form, change: Callable[[], object]) -> bool:
    """Return whether the form is valid and the change was made; else the form says why not."""
    if not form.is_valid():
        return False
    try:
        change()
    except (ConflictError, InputError) as error:
        form.add_error(None, str(error))
        return False
    return True
