from django.db import migrations, models

ELEMENT_KINDS = ["vision", "principle", "call to action", "outcome"]
BASIS_KINDS = [
    "words: a theme",
    "words: a quote",
    "data",
    "statutory duty",
    "adopted policy or mandate",
    "professional judgement",
    "carried over from an earlier plan",
]


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]
    operations = [
        migrations.AlterField(
            model_name="basis",
            name="kind",
            field=models.CharField(
                choices=[(kind, kind.capitalize()) for kind in BASIS_KINDS], max_length=40
            ),
        ),
        migrations.AlterField(
            model_name="element",
            name="kind",
            field=models.CharField(
                choices=[(kind, kind.capitalize()) for kind in ELEMENT_KINDS], max_length=30
            ),
        ),
        migrations.AlterField(
            model_name="editionbasis", name="kind", field=models.CharField(max_length=40)
        ),
        migrations.AddField(
            model_name="editionelement",
            name="digest",
            field=models.CharField(default="", max_length=64),
            preserve_default=False,
        ),
        migrations.AddConstraint(
            model_name="editionelement",
            constraint=models.UniqueConstraint(
                fields=("edition", "label"), name="one_element_a_label"
            ),
        ),
    ]
