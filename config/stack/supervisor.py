"""Start the parts in order, keep them running, stop them in reverse."""

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from config.stack.postgres import NotStarted
from config.stack.processes import spawn, stop, tail

STEADY_SECONDS = 60.0  # a part that ran this long is started again at once when it ends
LONGEST_PAUSE = 30.0


class Service(Protocol):
    """A server or program of the stack."""

    process: subprocess.Popen[bytes] | None

    def start(self) -> None: ...
    def stop(self) -> None: ...


@dataclass
class Program:
    """A process of our own: worker, beat or web."""

    command: Sequence[str | Path]
    log: Path
    env: Mapping[str, str]
    cwd: Path
    ready: Callable[[], bool] = lambda: True
    patience: float = 10.0  # seconds to finish what it is doing when it is asked to stop
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start and return once it is ready; raise NotStarted."""
        # Killed outright when we are: the ledger finds what it had begun, and nothing may be left behind.
        self.process = spawn(self.command, log=self.log, env=self.env, cwd=self.cwd, dies_with=signal.SIGKILL)
        end = time.monotonic() + 60
        while not self.ready():
            if self.process.poll() is not None or time.monotonic() > end:
                self.stop()
                raise NotStarted(f"{self.log.stem} did not start. The end of {self.log}:\n{tail(self.log)}")
            time.sleep(0.05)

    def stop(self) -> None:
        if self.process:
            stop(self.process, signal.SIGTERM, patience=self.patience)
            self.process = None


@dataclass
class _Running:
    name: str
    part: Service
    since: float = field(default_factory=time.monotonic)
    failures: int = 0
    not_before: float = 0.0


class Supervisor:
    """Holds what runs. Use it from the main thread only, since that is what the kernel ties the parts to."""

    def __init__(self, say: Callable[[str], None]) -> None:
        self.say = say
        self._running: list[_Running] = []

    def start(self, name: str, part: Service) -> None:
        """Start a part after those before it; raise NotStarted."""
        running = _Running(name, part)
        self._running.append(running)  # first, so that an interrupted start is stopped too
        part.start()

    def tend(self) -> None:
        """Start again whatever ended by itself, with a growing pause when it keeps ending."""
        for running in self._running:
            process = running.part.process
            now = time.monotonic()
            if process is not None and process.poll() is None:
                if now - running.since > STEADY_SECONDS:
                    running.failures = 0
                continue
            if now < running.not_before:
                continue
            code = None if process is None else process.returncode
            self.say(f"{running.name} ended ({describe(code)}); starting it again")
            try:
                running.part.start()
            except NotStarted as problem:
                self.say(str(problem))
            running.since = time.monotonic()
            running.not_before = running.since + min(0.5 * 2**running.failures, LONGEST_PAUSE)
            running.failures += 1

    def stop(self) -> None:
        """Stop everything, last started first. A second Ctrl-C changes nothing: each part has its time limit."""
        for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(name, signal.SIG_IGN)
        while self._running:
            running = self._running.pop()
            self.say(f"stopping {running.name}")
            running.part.stop()


def describe(code: int | None) -> str:
    """Return how a process ended, in words."""
    if code is None:
        return "it did not start"
    return f"signal {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"


def served_environment(**more: str) -> dict[str, str]:
    """Return the environment of worker, beat and web: without the owner of the tables, one thread a library."""
    threads = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    return os.environ | threads | {"DATABASE_OWNER_URL": "", "PYTHONUNBUFFERED": "1"} | more
