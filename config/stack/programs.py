"""The commands of worker, beat and web on one machine; docker-compose.yml starts the same three."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from config.stack.paths import CHECKOUT, make_private
from config.stack.supervisor import Program, served_environment

MOST_CHILDREN = 4  # each holds the language model, 0.6 GB


def children() -> int:
    """Return how many jobs run at once on this machine."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, min(MOST_CHILDREN, len(os.sched_getaffinity(0))))
    return max(1, min(MOST_CHILDREN, os.cpu_count() or 1))


def local(data: Path, port: int, *, ready: Callable[[], bool]) -> dict[str, Program]:
    """Return worker, beat and web in the order in which they start; `ready` says that the web answers."""
    schedule = make_private(data / "beat")
    env = served_environment(CLAIMDESK_DATA=str(data), BIND=f"127.0.0.1:{port}", WEB_WORKERS="1")
    celery = [sys.executable, "-m", "celery", "-A", "config"]
    worker = [*celery, "worker", f"--concurrency={children()}", "--loglevel=INFO", "--without-gossip"]
    beat = [*celery, "beat", "--loglevel=INFO", "--pidfile=", f"--schedule={schedule / 'schedule'}"]
    web = [sys.executable, "-m", "gunicorn", "-c", "python:config.gunicorn"]
    log = data / "log"
    return {
        "worker": Program(worker, log / "worker.log", env, CHECKOUT, patience=20),
        "beat": Program(beat, log / "beat.log", env, CHECKOUT),
        "web": Program(web, log / "web.log", env, CHECKOUT, ready=ready, patience=15),
    }
