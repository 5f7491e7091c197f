"""The right of reply: ask whoever a claim is about, until when, and write down what they answer."""

from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from claims.models import Claim, Event, ReplyRequest
from claims.workflow import text
from claims.workflow.audit import Conflict, event
from claims.workflow.stages import allowed, locked, touch
from claims.workflow.text import Limit

MAX_TEXT = 20_000
MAX_NAME = 300
LEAST = timedelta(hours=1)  # to answer
DOUBLE_PRESS = timedelta(minutes=1)  # the same again from the same person within it is a button that was pressed twice


@transaction.atomic
def ask(
    *, claim: Claim, whom: str, asked: str, until: datetime, by: User, at: datetime, contact: str = ""
) -> ReplyRequest:
    """Record who was asked what, and until when. The contact never leaves this row."""
    whom, contact, asked = text.line(whom), text.line(contact), asked.strip()
    wrong = text.faults(
        {
            "whom": (whom, Limit(MAX_NAME, "Say who was asked.")),
            "contact": (contact, Limit(MAX_NAME)),
            "asked": (asked, Limit(MAX_TEXT, "Say what was asked.")),
        }
    )
    if until < at + LEAST:
        wrong["until"] = "Give them an hour at least to answer: a moment that is still to come."
    if wrong:
        raise ValidationError(wrong)
    claim, work = locked(claim)
    actor = allowed(by, work, "claims.add_replyrequest")
    fields = {"claim": claim, "whom": whom, "contact": contact, "asked": asked, "asked_by": actor.pk, "until": until}
    existing = ReplyRequest.objects.filter(**fields, answered_at=None, asked_at__gt=at - DOUBLE_PRESS).first()
    if existing is not None:
        return existing
    request = ReplyRequest.objects.create(**fields, asked_at=at)
    touch(claim.pk, at=at)
    event(Event.Verb.REPLY_ASKED, by=actor, at=at, claim=claim, request=request.pk, until=until.isoformat())
    return request


@transaction.atomic
def record(
    *, request: ReplyRequest, by: User, at: datetime, answer: str = "", answer_public: str = "", declined: bool = False
) -> ReplyRequest:
    """Record an answer, once. Only `answer_public` is for readers."""
    answer, answer_public = answer.strip(), answer_public.strip()
    needed = "" if declined else "Say what they answered, or that they declined."
    wrong = text.faults(
        {"answer": (answer, Limit(MAX_TEXT, needed)), "answer_public": (answer_public, Limit(MAX_TEXT))}
    )
    if wrong:
        raise ValidationError(wrong)
    claim, work = locked(request.claim)
    actor = allowed(by, work, "claims.change_replyrequest")
    done = ReplyRequest.objects.filter(pk=request.pk, answered_at=None).update(
        answer=answer, answer_public=answer_public, declined=declined, recorded_by=actor.pk, answered_at=at
    )
    request.refresh_from_db()
    if not done:
        raise Conflict("Their answer is written down already, and stays. Ask again to write down another.")
    event(Event.Verb.REPLY_RECORDED, by=actor, at=at, claim=claim, request=request.pk, declined=declined)
    return request
