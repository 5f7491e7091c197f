"""Background jobs of the right side. A message is a hint for speed; the ledger rows are the truth."""

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from claims import extract as extraction

BATCH = 50


@shared_task(name="claims.tasks.extract")
def extract() -> None:
    """Do what the Extraction ledger owes."""
    extraction.owe(extractor=settings.EXTRACTOR, at=timezone.now())
    done = 0
    while done < BATCH and extraction.read_one(model=settings.LANGUAGE_MODEL, at=timezone.now()) is not None:
        done += 1
    if done == BATCH:
        extract.delay()
