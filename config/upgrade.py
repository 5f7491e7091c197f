"""Which databases this version can bring to what it needs."""

from django.conf import settings
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from config.stack import paths

OURS = ("sources", "claims")
# One of these stands in every database from before 0.2.0, however far it was migrated. From 0.2.0 on they are upgraded.
BEFORE_0_2_0 = {("sources", "0001_nouns"), ("claims", "0001_nouns")}


def refusal(connection: BaseDatabaseWrapper) -> str:
    """Return why this database cannot be upgraded and what to do about it; empty when it can. It changes nothing."""
    applied = {key for key in MigrationRecorder(connection).applied_migrations() if key[0] in OURS}
    if BEFORE_0_2_0 & applied:
        return (
            f"The database {_where(connection)} was made by Claimdesk before 0.2.0 and cannot be upgraded; nothing was "
            f"changed. To start afresh, {_afresh(connection)}."
        )
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations or {}
    if unknown := sorted(applied - set(known)):
        return (
            f"The database {_where(connection)} was made by a newer Claimdesk ({'.'.join(unknown[-1])}); nothing was "
            "changed. Run that version, or a newer one."
        )
    return ""


def _where(connection: BaseDatabaseWrapper) -> str:
    return f"“{connection.settings_dict['NAME']}”"


def _afresh(connection: BaseDatabaseWrapper) -> str:
    if connection.get_connection_params().get("host") == str(paths.socket_folder(settings.DATA, "pg")):
        return f"move the data folder {settings.DATA} away, and start again"
    return "name an empty database in DATABASE_URL and DATABASE_OWNER_URL, and start again"
