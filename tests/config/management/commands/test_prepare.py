"""The two database roles hold, however often the database is prepared."""

import io
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, connections, transaction

from config.stack import roles

GUARDED = sorted(model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False))


def rights(owner: psycopg.Connection[Any]) -> set[tuple[Any, ...]]:
    found = owner.execute(
        "SELECT table_name, privilege_type FROM information_schema.role_table_grants"
        " WHERE grantee = 'claimdesk_app' AND table_schema = 'public'"
    )
    return set(found.fetchall())


def test_tests_run_as_the_application(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = user")
        assert cursor.fetchone() == ("claimdesk_app", False, False, False)


def test_something_is_guarded() -> None:
    assert len(GUARDED) >= 3


@pytest.mark.parametrize("table", GUARDED)
@pytest.mark.parametrize("statement", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
def test_what_must_not_change_cannot_be_changed(db: None, table: str, statement: str) -> None:
    with pytest.raises(DatabaseError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(statement.format(table))


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "DROP TABLE auth_user",
        "ALTER TABLE auth_user DISABLE TRIGGER ALL",
        "TRUNCATE auth_user CASCADE",
        "UPDATE django_migrations SET name = name",
        "CREATE EXTENSION hstore",
        "SET session_replication_role = replica",  # would switch every gate off
        "SET ROLE postgres",
        "ALTER ROLE claimdesk_app SUPERUSER",
        "COPY auth_user TO PROGRAM 'cat'",
    ],
)
def test_the_application_cannot_widen_its_rights(db: None, statement: str) -> None:
    with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), connection.cursor() as cursor:
        cursor.execute(statement)


def test_limits_hold_for_every_connection_of_the_application(db: None) -> None:
    with connection.cursor() as cursor:
        for name, value in roles.LIMITS.items():
            cursor.execute("SELECT current_setting(%s)", [name])
            assert cursor.fetchone() == ({"60s": "1min"}.get(value, value),), name


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_preparing_again_changes_nothing(owner: psycopg.Connection[Any]) -> None:
    before = rights(owner)
    Group.objects.create(name="kept")
    call_command("prepare", verbosity=0)
    connections["owner"].close()
    assert rights(owner) == before
    assert Group.objects.filter(name="kept").exists()


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_preparing_takes_back_a_right_that_somebody_gave(owner: psycopg.Connection[Any]) -> None:
    before = rights(owner)
    owner.execute(f"GRANT UPDATE, TRUNCATE ON {GUARDED[0]} TO claimdesk_app")
    call_command("prepare", verbosity=0)
    connections["owner"].close()
    assert rights(owner) == before


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_a_server_without_an_extension_is_told_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roles, "EXTENSIONS", (*roles.EXTENSIONS, "warp_drive"))
    with pytest.raises(CommandError, match=r"lacks the extension warp_drive: install"):
        call_command("prepare", verbosity=0)
    connections["owner"].close()


@pytest.mark.django_db(transaction=True, databases=["default", "owner"])
def test_one_role_for_everything_is_told(settings: Any) -> None:
    name = settings.DATABASES["default"]["USER"]
    out = io.StringIO()
    settings.DATABASES["default"]["USER"] = settings.DATABASES["owner"]["USER"]
    try:
        call_command("prepare", verbosity=0, stderr=out)
    finally:
        settings.DATABASES["default"]["USER"] = name
        connections["owner"].close()
    assert "only triggers guard" in out.getvalue()


@pytest.mark.parametrize("turn", [1, 2])
def test_each_transactional_test_starts_clean(transactional_db: None, turn: int) -> None:
    assert not User.objects.exists()
    assert not Group.objects.filter(name="kept").exists()
    with transaction.atomic():
        User.objects.create_user("somebody")
