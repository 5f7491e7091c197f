"""Programs are started in a session of their own, stopped in good time, and killed when they do not listen."""

import os
import signal
import sys
from pathlib import Path

import pytest

from config.stack import processes


def start(tmp_path: Path, code: str) -> processes.subprocess.Popen[bytes]:
    return processes.spawn(
        [sys.executable, "-c", code], log=tmp_path / "log" / "it.log", env=dict(os.environ), cwd=tmp_path
    )


def printed(tmp_path: Path) -> str:
    return (tmp_path / "log" / "it.log").read_text()


def test_what_a_program_prints_is_in_its_log(tmp_path: Path) -> None:
    code = "import sys, os; print('out', os.getcwd()); print('err', file=sys.stderr); print(repr(sys.stdin.read()))"
    assert start(tmp_path, code).wait() == 0
    assert sorted(printed(tmp_path).splitlines()) == sorted([f"out {tmp_path}", "err", "''"])


def test_a_program_has_a_session_of_its_own(tmp_path: Path) -> None:
    process = start(tmp_path, "import os; print(os.getsid(0) == os.getpid())")
    process.wait()
    assert printed(tmp_path).strip() == "True"


@pytest.mark.parametrize(("size", "aside"), [(5_000_000, False), (5_000_001, True)])
def test_a_log_of_more_than_five_million_bytes_is_put_aside(tmp_path: Path, size: int, aside: bool) -> None:
    log = tmp_path / "log" / "it.log"
    log.parent.mkdir(mode=0o700)
    with log.open("wb") as file:
        file.truncate(size)
    start(tmp_path, "pass").wait()
    assert log.with_suffix(".old.log").exists() is aside
    assert log.stat().st_size == (0 if aside else size)


def test_a_program_that_listens_ends_by_itself(tmp_path: Path) -> None:
    code = "import signal, sys; signal.signal(15, lambda *_: sys.exit(3)); print('ready', flush=True); signal.pause()"
    process = start(tmp_path, code)
    while "ready" not in printed(tmp_path):
        assert process.poll() is None
    assert processes.stop(process) == 3
    assert processes.stop(process) == 3, "again is no error"


def test_a_program_that_does_not_listen_is_killed(tmp_path: Path) -> None:
    code = "import signal; signal.signal(15, signal.SIG_IGN); print('ready', flush=True); signal.pause()"
    process = start(tmp_path, code)
    while "ready" not in printed(tmp_path):
        assert process.poll() is None
    assert processes.stop(process, patience=0.1) == -signal.SIGKILL


@pytest.mark.parametrize(
    ("text", "lines", "expected"), [("a\nb\nc\n", 2, "b\nc"), ("a\n", 12, "a"), ("", 2, ""), (None, 2, "")]
)
def test_the_end_of_a_log_is_read(tmp_path: Path, text: str | None, lines: int, expected: str) -> None:
    log = tmp_path / "it.log"
    if text is not None:
        log.write_text(text)
    assert processes.tail(log, lines) == expected


def test_twelve_lines_are_the_end_of_a_log(tmp_path: Path) -> None:
    log = tmp_path / "it.log"
    log.write_text("\n".join(map(str, range(20))))
    assert processes.tail(log) == "\n".join(map(str, range(8, 20)))
