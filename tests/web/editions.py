"""What tests that really commit need: a way to clear tables that refuse to be cleared."""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module

from django.apps import apps
from django.db import connection

immutability = import_module("goldenthread_web.plans.migrations.0003_editions_are_immutable")


@contextmanager
def editions_can_be_deleted() -> Iterator[None]:
    """Lift the rule that editions stay, for as long as a test cleans up after itself.

    A test database is emptied by DELETE on SQLite, which the triggers refuse; on
    PostgreSQL by TRUNCATE, which they do not see. No program of ours does this.
    """
    with connection.schema_editor() as editor:
        immutability.make_mutable(apps, editor)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            immutability.make_immutable(apps, editor)


def delete_editions() -> None:
    """Delete every edition with all that belongs to it, the latest rows first."""
    tables = [table for table in reversed(immutability.TABLES) if table != "plans_editionnote"]
    with editions_can_be_deleted(), connection.cursor() as cursor:
        for table in ("plans_editionnote", *tables):
            cursor.execute(f"DELETE FROM {table}")  # noqa: S608
