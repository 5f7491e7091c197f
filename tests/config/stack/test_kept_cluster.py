"""The prepared database is made once for all runs, and again when what it is made from changed or it is broken."""

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from config.stack import kept_cluster, postgres, pytest_servers
from config.stack.paths import CHECKOUT

FILES = {
    "claims/migrations/0001_initial.py": "from claims import numbers\n",
    "claims/numbers.py": "from claims.inner import ONE\n",
    "claims/inner/__init__.py": "ONE = 1\n",
    "claims/gates/verdict.sql": "SELECT 1;\n",
    "claims/desk/page.py": "TITLE = 'Claims'\n",
    "requirements.txt": "django==5.2\n",
}


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, content in FILES.items():
        place = tmp_path / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(content)
    monkeypatch.setattr(kept_cluster, "CHECKOUT", tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("claims/migrations/0001_initial.py", True),
        ("claims/numbers.py", True),  # what a migration imports
        ("claims/inner/__init__.py", True),  # and what that imports in turn
        ("claims/gates/verdict.sql", True),
        ("requirements.txt", True),  # another Django may bring other migrations
        ("claims/desk/page.py", False),
    ],
)
def test_another_database_is_made_when_what_it_is_made_from_changed(checkout: Path, name: str, counts: bool) -> None:
    before = kept_cluster.digest()
    assert kept_cluster.digest() == before
    with (checkout / name).open("a") as file:
        file.write("# changed\n" if name.endswith(".py") else "-- changed\n")
    assert (kept_cluster.digest() != before) == counts


def test_a_new_migration_makes_another_database(checkout: Path) -> None:
    before = kept_cluster.digest()
    (checkout / "claims/migrations/0002_gates.py").write_text("")
    assert kept_cluster.digest() != before


class Runs:
    """Runs of pytest one after the other, and how many of them prepared the database."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.prepared = 0

    def run(self) -> postgres.PostgreSQL:
        data = self.folder / f"run-{len(list(self.folder.glob('run-*')))}"
        server = postgres.PostgreSQL(data, durable=False)

        def prepare() -> None:
            self.prepared += 1
            with psycopg.connect(server.url(postgres.OWNER, "desk")) as connection:
                connection.execute("CREATE SCHEMA pristine")
                connection.execute("CREATE TABLE pristine.django_migrations AS SELECT 1 AS id")

        kept_cluster.start(server, "desk", prepare)
        return server


@pytest.fixture
def runs(pytestconfig: pytest.Config, monkeypatch: pytest.MonkeyPatch) -> Runs:
    folder = pytestconfig.stash[pytest_servers.SERVERS].new_folder()
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
    monkeypatch.setattr(kept_cluster, "digest", lambda: "0123456789abcdef")
    return Runs(folder)


def damage(cache: Path) -> None:
    (control,) = cache.glob("claimdesk/test-clusters/postgres-*/global/pg_control")
    control.write_bytes(b"")


def empty_tables(cache: Path) -> None:
    (place,) = cache.glob("claimdesk/test-clusters/postgres-*")
    for file in place.glob("base/*/pg_filenode.map"):
        file.unlink()


def test_one_run_prepares_and_the_next_ones_copy_without_writing_to_what_is_kept(runs: Runs) -> None:
    first, second = runs.run(), runs.run()
    try:
        assert runs.prepared == 1
        with psycopg.connect(first.url(postgres.OWNER, "desk")) as connection:
            connection.execute("DROP SCHEMA pristine CASCADE")
        third = runs.run()
        third.stop()
        assert runs.prepared == 1
    finally:
        first.stop()
        second.stop()


@pytest.mark.parametrize("harm", [damage, empty_tables])
def test_a_broken_one_is_made_again(runs: Runs, harm: Callable[[Path], None]) -> None:
    runs.run().stop()
    harm(runs.folder / "cache")
    runs.run().stop()
    runs.run().stop()
    assert runs.prepared == 2


def test_without_a_place_to_keep_it_each_run_makes_its_own(runs: Runs) -> None:
    (runs.folder / "cache").write_text("a file, no folder")
    runs.run().stop()
    runs.run().stop()
    assert runs.prepared == 2


def test_forgetting_makes_the_next_run_prepare(runs: Runs) -> None:
    runs.run().stop()
    kept_cluster.forget()
    runs.run().stop()
    assert runs.prepared == 2


def test_a_test_that_asks_for_no_server_starts_none(tmp_path: Path) -> None:
    (tmp_path / "test_pure.py").write_text(
        "from config.stack.pytest_servers import SERVERS\n"
        "def test_nothing_runs(pytestconfig):\n"
        "    servers = pytestconfig.stash[SERVERS]\n"
        "    assert (servers.postgres.process, servers.valkey.process) == (None, None)\n"
        "    assert [each.name for each in servers.folder.iterdir()] == ['alive']\n"
    )
    command = [sys.executable, "-m", "pytest", f"--rootdir={CHECKOUT}", "-c", "pyproject.toml", tmp_path]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    assert "1 passed" in done.stdout


def test_what_a_killed_run_left_is_cleared_and_a_living_one_is_left_alone(tmp_path: Path) -> None:
    for name in ("killed", "living", "young"):
        (tmp_path / f"claimdesk-test-{name}" / "postgres-18").mkdir(parents=True)
        (tmp_path / f"claimdesk-test-{name}" / "alive").touch()
        if name != "young":
            os.utime(tmp_path / f"claimdesk-test-{name}", (0, 0))
    (tmp_path / "another").mkdir()
    with (tmp_path / "claimdesk-test-living" / "alive").open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        pytest_servers.clear(tmp_path)
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "another",
        "claimdesk-test-living",
        "claimdesk-test-young",
    ]
