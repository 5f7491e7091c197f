"""The gates: what nobody can do to claims, on no way in."""

from pathlib import Path

from django.db import migrations

import claims.gates
from claims.gates.stage_moves import fill
from claims.workflow.stages import PAIRS
from sources.gates.loading import load

FOLDER = Path(claims.gates.__file__).parent
GATES = [
    "exact_words",
    "extraction",
    "event",
    "actor",
    "evidence",
    "recheck",
    "rating",
    "work",
    "merge_split",
    "appearance",
    "anchor",
    "review",
    "verdict",
    "scale",
    "correction",
    "report",
    "reply",
    "public_record",
    "publication",
]


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial"), ("sources", "0002_gates")]
    operations = [load(FOLDER, *GATES), fill(PAIRS)]
