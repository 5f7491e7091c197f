"""The test database as `prepare` leaves it, kept between runs: a run copies it and never writes to it.

It lies in the user's cache folder under a hash of everything that it is made from, so that another branch has another
one. It is never needed: where it cannot be kept or does not start, a run makes its own. Delete it at any time.
"""

import ast
import contextlib
import fcntl
import hashlib
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg

from config.stack.paths import CHECKOUT, account, make_private
from config.stack.postgres import OWNER, NotStarted, PostgreSQL

KEPT = 4  # clusters of as many branches; the one that was used longest ago goes first
PATIENCE = 120.0  # seconds to wait for another run that makes the cluster; then this run makes one for itself
PACKAGES = ("config", "claims", "sources")
# What decides how a prepared database looks; the modules that these import count as well.
MADE_FROM = (
    "*/migrations/*.py",
    "*/models/*.py",
    "*/models.py",
    "*/apps.py",
    "*/gates/*.sql",
    "config/settings.py",
    "config/management/commands/prepare.py",
    "config/stack/postgres.py",
    "config/stack/kept_cluster.py",
    "tests/conftest.py",
    "requirements.txt",
)


def start(server: PostgreSQL, database: str, prepare: Callable[[], None]) -> None:
    """Start `server` with a prepared database: a copy of the kept one, or one that `prepare` makes and that is kept."""
    place = folder() / f"{server.cluster.name}-{digest()}"
    with _alone(place.parent) as kept:
        if kept and _copied(place, server) and _starts(server, database):
            return
        server.stop()
        shutil.rmtree(server.cluster, ignore_errors=True)
        server.start()
        server.create(database)
        prepare()
        if kept:
            server.stop()
            _keep(server.cluster, place)
            server.start()


def forget() -> None:
    """Delete what is kept, once no other run is copying it; the lock stays for whoever waits for it."""
    with _alone(folder()):
        for kept in folder().glob("*/"):
            shutil.rmtree(kept, ignore_errors=True)


def folder() -> Path:
    """Name the folder of the kept clusters: one for all checkouts of a user; nothing is created here."""
    cache = os.environ.get("XDG_CACHE_HOME") or Path("~/.cache").expanduser()
    return Path(cache).absolute() / "claimdesk" / "test-clusters"


def digest() -> str:
    """Return a hash of all files that decide how a prepared database looks."""
    found = hashlib.sha256()
    waiting = sorted(path for pattern in MADE_FROM for path in CHECKOUT.glob(pattern))
    seen = set(waiting)
    while waiting:
        path = waiting.pop(0)
        content = path.read_bytes()
        found.update(f"{path.relative_to(CHECKOUT)}\0{len(content)}\0".encode() + content)
        if path.suffix == ".py":
            imported = sorted(_imported(content) - seen)
            seen.update(imported)
            waiting.extend(imported)
    return found.hexdigest()[:16]


def _imported(source: bytes) -> set[Path]:
    """Return the files of our own modules that a module's text imports anywhere."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.update([node.module, *(f"{node.module}.{alias.name}" for alias in node.names)])
    places = (CHECKOUT.joinpath(*name.split(".")) for name in names if name.partition(".")[0] in PACKAGES)
    return {file for place in places for file in (place.with_suffix(".py"), place / "__init__.py") if file.is_file()}


@contextlib.contextmanager
def _alone(cache: Path) -> Iterator[bool]:
    """Let one run at a time copy or make a cluster; yield whether one can be kept at all."""
    try:
        make_private(cache)
        file = (cache / "lock").open("a")
    except OSError:  # no home, somebody else's, read only
        yield False
        return
    with file:
        yield _locked(file.fileno())


def _locked(descriptor: int) -> bool:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        except OSError:
            if time.monotonic() > end:
                return False
            time.sleep(0.05)


def _copied(place: Path, server: PostgreSQL) -> bool:
    """Copy the kept cluster to where `server` runs, as the user it runs as; return whether there was a whole one."""
    owner = account(server.cluster)
    try:
        shutil.copytree(place, server.cluster)
        os.utime(place)
        for path, _, files in os.walk(server.cluster) if owner else ():
            assert owner
            for name in (path, *(os.path.join(path, file) for file in files)):
                os.chown(name, owner.uid, owner.gid)
    except (OSError, shutil.Error):
        return False
    return True


def _starts(server: PostgreSQL, database: str) -> bool:
    try:
        server.start()
        with psycopg.connect(server.url(OWNER, database)) as connection:
            return connection.execute("SELECT count(*) > 0 FROM pristine.django_migrations").fetchone() == (True,)
    except (NotStarted, psycopg.Error):
        return False


def _keep(cluster: Path, place: Path) -> None:
    """Copy a stopped cluster into the cache, whole or not at all, and drop those of long ago."""
    side = Path(tempfile.mkdtemp(prefix="side-", dir=place.parent))
    try:
        shutil.copytree(cluster, side, dirs_exist_ok=True)
        shutil.rmtree(place, ignore_errors=True)
        side.rename(place)
        os.utime(place)
    except (OSError, shutil.Error):
        pass  # a full disk: the next run tries again
    by_age = sorted((each for each in place.parent.iterdir() if each.is_dir()), key=lambda each: each.stat().st_mtime)
    for old in by_age[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    for left in place.parent.glob("side-*"):  # of killed runs; we are alone here
        shutil.rmtree(left, ignore_errors=True)
