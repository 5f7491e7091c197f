"""The two database roles: the owner makes tables, the application may only do what its work needs."""

from collections.abc import Iterable
from typing import Any

from psycopg import sql

EXTENSIONS = ("pg_trgm", "unaccent", "btree_gin", "btree_gist", "vector")
# Longer than any single statement of ours; whoever exceeds one is stuck, and the ledger tries again.
LIMITS = {
    "statement_timeout": "30s",
    "lock_timeout": "10s",
    "idle_in_transaction_session_timeout": "60s",
    "timezone": "UTC",
}
READ_ONLY = ("django_migrations", "claims_stagemove")
LOCK = 0x636C61696D  # "claim": one prepare at a time


def missing_extensions(cursor: Any) -> tuple[list[str], list[str]]:
    """Return the extensions still to create, and those that the server does not have at all."""
    cursor.execute("SELECT name FROM pg_available_extensions WHERE name = ANY(%s)", [list(EXTENSIONS)])
    available = {row[0] for row in cursor.fetchall()}
    cursor.execute("SELECT extname FROM pg_extension")
    present = {row[0] for row in cursor.fetchall()}
    wanted = [name for name in EXTENSIONS if name not in present]
    return [name for name in wanted if name in available], [name for name in wanted if name not in available]


def may(cursor: Any, right: str) -> bool:
    """Return whether our role is superuser or has a right of pg_roles such as rolcreaterole."""
    cursor.execute(
        sql.SQL("SELECT rolsuper OR {} FROM pg_roles WHERE rolname = current_user").format(sql.Identifier(right))
    )
    return bool(cursor.fetchone()[0])


def grant(cursor: Any, role: str, password: str, append_only: Iterable[str]) -> None:
    """Create or update the application's role, and give it its rights on every table there is now.

    Run in one transaction, so that a serving process never meets a moment without rights. It can neither make tables
    nor TRUNCATE, and can only add to the tables in `append_only`.
    """
    name = sql.Identifier(role)
    cursor.execute("SELECT count(*) FROM pg_roles WHERE rolname = %s", [role])
    exists = bool(cursor.fetchone()[0])
    if not exists:
        cursor.execute(sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE").format(name))
    if may(cursor, "rolcreaterole"):  # else the role was made for us with its password
        if password:
            cursor.execute(sql.SQL("ALTER ROLE {} PASSWORD {}").format(name, sql.Literal(password)))
        for setting, value in LIMITS.items():
            cursor.execute(sql.SQL("ALTER ROLE {} SET {} = {}").format(name, sql.Identifier(setting), value))
    for statement in (
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        "REVOKE ALL ON SCHEMA public FROM {}",
        "GRANT USAGE ON SCHEMA public TO {}",
        "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {}",
        "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {}",
        "GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {}",
    ):
        cursor.execute(sql.SQL(statement).format(name))
    for rights, tables in (("INSERT, UPDATE, DELETE", list(READ_ONLY)), ("UPDATE, DELETE", list(append_only))):
        for table in tables:
            revoke = sql.SQL("REVOKE {} ON {} FROM {}")
            cursor.execute(revoke.format(sql.SQL(rights), sql.Identifier(table), name))
