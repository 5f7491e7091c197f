"""The one exception to “nothing is ever edited”: a text that has to go, by erasure or court order.

Two administrators put a tombstone of the same length in place of a version's text, bytes and WARC. Hashes, spans,
verdicts and their chain stay, and so do the words that claims, quotations and verdicts rest on.
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import connection, transaction

from claims.models import Event
from claims.workflow import text
from claims.workflow.audit import Conflict, event, require
from sources.models import ArticleVersion, Redaction


@transaction.atomic
def ask(*, version: ArticleVersion, because: str, by: User, at: datetime) -> Redaction:
    """Ask for a version's text to be redacted; nothing happens until another administrator agrees."""
    actor = require(by, "sources.redact")
    needed = "Say why, such as the court and its reference; it stays in the record."
    because = text.require("because", because, text.MAX_REASON, needed)
    found, is_new = Redaction.objects.get_or_create(
        version=version, defaults={"because": because, "asked_by": actor.pk, "asked_at": at}
    )
    if not is_new:
        raise Conflict("Somebody has asked for this already; another administrator can agree.")
    event(Event.Verb.REDACTION_ASKED, by=actor, at=at, article=version.article_id, version=version.pk, because=because)
    return found


@transaction.atomic
def agree(*, redaction: Redaction, by: User, at: datetime) -> Redaction:
    """Agree to another administrator's redaction: the text is gone at once, for good."""
    actor = require(by, "sources.redact")
    rows = Redaction.objects.select_for_update(of=("self",)).select_related("version")
    redaction = rows.defer("version__raw", "version__text").get(pk=redaction.pk)
    if redaction.done_at:
        raise Conflict("This text was redacted already.")
    if redaction.asked_by == actor.pk:
        raise Conflict("You asked for this yourself: another administrator has to agree.")
    Redaction.objects.filter(pk=redaction.pk).update(agreed_by=actor.pk, done_at=at)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sources_redact(%s)", [redaction.version_id])
    event(
        Event.Verb.VERSION_REDACTED,
        by=actor,
        at=at,
        article=redaction.version.article_id,
        version=redaction.version_id,
        because=redaction.because,
    )
    redaction.refresh_from_db()
    return redaction
