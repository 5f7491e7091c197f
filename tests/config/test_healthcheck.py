"""Containers know whether their program works, without starting a second one to ask."""

import os
import time
from pathlib import Path

import pytest
from celery import current_app
from celery.signals import after_task_publish, beat_init, heartbeat_sent

from config import healthcheck
from config.stack.instance_lock import free_port


@pytest.mark.parametrize(
    ("age", "message"),
    [
        (None, "no pulse yet"),  # not started, or PULSE_FILE lies where it cannot write
        (0, ""),
        (healthcheck.LONGEST_SECONDS - 5, ""),  # a busy machine
        (healthcheck.LONGEST_SECONDS + 5, "no pulse for"),
    ],
)
def test_a_pulse_must_be_fresh(
    age: float | None, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "pulse"
    monkeypatch.setenv("PULSE_FILE", str(place))
    if age is not None:
        healthcheck.beat()
        os.utime(place, (time.time() - age,) * 2)
    assert healthcheck.main("file").startswith(message)
    assert bool(healthcheck.main("file")) == bool(message)


def test_without_a_place_nothing_is_touched_and_nothing_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PULSE_FILE", raising=False)
    healthcheck.beat()
    assert healthcheck.main("file").startswith("no pulse yet")


@pytest.mark.usefixtures("broker")
def test_a_worker_lives_by_its_heart_and_beat_by_what_it_publishes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "pulse"
    monkeypatch.setenv("PULSE_FILE", str(place))
    heartbeat_sent.send(sender=None)
    assert place.exists()
    place.unlink()
    current_app.send_task("sources.tasks.read", expires=1)
    assert not place.exists()  # that the web can publish says nothing of beat
    beat_init.send(sender=None)
    try:
        current_app.send_task("sources.tasks.read", expires=1)
        assert place.exists()
    finally:
        after_task_publish.disconnect(healthcheck.beat)


def test_a_web_server_that_nobody_reaches_is_not_well() -> None:
    assert "refused" in healthcheck.web(f"127.0.0.1:{free_port(18500)}", "desk.example")
