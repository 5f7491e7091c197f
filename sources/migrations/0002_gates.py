"""The gates: what nobody can do to articles."""

from pathlib import Path

from django.db import migrations

from sources.gates import loading
from sources.gates.unchanging import COLUMNS_THAT_CHANGE

FOLDER = Path(loading.__file__).parent
GATES = ["unchanging", "exact_words", "version", "passage", "fetch", "redaction", "capture", "watch"]


class Migration(migrations.Migration):
    dependencies = [("sources", "0001_initial"), ("auth", "0012_alter_user_first_name_max_length")]
    operations = [loading.load(FOLDER, *GATES), loading.protect(COLUMNS_THAT_CHANGE)]
