"""Check what Claimdesk needs on this machine, and advise on what is missing."""

import platform
from collections.abc import Iterator
from importlib.util import find_spec
from typing import Any, NamedTuple

from celery import current_app
from django.apps import apps
from django.conf import settings
from django.core.management import BaseCommand
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from claims.pipeline.rank import sentence_vectors
from config.stack import browser, roles


class Finding(NamedTuple):
    """One thing looked at; `todo` is empty when it is as it should be, `serious` when Claimdesk cannot work so."""

    what: str
    found: str
    todo: str = ""
    serious: bool = True


class Command(BaseCommand):
    """Print a line for each thing that Claimdesk needs; fail when one is missing."""

    help = "Print what Claimdesk runs on; exit 1 on a problem, with what to do."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        findings = [*_machine(), *_database(), _broker()]
        for finding in findings:
            mark = "ok" if not finding.todo else "!!" if finding.serious else "--"
            self.stdout.write(f"{mark} {finding.what:<11} {finding.found}")
            if finding.todo:
                self.stdout.write(f"   {'':<11} {finding.todo}")
        if any(finding.todo and finding.serious for finding in findings):
            raise SystemExit(1)


def _machine() -> Iterator[Finding]:
    yield Finding("mode", f"{settings.MODE}, data in {settings.DATA}")
    yield Finding("python", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    model = settings.LANGUAGE_MODEL
    lacks = "" if find_spec(model) else "install it, or set LANGUAGE_MODEL to one that is installed"
    yield Finding("model", model if not lacks else f"{model} is not installed", lacks)
    yield _embeddings()
    found = browser.chromium()
    yield Finding("chromium", found or "none (only the browser tests want it)", "" if found else browser.ADVICE, False)


def _embeddings() -> Finding:
    """Load the model when it is asked for: the file may be there and damaged."""
    if not settings.EMBEDDINGS:
        return Finding("embeddings", "off (EMBEDDINGS)")
    try:
        sentence_vectors.load()
    except OSError as missing:
        return Finding("embeddings", "on, and the model is missing", str(missing))
    except Exception as problem:  # the libraries behind it have their own errors
        return Finding("embeddings", f"on, and the model does not load: {problem}", sentence_vectors.ADVICE)
    return Finding("embeddings", "on, the model loads")


def _database() -> Iterator[Finding]:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_setting('server_version'), current_user")
            server, role = cursor.fetchone()
            yield Finding("database", f"PostgreSQL {server}, database {connection.settings_dict['NAME']}")
            yield _role(cursor, role)
            wanted, absent = roles.missing_extensions(cursor)
            todo = f"install on the server: {', '.join(absent)}" if absent else "run: manage.py prepare"
            yield Finding("extensions", ", ".join(roles.EXTENSIONS), todo if wanted or absent else "")
        owed = len(
            MigrationExecutor(connection).migration_plan(MigrationExecutor(connection).loader.graph.leaf_nodes())
        )
        yield Finding("migrations", f"{owed} to run" if owed else "all run", "run: manage.py prepare" if owed else "")
    except DatabaseError as problem:
        line = str(problem).strip().splitlines()[0]
        todo = "start it with ./claimdesk up" if settings.MODE == "local" else "check DATABASE_URL and the server"
        yield Finding("database", f"does not answer: {line}", todo)


def _role(cursor: Any, role: str) -> Finding:
    guarded = [model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False)]
    cursor.execute(
        "SELECT c.relname FROM pg_class c WHERE c.relname = ANY(%s) AND c.relnamespace = 'public'::regnamespace"
        " AND has_table_privilege(c.oid, 'UPDATE, DELETE, TRUNCATE')",
        [guarded],
    )
    open_tables = sorted(row[0] for row in cursor.fetchall())
    if not open_tables:
        return Finding("role", f"{role}, which can only add to {len(guarded)} tables")
    return Finding(
        "role",
        f"{role} may change what must not change ({', '.join(open_tables)}); only triggers guard it",
        "set DATABASE_OWNER_URL to the owner and DATABASE_URL to a role of its own, then run: manage.py prepare",
        serious=False,
    )


def _broker() -> Finding:
    scheme = settings.CELERY_BROKER_URL.partition("://")[0]
    try:
        with current_app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, interval_step=0, timeout=2)
    except Exception as problem:  # each transport has its own errors
        return Finding("broker", f"{scheme} does not answer: {problem}", "start it, or check BROKER_URL")
    return Finding("broker", scheme)
