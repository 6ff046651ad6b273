"""What is published stays as it was: the database itself refuses to change or delete it."""

from typing import Any

from django.db import migrations

TABLES = (
    "plans_edition",
    "plans_editionelement",
    "plans_editionlink",
    "plans_editionbasis",
    "plans_editionquote",
    "plans_editionnote",
)
SENTENCE = "a published edition cannot be changed: publish a new one"


def sqlite_statements() -> list[str]:
    """Return one statement for each trigger on SQLite."""
    return [
        f"CREATE TRIGGER {table}_refuses_{change.lower()} BEFORE {change} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END"
        for table in TABLES
        for change in ("UPDATE", "DELETE")
    ]


def postgresql_statements() -> list[str]:
    """Return the function and its triggers on PostgreSQL."""
    function = (
        "CREATE FUNCTION plans_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'restrict_violation'; END $$"
    )
    triggers = [
        f"CREATE TRIGGER {table}_refuses_changes BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION plans_refuse_change()"
        for table in TABLES
    ]
    return [function, *triggers]


def make_immutable(apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    statements = sqlite_statements() if vendor == "sqlite" else postgresql_statements()
    for statement in statements:
        schema_editor.execute(statement)


def make_mutable(apps: Any, schema_editor: Any) -> None:
    is_sqlite = schema_editor.connection.vendor == "sqlite"
    for table in TABLES:
        names = [f"{table}_refuses_update", f"{table}_refuses_delete"]
        for name in names if is_sqlite else [f"{table}_refuses_changes"]:
            schema_editor.execute(f"DROP TRIGGER {name}" + ("" if is_sqlite else f" ON {table}"))
    if not is_sqlite:
        schema_editor.execute("DROP FUNCTION plans_refuse_change()")


class Migration(migrations.Migration):
    dependencies = [("plans", "0002_seal_each_element")]
    operations = [migrations.RunPython(make_immutable, make_mutable)]
