"""Which databases are brought to what this version needs, and which are refused, untouched."""

from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connections

from config.upgrade import refusal
from tests.databases import empty_database

pytestmark = pytest.mark.django_db(transaction=True, databases=["default", "owner"])

BEFORE_0_2_0 = {
    "sources": [
        "0001_nouns",
        "0002_gates",
        "0003_watch_redaction_capture",
        "0004_review_gates",
        "0005_redaction_gate",
        "0006_watch_gates",
    ],
    "claims": [
        "0001_nouns",
        "0002_gates",
        "0003_roles",
        "0004_times_amounts_readings",
        "0005_outcomes_of_a_sentence",
        "0006_review_nouns",
        "0007_review_gates",
        "0008_review_roles",
        "0009_publication_gates",
        "0010_anchor_gates",
        "0011_queue_gates",
        "0012_desk_gates",
        "0013_queue_indexes",
        "0014_gates_held",
    ],
}
CATALOGUE = """
    SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL SELECT extname FROM pg_extension UNION ALL SELECT app || name FROM django_migrations ORDER BY 1
"""


def record(database: psycopg.Connection[Any], applied: dict[str, list[str]]) -> list[tuple[Any, ...]]:
    database.execute("CREATE TABLE django_migrations (id serial, app text, name text, applied timestamptz)")
    for app, names in applied.items():
        for name in names:
            database.execute("INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, now())", [app, name])
    return database.execute(CATALOGUE).fetchall()


def test_a_database_from_before_0_2_0_is_refused_before_anything_is_changed(owner: psycopg.Connection[Any]) -> None:
    with empty_database(owner) as old:
        before = record(old, BEFORE_0_2_0)
        with pytest.raises(CommandError, match=r"made by Claimdesk before 0\.2\.0 .* To start afresh, \w+ "):
            call_command("prepare", verbosity=0)
        assert old.execute(CATALOGUE).fetchall() == before


@pytest.mark.parametrize(
    "applied", [{"sources": ["0001_nouns"], "claims": ["0001_nouns"]}, {"sources": ["0001_nouns"]}]
)
def test_a_half_migrated_database_from_before_0_2_0_is_refused_too(
    owner: psycopg.Connection[Any], applied: dict[str, list[str]]
) -> None:
    with empty_database(owner) as old:
        record(old, applied)
        assert "before 0.2.0" in refusal(connections["owner"])


def test_a_database_of_a_newer_version_is_refused_and_its_migration_is_named(owner: psycopg.Connection[Any]) -> None:
    with empty_database(owner) as newer:
        before = record(newer, {"claims": ["0001_initial", "0002_gates", "0003_roles", "0999_from_the_future"]})
        with pytest.raises(CommandError, match=r"newer Claimdesk \(claims\.0999_from_the_future\)"):
            call_command("prepare", verbosity=0)
        assert newer.execute(CATALOGUE).fetchall() == before


@pytest.mark.parametrize(
    "applied", [{}, {"auth": ["0001_initial"]}, {"sources": ["0001_initial"], "claims": ["0001_initial"]}]
)
def test_an_empty_database_and_one_from_0_2_0_on_are_upgraded(
    owner: psycopg.Connection[Any], applied: dict[str, list[str]]
) -> None:
    with empty_database(owner) as database:
        record(database, applied)
        assert refusal(connections["owner"]) == ""


def test_the_refusal_says_how_to_start_afresh_where_the_database_lies(
    owner: psycopg.Connection[Any], settings: Any, tmp_path: Path
) -> None:
    with empty_database(owner) as old:
        record(old, BEFORE_0_2_0)
        assert f"move the data folder {settings.DATA} away" in refusal(connections["owner"])
        settings.DATA = tmp_path  # so the server is not the one that lives there
        assert "name an empty database in DATABASE_URL" in refusal(connections["owner"])
