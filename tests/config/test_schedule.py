"""What beat asks for, and how often: every sweep that finds owed rows, and nothing that no task answers."""

import pytest
from celery.schedules import crontab

from config.celery import app
from config.schedule import SCHEDULE


@pytest.mark.parametrize(
    ("name", "seconds"),
    [
        ("sources.tasks.read", 5.0),
        ("claims.tasks.extract", 5.0),
        ("claims.tasks.remind", 60.0),
        ("claims.tasks.mail", 60.0),
    ],
)
def test_a_sweep_comes_regularly_and_is_dropped_when_the_next_one_is_due(name: str, seconds: float) -> None:
    entry = SCHEDULE[name]
    assert (entry["task"], entry["schedule"], entry["options"]) == (name, seconds, {"expires": seconds})


def test_the_checkpoint_is_written_every_night() -> None:
    entry = SCHEDULE["claims.tasks.checkpoint"]
    assert (entry["task"], entry["schedule"]) == ("claims.tasks.checkpoint", crontab(hour=3, minute=30))
    assert "options" not in entry, "one that was missed is caught up by the next"


def test_each_entry_names_a_task() -> None:
    app.loader.import_default_modules()
    assert {entry["task"] for entry in SCHEDULE.values()} <= set(app.tasks)
