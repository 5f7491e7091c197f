"""The one file that people start: it finds a Python, and makes the environment only when something changed."""

import fcntl
import json
import os
import stat
import subprocess
import sys
import threading
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent.parent
LAUNCHER = CHECKOUT / "claimdesk"


@pytest.fixture
def launcher(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The launcher as a module, in a checkout of two tiny locks, that installs nothing."""
    spec = spec_from_loader("launcher", SourceFileLoader("launcher", str(LAUNCHER)))
    assert spec
    assert spec.loader
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "HERE", tmp_path)
    monkeypatch.setattr(module, "outer_pip", lambda: True)  # an environment without its own pip is made at once
    (tmp_path / "requirements.txt").write_text("one==1\n")
    (tmp_path / "requirements-test.txt").write_text("one==1\ntwo==2\n")
    module.installed = []  # type: ignore[attr-defined]
    monkeypatch.setattr(module, "install", lambda python, lock, packages: module.installed.append((lock, packages)))
    return module


def builds(launcher: ModuleType, locks: list[str]) -> list[tuple[str, int]]:
    """Ask for the environment; return what was installed."""
    launcher.installed.clear()
    python = launcher.environment(launcher.HERE / ".venv", locks)
    assert os.access(python, os.X_OK)
    return list(launcher.installed)


def test_it_installs_once_and_again_only_when_something_changed(launcher: ModuleType) -> None:
    run, test = [launcher.RUN], [launcher.RUN, launcher.TEST]
    assert builds(launcher, run) == [(launcher.RUN, 1)]
    assert builds(launcher, run) == []
    assert builds(launcher, test) == [(launcher.TEST, 2)]  # the larger lock, into the same environment
    assert builds(launcher, run) == []  # which serves the smaller need as well
    (launcher.HERE / launcher.TEST).write_text("one==1\ntwo==3\n")
    assert builds(launcher, run) == []  # nothing that running needs has changed
    assert builds(launcher, test) == [(launcher.TEST, 2)]


def test_another_python_or_an_aborted_installation_is_begun_again(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp = launcher.HERE / ".venv" / "claimdesk.json"
    builds(launcher, [launcher.RUN])
    kept = json.loads(stamp.read_text())
    stamp.write_text(json.dumps(kept | {"python": "3.10.0"}))
    (launcher.HERE / ".venv" / "of-the-old-one").touch()
    assert builds(launcher, [launcher.RUN]) == [(launcher.RUN, 1)]
    assert not (launcher.HERE / ".venv" / "of-the-old-one").exists()

    def broken(*_: object) -> None:
        raise SystemExit("no network")

    (launcher.HERE / launcher.RUN).write_text("one==2\n")
    with monkeypatch.context() as offline:
        offline.setattr(launcher, "install", broken)
        with pytest.raises(SystemExit, match="no network"):
            launcher.environment(launcher.HERE / ".venv", [launcher.RUN])
    assert not stamp.exists()
    assert builds(launcher, [launcher.RUN]) == [(launcher.RUN, 1)]


def test_two_calls_install_once(launcher: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    calls = [threading.Thread(target=launcher.environment, args=(launcher.HERE / ".venv", [launcher.RUN]))]
    with (launcher.HERE / ".venv-lock").open("a") as locked:
        fcntl.flock(locked, fcntl.LOCK_EX)
        calls.append(threading.Thread(target=launcher.environment, args=(launcher.HERE / ".venv", [launcher.RUN])))
        for call in calls:
            call.start()
        for call in calls:
            call.join(0.3)
        assert launcher.installed == []  # somebody else is at it
    for call in calls:
        call.join(60)
    assert launcher.installed == [(launcher.RUN, 1)]
    assert "waiting for another call" in capsys.readouterr().err


def test_a_machine_without_venv_gets_the_one_line(launcher: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(launcher.shutil, "which", lambda name: None)
    monkeypatch.setattr(launcher, "outer_pip", lambda: False)
    monkeypatch.setattr(launcher.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(SystemExit, match="apt-get install python3-venv"):
        launcher.environment(launcher.HERE / ".venv", [launcher.RUN])


def fake(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@pytest.mark.parametrize(
    ("programs", "message", "code"),
    [
        ({"python3": "exit 1"}, "needs Python 3.11 or later", 1),  # the only one is too old
        ({}, "needs Python 3.11 or later", 1),  # none at all
        ({"python3": "exit 1", "python3.12": f'exec {sys.executable} "$@"'}, "./claimdesk up", 0),  # old, and a newer
        ({"python3": f'exec {sys.executable} "$@"'}, "./claimdesk up", 0),
    ],
)
def test_it_finds_a_python_that_is_new_enough(
    tmp_path: Path, programs: dict[str, str], message: str, code: int
) -> None:
    for name, script in programs.items():
        fake(tmp_path, name, script)
    done = subprocess.run(
        ["/bin/sh", LAUNCHER, "--help"], env={"PATH": str(tmp_path)}, capture_output=True, text=True, check=False
    )
    assert (done.returncode, message in done.stdout + done.stderr) == (code, True), done.stderr


def test_it_needs_nothing_but_the_standard_library() -> None:
    code = f"import runpy, sys; sys.argv = ['claimdesk']; runpy.run_path({str(LAUNCHER)!r}, run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False, cwd="/"
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", ["claimdesk", ".ci/run", "manage.py"])
def test_commands_can_be_run(command: str) -> None:
    assert os.access(CHECKOUT / command, os.X_OK)


def test_integration_runs_what_people_run() -> None:
    lines = [line for line in (CHECKOUT / ".ci" / "run").read_text().splitlines() if not line.startswith("#")]
    assert lines == ['cd "$(dirname "$0")/.." && exec ./claimdesk test']
