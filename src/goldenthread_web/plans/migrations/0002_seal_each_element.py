from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("plans", "0001_initial")]
    operations = [
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
