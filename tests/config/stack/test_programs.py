"""The three programs of one machine, started in order, with as many jobs at once as it has cores for."""

import os
from pathlib import Path

import pytest

from config.stack import programs


@pytest.mark.parametrize(("cores", "children"), [(1, 1), (2, 2), (4, 4), (5, 4), (64, 4)])
def test_a_machine_runs_a_job_a_core_and_four_at_most(
    monkeypatch: pytest.MonkeyPatch, cores: int, children: int
) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda pid: set(range(cores)), raising=False)
    assert programs.children() == children


@pytest.mark.parametrize(("cores", "children"), [(None, 1), (2, 2), (9, 4)])
def test_a_machine_that_does_not_say_which_cores_are_ours_is_asked_how_many_it_has(
    monkeypatch: pytest.MonkeyPatch, cores: int | None, children: int
) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: cores)
    assert programs.children() == children


def test_worker_beat_and_web_start_in_this_order(tmp_path: Path) -> None:
    found = programs.local(tmp_path, 8123, ready=lambda: True)
    assert list(found) == ["worker", "beat", "web"]
    assert "worker" in found["worker"].command
    assert "beat" in found["beat"].command
    assert found["web"].env["BIND"] == "127.0.0.1:8123"
    assert all(program.env["CLAIMDESK_DATA"] == str(tmp_path) for program in found.values())
    assert found["web"].ready is not None
    assert found["web"].ready()
