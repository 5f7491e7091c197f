"""When a claim holds, how much it says, and what an ambiguous part may mean."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("claims", "0003_roles")]
    operations = [
        migrations.AddField(
            "claim",
            "times",
            models.JSONField(
                default=list, help_text="Printed words that say when, and what they rest on; see pipeline/interval.py."
            ),
        ),
        migrations.AddField(
            "claim",
            "amounts",
            models.JSONField(default=list, help_text="Printed words that say how much; see pipeline/amount.py."),
        ),
        migrations.AddField(
            "outcome",
            "readings",
            models.JSONField(
                default=list,
                help_text="What ambiguous words may mean, likeliest first: each a claim that a person may take.",
            ),
        ),
    ]
