"""Bring the database to what this version needs."""

import time
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management import BaseCommand, CommandError, CommandParser, call_command
from django.db import DatabaseError, OperationalError, connections, transaction

from config.stack import roles
from config.upgrade import refusal


class Command(BaseCommand):
    """Create extensions, migrate and grant rights, one process at a time."""

    help = "Create extensions, migrate as the owner, and give the application's role its rights. Safe to run twice."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--wait", type=float, default=60.0, metavar="SECONDS", help="how long the server may take")

    def handle(self, *args: Any, wait: float, verbosity: int, **options: Any) -> None:
        owner = connections["owner" if "owner" in connections else "default"]
        self._wait(owner, wait)
        with owner.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(%s)", [roles.LOCK])
            try:
                if reason := refusal(owner):
                    raise CommandError(reason)
                self._extensions(cursor)
                call_command("migrate", database=owner.alias, interactive=False, verbosity=max(0, verbosity - 1))
                self._rights(owner)
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [roles.LOCK])

    def _wait(self, owner: Any, patience: float) -> None:
        end = time.monotonic() + patience
        while True:
            try:
                owner.ensure_connection()
                return
            except OperationalError as problem:
                if time.monotonic() > end:
                    raise CommandError(f"The database does not answer: {problem}") from None
                time.sleep(0.5)

    def _extensions(self, cursor: Any) -> None:
        wanted, absent = roles.missing_extensions(cursor)
        if absent:
            raise CommandError(
                f"This PostgreSQL lacks the extension{'s' * (len(absent) > 1)} {', '.join(absent)}: install "
                "postgresql-contrib and pgvector there, or use the image pgvector/pgvector:pg18."
            )
        for name in wanted:
            try:
                cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {name}")
            except DatabaseError as problem:
                raise CommandError(
                    f"The owner may not create the extension {name}; as a superuser of this database run: "
                    f"CREATE EXTENSION {name}; ({str(problem).splitlines()[0]})"
                ) from None

    def _rights(self, owner: Any) -> None:
        role, password = settings.DATABASES["default"]["USER"], settings.DATABASES["default"]["PASSWORD"]
        if role == owner.settings_dict["USER"]:
            self.stderr.write(
                "One database role serves for everything, so only triggers guard what must not change. "
                "Set DATABASE_OWNER_URL to the owner and DATABASE_URL to another role to have both guards."
            )
            return
        tables = [model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False)]
        with transaction.atomic(using=owner.alias), owner.cursor() as cursor:
            roles.grant(cursor, role, password, tables)
