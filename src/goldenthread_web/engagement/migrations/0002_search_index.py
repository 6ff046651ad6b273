from django.db import migrations

SQLITE = [
    """CREATE VIRTUAL TABLE engagement_search USING fts5(
        text, content='engagement_contribution', content_rowid='id',
        tokenize="unicode61 remove_diacritics 2")""",
    """CREATE TRIGGER engagement_search_insert AFTER INSERT ON engagement_contribution BEGIN
        INSERT INTO engagement_search(rowid, text) VALUES (new.id, new.text); END""",
    """CREATE TRIGGER engagement_search_delete AFTER DELETE ON engagement_contribution BEGIN
        INSERT INTO engagement_search(engagement_search, rowid, text)
        VALUES ('delete', old.id, old.text); END""",
    """CREATE TRIGGER engagement_search_update AFTER UPDATE OF text ON engagement_contribution BEGIN
        INSERT INTO engagement_search(engagement_search, rowid, text)
        VALUES ('delete', old.id, old.text);
        INSERT INTO engagement_search(rowid, text) VALUES (new.id, new.text); END""",
]
SQLITE_BACK = [
    "DROP TRIGGER engagement_search_insert",
    "DROP TRIGGER engagement_search_delete",
    "DROP TRIGGER engagement_search_update",
    "DROP TABLE engagement_search",
]
POSTGRESQL = [
    """ALTER TABLE engagement_contribution ADD COLUMN search tsvector
        GENERATED ALWAYS AS (to_tsvector('simple', left(text, 200000))) STORED""",
    "CREATE INDEX engagement_search ON engagement_contribution USING gin (search)",
]
POSTGRESQL_BACK = ["ALTER TABLE engagement_contribution DROP COLUMN search"]


def run(sqlite, postgresql):
    def operate(apps, schema_editor):
        statements = sqlite if schema_editor.connection.vendor == "sqlite" else postgresql
        for statement in statements:
            schema_editor.execute(statement)

    return operate


class Migration(migrations.Migration):
    dependencies = [("engagement", "0001_initial")]
    operations = [
        migrations.RunPython(run(SQLITE, POSTGRESQL), run(SQLITE_BACK, POSTGRESQL_BACK))
    ]
