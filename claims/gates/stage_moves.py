"""The table of the ways in which a claim may move, as work.sql reads it."""

from collections.abc import Iterable

from django.db import migrations


def fill(pairs: Iterable[tuple[str, str]]) -> migrations.RunSQL:
    """Return the operation that puts these pairs (from, to) in place of those that are there.

    A change of `MOVES` in workflow/stages.py needs a migration that fills the table again.
    """
    values = ", ".join(f"('{before}', '{after}')" for before, after in sorted(pairs))
    return migrations.RunSQL(
        f"""
        ALTER TABLE claims_stagemove DISABLE TRIGGER stagemove_never_written;
        DELETE FROM claims_stagemove;
        INSERT INTO claims_stagemove (from_stage, to_stage) VALUES {values};
        ALTER TABLE claims_stagemove ENABLE TRIGGER stagemove_never_written;
        """
    )
