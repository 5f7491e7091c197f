"""What beat asks for: the sweeps that find every owed row, whatever became of its message."""

from typing import Any

from celery.schedules import crontab

SWEEP_SECONDS = 5.0
MINUTE = 60.0

# A sweep that waited longer than the next one is due is dropped: after a broker's pause one is enough.
SCHEDULE: dict[str, dict[str, Any]] = {
    name: {"task": name, "schedule": SWEEP_SECONDS, "options": {"expires": SWEEP_SECONDS}}
    for name in ("sources.tasks.read", "claims.tasks.extract")
}
# Every night; one that was missed is caught up by the next, since each writes whatever the file does not have.
SCHEDULE["claims.tasks.checkpoint"] = {"task": "claims.tasks.checkpoint", "schedule": crontab(hour=3, minute=30)}
# What is due, what is to be checked again, and what is to be mailed.
SCHEDULE |= {
    name: {"task": name, "schedule": MINUTE, "options": {"expires": MINUTE}}
    for name in ("claims.tasks.remind", "claims.tasks.mail")
}
