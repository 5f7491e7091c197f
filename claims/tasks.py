"""Background jobs of the right side. A message is a hint for speed; the ledger rows are the truth."""

from celery import current_app, shared_task
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from claims import extract as extraction
from claims.models import Extraction
from claims.workflow.evidence import later_facts, reanchor
from claims.workflow.inbox import mail as mails
from claims.workflow.inbox import notify
from claims.workflow.ledger import checkpoint as checkpoints

BATCH = 50


@shared_task(name="claims.tasks.extract")
def extract() -> None:
    """Take what texts state that came again, run what the Extraction ledger owes, place the claims of changed ones."""
    later_facts.sweep(at=timezone.now())
    extraction.owe(extractor=settings.EXTRACTOR, at=timezone.now())
    done = 0
    while done < BATCH and _read_one() is not None:
        done += 1
    reanchor.sweep(at=timezone.now())
    if done == BATCH:
        extract.delay()


@shared_task(name="claims.tasks.checkpoint")
def checkpoint() -> None:
    """Write the checkpoints of what was decided to the signed file outside the database."""
    checkpoints.write(settings.LEDGER_FILE, at=timezone.now())


@shared_task(name="claims.tasks.remind")
def remind() -> None:
    """Send the notices that nobody sent yet, and reopen the claims whose re-check date has come."""
    notify.sweep(at=timezone.now())


@shared_task(name="claims.tasks.mail")
def mail() -> None:
    """Send notices to people who have an address, where there is a mail server."""
    if settings.MAIL:
        mails.send_waiting(sender=settings.DEFAULT_FROM_EMAIL, site=settings.SITE, at=timezone.now())


def _read_one() -> Extraction | None:
    return extraction.read_one(model=settings.LANGUAGE_MODEL, embeddings=settings.EMBEDDINGS, at=timezone.now())


def wake_ingest() -> None:
    """Wake the worker of the Fetch ledger once this transaction is committed."""
    _wake("sources.tasks.read")


def wake_extraction() -> None:
    """Wake the worker of the Extraction ledger once this transaction is committed."""
    _wake("claims.tasks.extract")


def _wake(name: str) -> None:
    """Send the hint. Without a broker the action stands all the same, and the sweep finds what is owed."""
    transaction.on_commit(lambda: current_app.send_task(name), robust=True)
