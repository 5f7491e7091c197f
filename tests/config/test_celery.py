"""Messages are hints: whatever becomes of the broker, no request fails, and the sweep asks again."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from celery import current_app
from django.conf import settings

from config import celery, schedule

CHECKOUT = Path(__file__).resolve().parent.parent.parent


PUBLISH = """
import time
from config.celery import app
assert app.send_task("sources.tasks.read") is None
print(app.away_until > time.monotonic())  # for a moment nobody waits for it again
"""


@pytest.mark.parametrize("scheme", ["redis", "amqp"])
@pytest.mark.parametrize("silent", [True, False])  # a broker that takes connections and never answers; none at all
def test_a_broker_that_is_away_fails_no_request(scheme: str, silent: bool) -> None:
    with socket.socket() as broker:
        broker.bind(("127.0.0.1", 0))
        if silent:
            broker.listen()
        url = f"{scheme}://127.0.0.1:{broker.getsockname()[1]}//"
        command = [sys.executable, "-c", PUBLISH]
        done = subprocess.run(
            command, env=os.environ | {"BROKER_URL": url}, cwd=CHECKOUT, capture_output=True, text=True, check=False
        )
    assert done.stdout == "True\n", done.stderr
    assert "waits for the sweep" in done.stderr


def test_only_json_is_taken() -> None:
    assert current_app.conf.accept_content == ["json"]
    assert current_app.conf.task_serializer == "json"


def test_a_lost_message_comes_back_only_after_the_longest_task() -> None:
    assert settings.CELERY_BROKER_TRANSPORT_OPTIONS["visibility_timeout"] > settings.CELERY_TASK_TIME_LIMIT
    assert settings.CELERY_TASK_TIME_LIMIT > settings.CELERY_TASK_SOFT_TIME_LIMIT


def test_every_name_that_is_asked_for_is_a_task() -> None:
    current_app.loader.import_default_modules()
    named = {
        *schedule.SCHEDULE,
        *settings.WAKE_AFTER,
        *(name for names in settings.WAKE_AFTER.values() for name in names),
    }
    assert named <= set(current_app.tasks)


def test_the_application_is_ours() -> None:
    assert current_app._get_current_object() is celery.app
