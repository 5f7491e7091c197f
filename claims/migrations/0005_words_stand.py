"""Words in which something is unknown or open are confirmed and published when a person says that they stand."""

from pathlib import Path

from django.db import migrations

import claims.gates
from sources.gates.loading import load

FOLDER = Path(claims.gates.__file__).parent
GATES = ["claim", "publication_gates"]


class Migration(migrations.Migration):
    dependencies = [("claims", "0004_wording_is_data")]
    operations = [load(FOLDER, *GATES)]
