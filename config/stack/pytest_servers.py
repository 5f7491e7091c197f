"""An early pytest plugin, named in pyproject.toml: real servers, started when a test first needs them.

Their addresses are known before any setting is read. Everything lives in a temporary folder and ends with pytest,
also when that is killed.
"""

import contextlib
import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import TextIO

import pytest
import pytest_randomly

from config.stack import kept_cluster
from config.stack.postgres import APP, OWNER, PostgreSQL
from config.stack.valkey import Valkey

DATABASE = "test_claimdesk"
PREFIX = "claimdesk-test-"
SETTLED_SECONDS = 60.0  # a younger folder may not have its lock yet


def enterable(folder: Path) -> Path:
    """Let PostgreSQL's user pass through a folder of ours, when we are root, and nobody otherwise."""
    folder.chmod(0o711 if os.geteuid() == 0 else 0o700)
    return folder


class Servers:
    """One PostgreSQL and one Valkey for this run of pytest."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.postgres = PostgreSQL(folder, durable=False)
        self.valkey = Valkey(folder, durable=False)

    def start_database(self, prepare: Callable[[], None]) -> None:
        """Start PostgreSQL, unless it runs, with a database that `prepare` made now or in a run before."""
        if not self.postgres.process:
            kept_cluster.start(self.postgres, DATABASE, prepare)

    def start_broker(self) -> None:
        """Start Valkey, unless it runs."""
        if not self.valkey.process:
            self.valkey.start()

    def new_folder(self) -> Path:
        """Make a folder for a server of a test's own: as root, PostgreSQL's user can enter it.

        It could enter pytest's own only until another run of pytest starts, which closes them.
        """
        return enterable(Path(tempfile.mkdtemp(dir=self.folder)))

    def stop(self) -> None:
        """Stop what runs and leave nothing."""
        self.postgres.stop()
        self.valkey.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


SERVERS = pytest.StashKey[Servers]()
ALIVE = pytest.StashKey[TextIO]()  # locked as long as this run lives, however it ends


def clear(place: Path) -> None:
    """Delete the folders that killed runs left: nobody holds the lock in them any more."""
    for folder in place.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError):  # another user's, in use, or gone by now
            if time.time() - folder.stat().st_mtime < SETTLED_SECONDS:
                continue
            with (folder / "alive").open() as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                shutil.rmtree(folder, ignore_errors=True)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None]:
    clear(Path(tempfile.gettempdir()))
    folder = enterable(Path(tempfile.mkdtemp(prefix=PREFIX)))
    early_config.stash[ALIVE] = alive = (folder / "alive").open("w")
    fcntl.flock(alive, fcntl.LOCK_EX)
    early_config.stash[SERVERS] = servers = Servers(folder)
    for name in ("OUTBOUND_ALLOW", "EXTRACTOR", "MAX_UPLOAD_BYTES", "DEBUG", "ALLOWED_HOSTS", "SECRET_KEY"):
        os.environ.pop(name, None)  # a developer's shell must not change what is tested
    os.environ.update(
        CLAIMDESK_MODE="test",
        CLAIMDESK_DATA=str(folder),
        DATABASE_URL=servers.postgres.url(APP, DATABASE),
        DATABASE_OWNER_URL=servers.postgres.url(OWNER, DATABASE),
        BROKER_URL=servers.valkey.url(),
    )
    pytest_randomly.entrypoint_reseeds = []  # thinc's seeds what is seeded already, and costs every run a second
    return (yield)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--all", action="store_true", help="run the tests marked `slow` as well")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what takes long, unless all is asked for; pytest says how many were left out."""
    if not config.getoption("--all"):
        slow = [item for item in items if item.get_closest_marker("slow")]
        config.hook.pytest_deselected(items=slow)
        items[:] = [item for item in items if item not in slow]


@pytest.fixture(scope="session")
def broker(pytestconfig: pytest.Config) -> None:
    """Start the broker; tests with a database have it already."""
    pytestconfig.stash[SERVERS].start_broker()


@pytest.fixture(scope="module")
def server_folder(pytestconfig: pytest.Config) -> Path:
    """A folder for servers that the tests of a module start for themselves."""
    return pytestconfig.stash[SERVERS].new_folder()


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    if servers := config.stash.get(SERVERS, None):
        servers.stop()
