"""Start a program that does not outlive us, and stop it."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from config.stack.paths import Account, make_private

PR_SET_PDEATHSIG = 1  # linux/prctl.h
LOG_BYTES = 5_000_000  # a log longer than this is put aside once at start


def die_with_parent(when: int = signal.SIGKILL, *, parent: int | None = None) -> Callable[[], None]:
    """Return what a process runs so that the kernel sends it `when` once its parent (default: us) is gone; Linux."""
    if not sys.platform.startswith("linux"):
        return lambda: None
    libc = ctypes.CDLL(None, use_errno=True)
    expected = os.getpid() if parent is None else parent

    def arm() -> None:
        libc.prctl(PR_SET_PDEATHSIG, when, 0, 0, 0)
        if os.getppid() != expected:  # the parent went before the call
            os.kill(os.getpid(), signal.SIGKILL)

    return arm


def spawn(
    command: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str],
    cwd: Path,
    account: Account | None = None,
    dies_with: int = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start `command` in a session of its own, so that Ctrl-C reaches only us and we stop things in order.

    Call it from the main thread: the kernel ties the death signal to the thread that made the process.
    """
    make_private(log.parent)
    if log.exists() and log.stat().st_size > LOG_BYTES:
        log.replace(log.with_suffix(".old.log"))
    with log.open("ab") as sink:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
            env=dict(env),
            cwd=cwd,
            start_new_session=True,
            preexec_fn=die_with_parent(dies_with),
            user=account.uid if account else None,
            group=account.gid if account else None,
            extra_groups=[] if account else None,
        )


def stop(process: subprocess.Popen[bytes], how: int = signal.SIGTERM, *, patience: float = 10.0) -> int:
    """Ask a process to end, wait `patience` seconds, then kill it with its group; return its exit code."""
    if process.poll() is None:
        process.send_signal(how)
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
    return process.wait()


def tail(log: Path, lines: int = 12) -> str:
    """Return the last lines of a log, for a message to people."""
    try:
        return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])
    except OSError:
        return ""
