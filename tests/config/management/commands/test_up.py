"""The whole stack as people start it: real servers, worker, beat and web, in a data folder of the test's own."""

import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import psycopg
import pytest

from config.stack import paths, postgres, valkey
from tests.waiting import until

CHECKOUT = Path(__file__).resolve().parents[4]
OURS = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "BROKER_URL",
    "CLAIMDESK_MODE",
    "CLAIMDESK_DATA",
    "DJANGO_SETTINGS_MODULE",
)
TEXT = "Water tariffs in Velmora\n\nThe council of Velmora raised water tariffs by nine percent in March 2024.\n"


class Up:
    """One `up`, with what it printed and every process below it."""

    def __init__(self, data: Path, *arguments: str) -> None:
        self.data = data
        self.printed = data.parent / f"printed-{time.monotonic_ns()}"
        environment = {name: value for name, value in os.environ.items() if name not in OURS}
        with self.printed.open("wb") as sink:
            self.process = subprocess.Popen(
                [sys.executable, CHECKOUT / "manage.py", "up", *arguments],
                env=environment | {"CLAIMDESK_DATA": str(data), "COLUMNS": "200"},
                cwd=data.parent,
                stdin=subprocess.DEVNULL,
                stdout=sink,
                stderr=subprocess.STDOUT,
            )

    def text(self) -> str:
        return self.printed.read_text()

    def until(self, words: str) -> str:
        until(lambda: words in self.text() or self.process.poll() is not None, self.text)
        assert words in self.text(), self.text()
        return self.text()

    def below(self) -> set[int]:
        """Return the process ids of all descendants."""
        parents = {}
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
        found, edge = set(), {self.process.pid}
        while edge := {pid for pid, parent in parents.items() if parent in edge} - found:
            found |= edge
        return found

    def child(self, words: str) -> int:
        """Return the process whose command has these words and whose parent is `up` itself."""
        for pid in self.below():
            command = Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
            parent = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
            if words in command and parent == self.process.pid:
                return pid
        raise AssertionError(f"no {words} below {self.process.pid}")


def living(pids: set[int]) -> set[int]:
    """Return those that still run; a zombie that its new parent has not collected yet does not."""
    found = set()
    for pid in pids:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX":
                found.add(pid)
        except OSError:
            continue
    return found


def articles(data: Path) -> int:
    """Count the articles; -1 when the database does not answer."""
    try:
        with psycopg.connect(postgres.url(paths.socket_folder(data, "pg"), postgres.OWNER)) as database:
            row = database.execute("SELECT count(*) FROM sources_article").fetchone()
    except psycopg.OperationalError:
        return -1
    return int(row[0]) if row else -1


@pytest.fixture(scope="module")
def data(server_folder: Path) -> Path:
    return server_folder / "data"


def test_up_as_people_live_with_it(data: Path) -> None:
    """Start, ask twice, lose the worker, be killed, start again, stop: one story, since each step needs the last."""
    up = Up(data)
    try:
        printed = up.until("Ctrl-C stops it.")
        address = re.search(r"http://127\.0\.0\.1:\d+/", printed)
        assert address
        assert re.search(r"sign in as admin \(administrator\) with \S{16}", printed)
        assert "Articles: 2 new, 0 unchanged, 0 refused." in printed
        assert "Who said it" in printed
        with urllib.request.urlopen(address[0] + "readyz") as answer:
            assert answer.status == 200
        assert (data / "secret").stat().st_mode & 0o777 == 0o600

        # A second one says where the first runs, and hands its articles to it.
        article = data.parent / "velmora.txt"
        article.write_text(TEXT)
        second = Up(data, str(article), str(data.parent / "absent.txt"))
        assert second.process.wait(60) == 0, second.text()
        assert f"already runs at {address[0]}" in second.text()
        assert "Articles: 1 new, 0 unchanged, 1 refused." in second.text()
        assert "No such file" in second.text()
        assert up.process.poll() is None

        # What dies is started again.
        for words in ("celery -A config worker", "valkey-server", "bin/postgres"):
            os.kill(up.child(words), signal.SIGKILL)
        until(lambda: up.text().count("(signal SIGKILL); starting it again") == 3, up.text)
        until(lambda: valkey.ask(paths.socket_folder(data, "vk") / valkey.SOCKET, "PING"), up.text)
        until(lambda: articles(data) == 3, up.text)

        # Killed outright, it leaves nothing behind.
        below = up.below()
        assert len(below) > 8
        up.process.kill()
        up.process.wait()
        until(lambda: not living(below), lambda: str(living(below)))
    finally:
        up.process.kill()

    again = Up(data)
    try:
        printed = again.until("Ctrl-C stops it.")
        assert "sign in as" not in printed
        assert "Articles:" not in printed
        assert articles(data) == 3
        below = again.below()
        again.process.send_signal(signal.SIGINT)
        assert again.process.wait(60) == 0, again.text()
        assert not living(below)
    finally:
        again.process.kill()
