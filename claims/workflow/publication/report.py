"""What readers say is wrong with a publication, and what they are answered."""

from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from claims.models import Correction, Event, Publication, Report, ReportState
from claims.queries import publication as queries
from claims.workflow.audit import Conflict, event
from claims.workflow.publication import correct
from claims.workflow.publication.rate_limit import count_post
from claims.workflow.stages import allowed, locked
from claims.workflow.text import Limit, faults, line
from claims.workflow.text import require as require_text

MAX_TEXT = 5_000
MAX_CONTACT = 300


def receive(*, publication: Publication, text: str, address: str, at: datetime, contact: str = "") -> Report:
    """Take in what a reader says is wrong. `address` is the sender's: ten a minute from each, not stored.

    The same words about the same publication are one report while it waits. Raise ValidationError naming the field,
    TooOften.
    """
    count_post(address=address, at=at)  # also what is refused counts
    text, contact = text.strip().replace("\r\n", "\n"), line(contact)
    wrong = faults({"text": (text, Limit(MAX_TEXT, "Say what is wrong.")), "contact": (contact, Limit(MAX_CONTACT))})
    if wrong:
        raise ValidationError(wrong)
    with transaction.atomic():
        claim, _work = locked(publication.claim)
        waiting = Report.objects.filter(publication__claim=claim, text=text, contact=contact, state=ReportState.NEW)
        if (existing := waiting.first()) is not None:
            return existing
        report = Report.objects.create(publication=publication, text=text, contact=contact, created_at=at)
        event(Event.Verb.REPORT_RECEIVED, by=None, at=at, claim=claim, report=report.pk)
    return report


@transaction.atomic
def decline(*, report: Report, answer: str, by: User, at: datetime) -> Report:
    """Answer a reader's report: there is nothing to correct, with the reason."""
    return _answer(report, ReportState.DECLINED, answer, None, by, at)


@transaction.atomic
def accept(*, report: Report, answer: str, by: User, at: datetime, because: str = "") -> Report:
    """Answer a reader's report with a correction, the open one or a new one; the page shows it at once."""
    _checked(answer)
    locked(report.publication.claim)
    correction = queries.open_correction(report.publication.claim) or correct.begin(
        claim=report.publication.claim, because=because.strip() or "A reader reports an error.", by=by, at=at
    )
    return _answer(report, ReportState.ACCEPTED, answer, correction, by, at)


def _answer(report: Report, state: str, answer: str, correction: Correction | None, by: User, at: datetime) -> Report:
    answer = _checked(answer)
    claim, work = locked(report.publication.claim)
    actor = allowed(by, work, "claims.answer_report")
    done = Report.objects.filter(pk=report.pk, state=ReportState.NEW).update(
        state=state, answer=answer, correction=correction, answered_by=actor.pk, answered_at=at
    )
    report.refresh_from_db()
    if not done:
        raise Conflict("This report was answered already.")
    event(
        Event.Verb.REPORT_ANSWERED,
        by=actor,
        at=at,
        claim=claim,
        report=report.pk,
        state=state,
        correction=correction.pk if correction else None,
    )
    return report


def _checked(answer: str) -> str:
    return require_text("answer", answer, MAX_TEXT, "Say what the reader is answered.")
