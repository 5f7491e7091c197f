"""The gates that a database has are those of the files, however it came to them; each gate has one home."""

import re
from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connections

from claims.gates import unchanging as claims_unchanging
from sources.gates import unchanging as sources_unchanging
from sources.gates.loading import protect
from tests.databases import catalogue, empty_database
from tests.releases import RELEASES, restore

BASE = Path(settings.BASE_DIR)
GATES = sorted(BASE.glob("*/gates/*.sql"))
FUNCTION = re.compile(r"^CREATE OR REPLACE FUNCTION (\w+)", re.MULTILINE)
TRIGGER = re.compile(r"^CREATE (?:OR REPLACE |CONSTRAINT )TRIGGER (\w+)[^;]*?\sON (\w+)", re.MULTILINE)
TABLES = {
    "sources": protect(sources_unchanging.COLUMNS_THAT_CHANGE),
    "claims": protect(claims_unchanging.COLUMNS_THAT_CHANGE, claims_unchanging.DELETABLE),
}
with_database = pytest.mark.django_db(transaction=True, databases=["default", "owner"])


def everything() -> str:
    """Return what all gates and tables of fixed rows say, as one script."""
    return "\n".join([*(path.read_text() for path in GATES), *(str(table.sql) for table in TABLES.values())])


def test_each_function_and_each_trigger_has_one_home() -> None:
    text = "\n".join(path.read_text() for path in GATES)
    for found in (FUNCTION.findall(text), TRIGGER.findall(text)):
        assert found
        assert [name for name, times in Counter(found).items() if times > 1] == []


def test_each_file_opens_with_what_nobody_can_do() -> None:
    for path in GATES:
        assert path.read_text().startswith(("-- Nobody ", "-- No ")), path


def test_each_gate_is_loaded_by_exactly_one_migration() -> None:
    for app in ("sources", "claims"):
        names: list[str] = []
        for path in sorted((BASE / app / "migrations").glob("0*.py")):
            names += getattr(import_module(f"{app}.migrations.{path.stem}"), "GATES", [])
        assert sorted(names) == sorted(path.stem for path in GATES if path.parts[-3] == app), app


@with_database
def test_the_database_has_the_functions_and_triggers_of_the_files_and_no_others(
    owner: psycopg.Connection[Any],
) -> None:
    found, text = catalogue(owner), everything()
    assert {name for name, _definition in found["functions"]} == set(FUNCTION.findall(text))
    triggers = {
        re.match(r"CREATE (?:CONSTRAINT )?TRIGGER (\w+) .*? ON public\.(\w+)", row[0]) for row in found["triggers"]
    }
    declared = set(TRIGGER.findall(text)) | set(re.findall(r"^CREATE TRIGGER (\w+).* ON (\w+)", text, re.MULTILINE))
    assert {match.groups() for match in triggers if match} == declared
    assert None not in triggers


@with_database
def test_loading_every_gate_again_changes_nothing(owner: psycopg.Connection[Any]) -> None:
    before = catalogue(owner)
    with owner.transaction(force_rollback=True):
        owner.execute(everything())
        assert catalogue(owner) == before


@with_database
def test_a_function_that_was_changed_by_hand_is_noticed(owner: psycopg.Connection[Any]) -> None:
    with owner.transaction(force_rollback=True):
        before = catalogue(owner)
        owner.execute(
            "CREATE OR REPLACE FUNCTION claims_check_waiver() RETURNS trigger LANGUAGE plpgsql"
            " AS $$ BEGIN RETURN NEW; END $$"
        )
        changed = catalogue(owner)
        assert changed["functions"] != before["functions"]
        owner.execute(everything())
        assert catalogue(owner) == before


@with_database
@pytest.mark.parametrize("release", [None, *RELEASES])
def test_a_database_from_nothing_and_one_of_each_release_become_the_same(
    owner: psycopg.Connection[Any], release: str | None
) -> None:
    """A gate, constraint or table that has changed without a migration leaves the release's database behind."""
    with empty_database(owner) as database:
        if release:
            restore(database, release)
        call_command("prepare", verbosity=0)
        connections["owner"].close()
        expected, found = catalogue(owner), catalogue(database)
    for what in expected:
        assert found[what] == expected[what], what


def test_there_is_a_release() -> None:
    assert RELEASES[0] == "0.2.0"


def test_what_is_only_added_to_is_in_the_tables_of_fixed_rows() -> None:
    fixed = claims_unchanging.COLUMNS_THAT_CHANGE | sources_unchanging.COLUMNS_THAT_CHANGE
    of_their_own = {"sources_articleversion", "sources_capture"}  # redaction.sql: the one exception
    append_only = {model._meta.db_table for model in apps.get_models() if getattr(model, "append_only", False)}
    assert {table for table in append_only if fixed.get(table) != ()} <= of_their_own | {"claims_quote"}


def test_the_columns_that_may_change_are_columns() -> None:
    tables = {model._meta.db_table: {field.column for field in model._meta.fields} for model in apps.get_models()}
    for table, columns in (claims_unchanging.COLUMNS_THAT_CHANGE | sources_unchanging.COLUMNS_THAT_CHANGE).items():
        assert set(columns or ()) <= tables[table], table
