"""The Celery application: tasks are hints for speed, the sweep is the truth."""

import logging
import os
import signal
import time
from typing import Any

from celery import Celery
from celery.signals import after_task_publish, beat_init, heartbeat_sent, worker_process_init
from kombu.exceptions import OperationalError

from config import broker, healthcheck
from config.schedule import SCHEDULE, SWEEP_SECONDS
from config.stack.processes import die_with_parent

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
log = logging.getLogger(__name__)


class Application(Celery):  # type: ignore[misc]  # Celery has no types
    """Celery that neither fails nor slows requests because the broker is away."""

    away_until = 0.0

    def send_task(self, name: str, *args: Any, **kwargs: Any) -> Any:
        """Publish a task, or log that the broker is away: the row is owed, so the next sweep finds it.

        A silent broker costs seconds to notice, so for a moment after that nothing is tried.
        """
        if time.monotonic() < self.away_until:
            return None
        try:
            return super().send_task(name, *args, **kwargs)
        except (OperationalError, OSError) as away:
            self.away_until = time.monotonic() + SWEEP_SECONDS
            log.warning("broker away, %s waits for the sweep: %s", name, away)
            return None


broker.use()
app = Application("claimdesk")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.conf.beat_schedule = SCHEDULE
app.autodiscover_tasks()


@worker_process_init.connect  # type: ignore[untyped-decorator]
def prepare_child(**_: Any) -> None:
    """Load the language model before the first task, and leave with the worker even when that is killed."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    die_with_parent_now()
    from django.conf import settings

    from claims.pipeline.parse import parse
    from claims.pipeline.rank import sentence_vectors

    parse.load(settings.LANGUAGE_MODEL)
    parse.language("Which language is this?")
    if settings.EMBEDDINGS:
        sentence_vectors.load()


def die_with_parent_now() -> None:
    """Arm a worker's child to end with the worker, however that ends."""
    die_with_parent(signal.SIGKILL, parent=os.getppid())()


heartbeat_sent.connect(healthcheck.beat)


@beat_init.connect  # type: ignore[untyped-decorator]
def beat_lives(**_: Any) -> None:
    """Count a message that beat publishes as its heartbeat; other processes publish too, which proves nothing."""
    after_task_publish.connect(healthcheck.beat)
