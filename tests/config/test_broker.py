"""Whoever can write to the broker can waste the worker's time, and nothing else."""

import base64
import json
import os
import pickle
import re
import subprocess
import uuid
from pathlib import Path
from typing import Any

import redis

from config import schedule
from tests.waiting import until

# What runs every few seconds; what runs by the minute or at night would only make this test wait for it.
SWEEPS = [name for name, entry in schedule.SCHEDULE.items() if entry["schedule"] == schedule.SWEEP_SECONDS]
NO_CALLBACKS = {"callbacks": None, "errbacks": None, "chain": None, "chord": None}


def envelope(body: bytes, *, task: str = "sources.tasks.read", content_type: str = "application/json") -> str:
    """Write a message as Celery does, with any body."""
    key = str(uuid.uuid4())
    return json.dumps(
        {
            "body": base64.b64encode(body).decode(),
            "content-encoding": "utf-8",
            "content-type": content_type,
            "headers": {"lang": "py", "task": task, "id": key, "root_id": key, "argsrepr": "()", "kwargsrepr": "{}"},
            "properties": {
                "correlation_id": key,
                "delivery_mode": 2,
                "delivery_info": {"exchange": "", "routing_key": "celery"},
                "priority": 0,
                "body_encoding": "base64",
                "delivery_tag": key,
            },
        }
    )


def call(*arguments: Any) -> bytes:
    return json.dumps([arguments, {}, NO_CALLBACKS]).encode()


class Trap:
    """Runs a command in whoever unpickles it."""

    def __init__(self, place: Path) -> None:
        self.place = place

    def __reduce__(self) -> tuple[Any, ...]:
        return os.system, (f"touch {self.place}",)


def test_forged_messages_are_dropped_and_the_sweeps_go_on(
    worker: "subprocess.Popen[bytes]", beat: "subprocess.Popen[bytes]", tmp_path: Path
) -> None:
    assert SWEEPS == ["sources.tasks.read", "claims.tasks.extract"]
    sprung = tmp_path / "sprung"
    forged: list[str | bytes] = [
        envelope(pickle.dumps(((Trap(sprung),), {}, {})), content_type="application/x-python-serialize"),
        envelope(call(f"touch {sprung}"), task="os.system"),  # no task of ours
        envelope(call("x" * 20_000_000)),  # huge, and the task takes no arguments
        envelope(call(1, 2)),
        envelope(b"{not json"),
        json.dumps({"body": "x", "properties": {}}),
        "garbage{",
        "[1, 2]",
        "null",
        b"\x00\xff\xfe",
        "[" * 100_000,  # deeper than a parser may go
    ]
    broker = redis.Redis(unix_socket_path=os.environ["BROKER_URL"].partition("://")[2])
    for message in forged:
        broker.lpush("celery", message)
    log: Path = worker.log  # type: ignore[attr-defined]

    def swept() -> bool:
        assert (worker.poll(), beat.poll()) == (None, None), log.read_text()[-3000:]
        return all(re.search(rf"Task {name}\[\S+\] succeeded", log.read_text()) for name in SWEEPS)

    until(swept, lambda: log.read_text()[-3000:])
    assert not sprung.exists()
    assert not set(broker.lrange("celery", 0, -1)) & {m.encode() if isinstance(m, str) else m for m in forged}
