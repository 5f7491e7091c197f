"""What the law puts between a claim and its readers: legal hold, legal tick, embargo."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from claims.models import Claim, Event, Work
from claims.workflow import text
from claims.workflow.audit import Conflict, event
from claims.workflow.stages import allowed, change, locked, status_message

MAX_WHY = 300


@transaction.atomic
def hold(*, claim: Claim, because: str, by: User, at: datetime, seen: int | None = None) -> Work:
    """Put a claim on legal hold: nothing moves until it is lifted. Its reviews stay open, and wait."""
    because = _reason(because)
    claim, work = locked(claim)
    actor = allowed(by, work, "claims.hold_claim")
    if work.held_because:
        raise Conflict(status_message(work))
    work = change(work, at=at, seen=seen, held_because=because, held_by=actor.pk)
    event(Event.Verb.CLAIM_HELD, by=actor, at=at, claim=claim, because=because)
    return work


@transaction.atomic
def lift(*, claim: Claim, because: str, by: User, at: datetime, seen: int | None = None) -> Work:
    """Lift a legal hold, with a reason; the claim goes on where it stood."""
    because = _reason(because)
    claim, work = locked(claim)
    actor = allowed(by, work, "claims.hold_claim")
    if not work.held_because:
        raise Conflict("This claim is on no legal hold.")
    before = work.held_because
    work = change(work, at=at, seen=seen, held_because="", held_by=None)
    event(Event.Verb.CLAIM_HOLD_LIFTED, by=actor, at=at, claim=claim, because=because, before=before)
    return work


@transaction.atomic
def set_accuses(*, claim: Claim, accuses: bool, by: User, at: datetime, seen: int | None = None) -> Work:
    """Set whether a claim accuses a named party: then it is published only with a legal tick.

    Anyone who works on it may set that it does; only those who give the tick may set that it does not.
    """
    claim, work = locked(claim)
    actor = allowed(by, work, "claims.add_verdict" if accuses else "claims.hold_claim")
    if work.accuses == accuses:
        return work
    work = change(work, at=at, seen=seen, accuses=accuses)
    event(Event.Verb.CLAIM_ACCUSES_SET, by=actor, at=at, claim=claim, accuses=accuses)
    return work


@transaction.atomic
def clear(*, claim: Claim, by: User, at: datetime, seen: int | None = None) -> Work:
    """Give the legal tick. It lapses when the claim's words, speaker, role or time change."""
    return _tick(claim, by, at, seen, Event.Verb.CLAIM_LEGAL_CLEARED, cleared=True)


@transaction.atomic
def unclear(*, claim: Claim, by: User, at: datetime, seen: int | None = None) -> Work:
    """Take the legal tick back."""
    return _tick(claim, by, at, seen, Event.Verb.CLAIM_LEGAL_UNCLEAR, cleared=False)


@transaction.atomic
def set_embargo(*, claim: Claim, until: datetime | None, by: User, at: datetime, seen: int | None = None) -> Work:
    """Set until when a claim must not be published; None removes the embargo."""
    claim, work = locked(claim)
    actor = allowed(by, work, "claims.publish_claim")
    if work.embargo_until == until:
        return work
    work = change(work, at=at, seen=seen, embargo_until=until)
    event(Event.Verb.CLAIM_EMBARGO_SET, by=actor, at=at, claim=claim, until=until.isoformat() if until else None)
    return work


def _tick(claim: Claim, by: User, at: datetime, seen: int | None, verb: Event.Verb, *, cleared: bool) -> Work:
    claim, work = locked(claim)
    actor = allowed(by, work, "claims.hold_claim")
    if (work.legal_cleared_by is not None) == cleared:
        return work
    new: dict[str, Any] = {
        "legal_cleared_by": actor.pk if cleared else None,
        "legal_cleared_at": at if cleared else None,
    }
    work = change(work, at=at, seen=seen, **new)
    event(verb, by=actor, at=at, claim=claim)
    return work


def _reason(because: str) -> str:
    return text.require("because", because, MAX_WHY, one_line=True)
