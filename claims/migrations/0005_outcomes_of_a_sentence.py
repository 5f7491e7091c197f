"""An index for the question that closing a reading asks."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0004_times_amounts_readings")]
    operations = [
        migrations.AddIndex("outcome", models.Index(fields=["extraction", "sentence"], name="outcome_of_sentence")),
    ]
