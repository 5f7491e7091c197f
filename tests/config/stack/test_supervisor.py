"""Parts start in order, are started again when they end, and stop in reverse."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from config.stack import instance_lock, paths, postgres, processes, programs, supervisor
from config.stack.postgres import NotStarted
from config.stack.supervisor import Program, Supervisor
from tests.waiting import until

SLEEP = [sys.executable, "-c", "import time; time.sleep(600)"]


def program(tmp_path: Path, command: list[str], ready: Callable[[], bool] = lambda: True) -> Program:
    return Program(command, tmp_path / "log" / "part.log", os.environ, tmp_path, ready, patience=3)


@pytest.fixture(autouse=True)
def _signals() -> object:
    kept = {name: signal.getsignal(name) for name in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for name, handler in kept.items():
        signal.signal(name, handler)


def test_it_stops_in_reverse(tmp_path: Path) -> None:
    lines: list[str] = []
    tended = Supervisor(lines.append)
    for name in ("database", "worker", "web"):
        tended.start(name, program(tmp_path, SLEEP))
    tended.stop()
    assert lines == ["stopping web", "stopping worker", "stopping database"]


def test_what_ended_is_started_again_with_a_growing_pause(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = [1000.0]
    monkeypatch.setattr(supervisor.time, "monotonic", lambda: now[0])
    lines: list[str] = []
    tended = Supervisor(lines.append)
    part = program(tmp_path, [sys.executable, "-c", "raise SystemExit(3)"])
    tended.start("worker", part)
    pauses = []
    for _ in range(5):
        assert part.process
        part.process.wait()
        begun = now[0]
        before = len(lines)
        while len(lines) == before:
            tended.tend()
            now[0] += 0.25
        pauses.append(round(now[0] - begun))
    tended.stop()
    assert lines[0] == "worker ended (exit code 3); starting it again"
    assert pauses == sorted(pauses)
    assert pauses[-1] >= 4


def test_a_part_that_never_gets_ready_says_why(tmp_path: Path) -> None:
    part = program(tmp_path, [sys.executable, "-c", "raise SystemExit('port 8000 is taken')"], ready=lambda: False)
    with pytest.raises(NotStarted, match="port 8000 is taken"):
        part.start()


def test_one_that_ignores_the_request_is_killed(tmp_path: Path) -> None:
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(99)"
    log = tmp_path / "log" / "deaf.log"
    process = processes.spawn([sys.executable, "-c", deaf], log=log, env=os.environ, cwd=tmp_path)
    until(log.read_bytes)
    assert processes.stop(process, patience=0.2) == -signal.SIGKILL


def test_a_child_dies_with_its_parent(tmp_path: Path) -> None:
    code = (
        "import os, sys, time; from pathlib import Path; from config.stack import processes;"
        f"p = processes.spawn({SLEEP!r}, log=Path({str(tmp_path)!r}) / 'l' / 'x.log', env=os.environ, cwd=Path('/'));"
        "print(p.pid, flush=True); time.sleep(600)"
    )
    parent = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, cwd=paths.CHECKOUT)
    assert parent.stdout
    pid = int(parent.stdout.readline())
    parent.kill()
    parent.wait()
    stat = Path(f"/proc/{pid}/stat")
    until(lambda: not stat.exists() or " Z " in stat.read_text())


def test_a_long_log_is_put_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "LOG_BYTES", 10)
    log = tmp_path / "log" / "x.log"
    for word in ("first and long enough", "second"):
        processes.spawn([sys.executable, "-c", f"print({word!r})"], log=log, env=os.environ, cwd=tmp_path).wait()
    assert log.read_text() == "second\n"
    assert log.with_suffix(".old.log").read_text() == "first and long enough\n"


def test_one_stack_a_data_folder(tmp_path: Path) -> None:
    first, second = instance_lock.InstanceLock(tmp_path), instance_lock.InstanceLock(tmp_path)
    assert first.take()
    first.note({"address": "http://127.0.0.1:8000/"})
    assert not second.take()
    assert second.read() == {"process": os.getpid(), "address": "http://127.0.0.1:8000/"}
    os.close(first.descriptor)  # as the kernel does when a process ends
    assert second.take()
    assert "address" not in second.read()


def test_it_moves_on_from_a_taken_port() -> None:
    import socket

    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert instance_lock.free_port(port) > port
        with pytest.raises(OSError, match="--port"):
            instance_lock.free_port(port, tries=1)


@pytest.mark.parametrize("depth", [1, 30])
def test_a_socket_path_is_never_too_long(depth: int) -> None:
    data = Path("/srv", *["newsroom"] * depth)
    folder = paths.socket_folder(data, "pg")
    assert len(os.fsencode(folder / ".s.PGSQL.5432")) <= paths.SOCKET_BYTES
    assert (data in folder.parents) == (depth == 1)


def test_a_folder_that_somebody_else_prepared_is_refused(tmp_path: Path) -> None:
    (tmp_path / "trap").symlink_to(tmp_path)
    with pytest.raises(PermissionError, match="somebody else"):
        paths.make_private(tmp_path / "trap")


def test_served_processes_do_not_know_the_owner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_OWNER_URL", "postgres://owner:secret@db/claimdesk")
    for part in programs.local(tmp_path, 8000, ready=lambda: True).values():
        assert part.env["DATABASE_OWNER_URL"] == ""
        assert "owner:secret" not in "".join(map(str, part.command))


def test_no_variable_of_postgresql_leads_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGHOST", "production.example.org")
    assert not [name for name in postgres.clean_environment() if name.startswith("PG")]


def test_a_pid_file_whose_number_is_somebody_elses_now_is_dropped(tmp_path: Path) -> None:
    server = postgres.PostgreSQL(tmp_path)
    server.cluster.mkdir()
    note = server.cluster / "postmaster.pid"
    note.write_text(f"{os.getpid()}\n{server.cluster}\n")
    server._end_leftover(1)
    assert not note.exists()
