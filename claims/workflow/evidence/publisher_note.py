"""What is known about a publisher: dated and cited, never a score."""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from claims.models import Event
from claims.workflow.audit import Conflict, event, require
from claims.workflow.text import Limit, faults
from sources.models import Publisher
from sources.models.publisher import PublisherNote

MAX_TEXT = 5_000


@transaction.atomic
def write(*, publisher: Publisher, text: str, citation: str, as_of: date, by: User, at: datetime) -> PublisherNote:
    """Note what is known of a publisher (owner, state-run, copies without credit), as of which day, and the source."""
    actor = require(by, "sources.add_publishernote")
    text, citation = text.strip(), citation.strip()
    wrong = faults(
        {
            "text": (text, Limit(MAX_TEXT, "Say what is known.")),
            "citation": (citation, Limit(MAX_TEXT, "Say where it says so.")),
        }
    )
    if as_of > at.date():
        wrong["as_of"] = "This day is still to come."
    if wrong:
        raise ValidationError(wrong)
    note = PublisherNote.objects.create(
        publisher=publisher, text=text, citation=citation, as_of=as_of, written_by=actor.pk, created_at=at
    )
    event(Event.Verb.PUBLISHER_NOTED, by=actor, at=at, publisher=publisher.pk, note=note.pk)
    return note


@transaction.atomic
def withdraw(*, note: PublisherNote, by: User, at: datetime) -> PublisherNote:
    """Withdraw a note; it stays in the record."""
    actor = require(by, "sources.change_publishernote")
    if not PublisherNote.objects.filter(pk=note.pk, withdrawn_at=None).update(withdrawn_at=at):
        raise Conflict("This note was withdrawn already.")
    note.refresh_from_db()
    event(Event.Verb.PUBLISHER_NOTE_WITHDRAWN, by=actor, at=at, publisher=note.publisher_id, note=note.pk)
    return note
