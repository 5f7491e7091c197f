"""One stack a data folder: a lock held for life, and a note that says where it runs."""

import fcntl
import json
import os
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FIRST_PORT = 8000


@dataclass
class InstanceLock:
    """The lock on a data folder. The kernel releases it when we end, however we end."""

    data: Path
    descriptor: int = -1

    def take(self) -> bool:
        """Take the lock; return False when another process has it."""
        self.descriptor = os.open(self.data / "up.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self.descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(self.descriptor)
            return False
        self.forget()
        self.note({"process": os.getpid()})
        return True

    def note(self, what: dict[str, Any]) -> None:
        """Write where it runs, for the next one who asks."""
        side = self.data / "up.json.new"
        side.write_text(json.dumps({**self.read(), **what}))
        side.replace(self.data / "up.json")

    def read(self) -> dict[str, Any]:
        """Return what the running stack noted; empty when nothing is known."""
        try:
            found: dict[str, Any] = json.loads((self.data / "up.json").read_text())
        except (OSError, ValueError):
            return {}
        return found

    def forget(self) -> None:
        """Remove the note of where the stack runs."""
        (self.data / "up.json").unlink(missing_ok=True)


def free_port(first: int = FIRST_PORT, tries: int = 100) -> int:
    """Find a port on loopback that nobody listens on, from `first` upward; raise OSError when there is none."""
    for port in range(first, first + tries):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    if tries == 1:
        raise OSError(f"Port {first} is in use; leave --port out, and a free one is found.")
    raise OSError(f"No free port between {first} and {first + tries - 1}; give one with --port.")
