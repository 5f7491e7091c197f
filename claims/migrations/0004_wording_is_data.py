"""A claim's wording is rendered from segments that are stored with it, and the database holds the two equal."""

from pathlib import Path

import django.db.models.functions.comparison
from django.db import migrations, models

import claims.gates
from claims.gates.unchanging import COLUMNS_THAT_CHANGE, DELETABLE
from sources.gates.loading import load, protect

FOLDER = Path(claims.gates.__file__).parent
GATES = ["wording"]


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0003_roles"),
    ]

    operations = [
        migrations.AddField(
            model_name="appearance",
            name="spans",
            field=models.JSONField(default=list, help_text="[[start, end], …] in order; empty: the whole place."),
        ),
        migrations.AddField(
            model_name="outcome",
            name="spans",
            field=models.JSONField(default=list, help_text="[[start, end], …] in order; empty: all from start to end."),
        ),
        migrations.AddField(
            model_name="claim",
            name="offered",
            field=models.JSONField(
                default=list,
                help_text="Segments of another wording, which became known while somebody worked on it: to take or to decline.",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="segments",
            field=models.JSONField(
                default=list,
                help_text="What the wording is rendered from, see pipeline/standalone/wording.py; empty: a person's own words.",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="statements",
            field=models.JSONField(
                default=list,
                help_text="What a person's wording asserts, where that is more than one thing: text and speaker.",
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="words_stand_at",
            field=models.DateTimeField(
                help_text="When a person said that the words stand, though something in them is unknown.", null=True
            ),
        ),
        migrations.AddField(
            model_name="claim",
            name="words_stand_because",
            field=models.CharField(blank=True, max_length=300),
        ),
        migrations.AddField(
            model_name="claim",
            name="words_stand_by",
            field=models.UUIDField(help_text="Actor", null=True),
        ),
        load(FOLDER, *GATES),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("segments", []),
                    (
                        "wording",
                        django.db.models.functions.comparison.Coalesce(
                            models.Func(
                                models.F("segments"), function="claims_wording", output_field=models.TextField()
                            ),
                            models.Value(""),
                        ),
                    ),
                    _connector="OR",
                ),
                name="claim_wording_is_what_its_segments_make",
            ),
        ),
        migrations.AddConstraint(
            model_name="claim",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("words_stand_at", None), ("words_stand_because", ""), ("words_stand_by", None)),
                    models.Q(
                        ("words_stand_at__isnull", False),
                        ("words_stand_by__isnull", False),
                        models.Q(("words_stand_because", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="claim_words_stand_says_who_and_why",
            ),
        ),
        protect(COLUMNS_THAT_CHANGE, DELETABLE),
    ]
