"""A change that cannot be made is said in the form, so that nothing typed is lost."""

from collections.abc import Callable
from typing import TypeVar

from django.forms import BaseForm

from goldenthread.errors import ConflictError, InputError

T = TypeVar("T")


def try_change(form: BaseForm, change: Callable[[], T]) -> T | None:
    """Return what the change returns, or None after putting its objection into the form."""
    try:
        return change()
    except (ConflictError, InputError) as error:
        form.add_error(None, str(error))
        return None
