"""Background jobs of the left side. A message is a hint for speed; the ledger rows are the truth."""

from celery import current_app, shared_task
from django.conf import settings
from django.utils import timezone

from sources import ingest, watch

BATCH = 50


@shared_task(name="sources.tasks.read")
def read() -> None:
    """Owe the looks that are due, do what the Fetch ledger owes, then wake the right side."""
    watch.owe(at=timezone.now())
    done = 0
    while done < BATCH and ingest.read_one(at=timezone.now()) is not None:
        done += 1
        for name in settings.WAKE_AFTER["sources.tasks.read"]:
            current_app.send_task(name)
    if done == BATCH:
        read.delay()
