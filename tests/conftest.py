"""Tests run as the application's database role, on a database that `prepare` made, with real servers around them."""

import gc
import os
import subprocess
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections
from django.test import TransactionTestCase
from psycopg import sql

from config.stack import processes, valkey
from config.stack.pytest_servers import SERVERS
from tests import waiting
from tests.waiting import LIMIT_SECONDS

CHECKOUT = Path(__file__).resolve().parent.parent
EMPTIED = """
    SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
"""


def pytest_collectstart(collector: pytest.Collector) -> None:
    """Load the profile of all property tests before the first module that imports Hypothesis, which takes a second."""
    if isinstance(collector, pytest.Module) and b"hypothesis" in collector.path.read_bytes():
        from hypothesis import HealthCheck, settings

        if settings.get_current_profile_name() != "claimdesk":
            # A slow machine is no fault of the code: no example has a deadline, and making it may take its time.
            slow = {"deadline": None, "suppress_health_check": [HealthCheck.too_slow]}
            settings.register_profile("claimdesk", settings.get_profile("default"), **slow)
            settings.load_profile("claimdesk")


def pytest_collection_finish() -> None:
    """Keep what was imported out of the search for waste: it stays as long as the process, and is large."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Let Hypothesis' plugin sum up only what there was: it imports all of Hypothesis for it."""
    plugins = session.config.pluginmanager
    if "hypothesis" not in sys.modules and plugins.has_plugin("hypothesispytest"):
        plugins.unregister(name="hypothesispytest")


ENDED = """
    SELECT pg_terminate_backend(pid, %s::bigint) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'
"""

BIGGEST = 4_000_000  # bytes of one table
# To delete a few rows is ten times as fast as to truncate so many tables, but leaves their room behind.
RESTORE = """
    CREATE FUNCTION pristine.restore() RETURNS void LANGUAGE plpgsql AS $$ BEGIN
        IF (SELECT max(pg_relation_size(oid)) FROM pg_class
            WHERE relnamespace = 'public'::regnamespace AND relkind = 'r') > {biggest}
        THEN {truncate} ELSE {delete} END IF;
        {insert}
    END $$
"""


@contextmanager
def _owner() -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as connection:
        yield connection


@pytest.fixture(scope="session")
def django_db_setup(
    pytestconfig: pytest.Config, broker: None, django_test_environment: None, django_db_blocker: Any
) -> Generator[None]:
    """Start the servers with a prepared database."""
    with django_db_blocker.unblock():
        pytestconfig.stash[SERVERS].start_database(prepare)
    TransactionTestCase._fixture_teardown = lambda self: empty()  # type: ignore[method-assign]
    yield
    connections["default"].close()


def prepare() -> None:
    """Make the tables with `prepare`, and a function that brings them back to the rows that migrations made."""
    call_command("prepare", verbosity=0)
    connections.close_all()
    with _owner() as owner:
        owner.execute("CREATE SCHEMA pristine")
        tables = [table for (table,) in owner.execute(EMPTIED).fetchall()]
        back = []
        for table in tables:
            owner.execute(sql.SQL("CREATE TABLE pristine.{0} AS TABLE public.{0}").format(sql.Identifier(table)))
            if owner.execute(sql.SQL("SELECT EXISTS (TABLE pristine.{})").format(sql.Identifier(table))).fetchone()[0]:
                back.append(_insert(owner, table).as_string())
        body = RESTORE.format(
            biggest=BIGGEST,
            truncate=sql.SQL("TRUNCATE {} CASCADE;")
            .format(sql.SQL(", ").join(map(sql.Identifier, tables)))
            .as_string(),
            delete="".join(sql.SQL("DELETE FROM {};").format(sql.Identifier(table)).as_string() for table in tables),
            insert="".join(back),
        )
        owner.execute(body)


def _insert(owner: psycopg.Connection[Any], table: str) -> sql.Composed:
    found = owner.execute(
        """SELECT attname FROM pg_attribute WHERE attrelid = ('public.' || quote_ident(%s))::regclass
           AND attnum > 0 AND NOT attisdropped AND attgenerated = ''""",
        [table],
    )
    columns = sql.SQL(", ").join(sql.Identifier(name) for (name,) in found.fetchall())
    statement = sql.SQL("INSERT INTO public.{0} ({1}) OVERRIDING SYSTEM VALUE SELECT {1} FROM pristine.{0};")
    return statement.format(sql.Identifier(table), columns)


def empty() -> None:
    """End what still runs in the database, empty every table as the owner, and put the migrations' rows back."""
    for connection in connections.all(initialized_only=True):
        connection.close()
    waiting.until(_emptied)


def _emptied() -> bool:
    with _owner() as owner:
        owner.execute(ENDED, [LIMIT_SECONDS * 1000])
        try:
            with owner.transaction():
                owner.execute("SET LOCAL session_replication_role = replica")  # past the triggers
                owner.execute("SET LOCAL lock_timeout = '2s'")
                owner.execute("SELECT pristine.restore()")
        except (psycopg.errors.LockNotAvailable, psycopg.errors.DeadlockDetected):
            return False  # somebody connected in between
    return True


@pytest.fixture
def owner(transactional_db: None) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """A connection as the owner of the tables, for tests that tamper behind the application's back."""
    with _owner() as connection:
        yield connection


Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def celery_program(transactional_db: None, tmp_path: Path) -> Iterator[Start]:
    """Start `celery worker` or `celery beat` on the test servers; each is stopped by its own pid."""
    started: list[subprocess.Popen[bytes]] = []

    def start(*arguments: str) -> subprocess.Popen[bytes]:
        log = tmp_path / f"celery-{len(started)}.log"
        command = [sys.executable, "-m", "celery", "-A", "config", *arguments]
        environment = os.environ | {"DATABASE_OWNER_URL": "", "DJANGO_SETTINGS_MODULE": "config.settings"}
        process = processes.spawn(command, log=log, env=environment, cwd=CHECKOUT)
        process.log = log  # type: ignore[attr-defined]
        started.append(process)
        return process

    yield start
    for process in started:
        process.terminate()
    for process in reversed(started):
        processes.stop(process, patience=20)


@pytest.fixture
def worker(celery_program: Start) -> "subprocess.Popen[bytes]":
    """A real Celery worker with one child that has the language model loaded; its log is `worker.log`."""
    valkey.ask(Path(os.environ["BROKER_URL"].partition("://")[2]), "FLUSHALL")
    process = celery_program("worker", "--concurrency=1", "--loglevel=INFO", "--without-gossip", "--without-mingle")
    log: Path = process.log  # type: ignore[attr-defined]
    waiting.until(lambda: b" ready." in log.read_bytes() or process.poll() is not None, lambda: processes.tail(log, 40))
    assert process.poll() is None, processes.tail(log, 40)
    return process


@pytest.fixture
def beat(celery_program: Start, tmp_path: Path) -> "subprocess.Popen[bytes]":
    """A real beat, which asks for the sweeps every few seconds."""
    return celery_program("beat", "--loglevel=INFO", "--pidfile=", f"--schedule={tmp_path / 'beat'}")
