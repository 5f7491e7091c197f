"""Databases of a test's own beside the one that all tests share."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg
from django.db import connections
from psycopg import sql


@contextmanager
def empty_database(owner: psycopg.Connection[Any], name: str = "test_of_its_own") -> Iterator[psycopg.Connection[Any]]:
    """Make an empty database, let `prepare` and `migrate` on "owner" work there, and yield a connection to it."""
    django = connections["owner"]
    shared = django.settings_dict["NAME"]
    django.close()
    owner.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
    owner.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    django.settings_dict["NAME"] = name
    try:
        with psycopg.connect(owner.info.dsn, dbname=name, autocommit=True) as own:
            yield own
    finally:
        django.close()
        django.settings_dict["NAME"] = shared
        owner.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


CATALOGUE = {
    "columns": """
        SELECT table_name, column_name, data_type, character_maximum_length, is_nullable, column_default
        FROM information_schema.columns WHERE table_schema = 'public'""",
    "constraints": """
        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
        WHERE connamespace = 'public'::regnamespace AND conrelid <> 0""",
    "indexes": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
    "triggers": """
        SELECT pg_get_triggerdef(t.oid), t.tgenabled FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
        WHERE NOT t.tgisinternal AND c.relnamespace = 'public'::regnamespace""",
    "functions": """
        SELECT p.proname, pg_get_functiondef(p.oid) FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace
          AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')""",
    "rights": """
        SELECT table_name, privilege_type FROM information_schema.role_table_grants
        WHERE grantee = 'claimdesk_app' AND table_schema = 'public'""",
    "roles": """
        SELECT g.name, c.app_label, p.codename FROM auth_group g
        JOIN auth_group_permissions gp ON gp.group_id = g.id JOIN auth_permission p ON p.id = gp.permission_id
        JOIN django_content_type c ON c.id = p.content_type_id""",
    "moves": "SELECT from_stage, to_stage FROM claims_stagemove",
    "migrations": "SELECT app, name FROM django_migrations",
}


def catalogue(database: psycopg.Connection[Any]) -> dict[str, set[tuple[Any, ...]]]:
    """Return what makes a database: columns, constraints, indexes, triggers, functions, rights and given rows."""
    found = {what: set(database.execute(query).fetchall()) for what, query in CATALOGUE.items()}
    for what in ("constraints", "indexes", "triggers"):
        found[what] = {tuple(map(_plain, row)) for row in found[what]}
    return found


def _plain(value: Any) -> Any:
    """Return what PostgreSQL prints without casts and brackets of strings, which it adds to what was dumped once."""
    return re.sub(r"::character varying|::text(?:\[\])?|[()]", "", value) if isinstance(value, str) else value
