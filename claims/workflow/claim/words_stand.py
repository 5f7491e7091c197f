"""Say that a claim's words stand as they are, though something in them is unknown or open."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from claims.gates import refusals
from claims.models import Claim, Event
from claims.pipeline.rewording import rewording
from claims.workflow import stages, text
from claims.workflow.audit import Conflict, event
from sources.models import Actor

MAX_WHY = 300
NEEDED = refusals.SENTENCES["claims.claim.needs_words_that_stand"]


@transaction.atomic
def let_stand(*, claim: Claim, because: str, by: User, at: datetime, seen: int | None = None) -> Claim:
    """Let a claim be confirmed and published with “[date unknown]” or an open meaning in its words; say why.

    It holds for these words: other ones have to be looked at again. Raise Conflict when nothing in them is open.
    """
    claim, work = stages.locked(claim)
    actor = stages.allowed(by, work, "claims.change_claim")
    if not are_open(claim):
        raise Conflict("Nothing in these words is unknown or open.")
    stages.change(work, at=at, seen=seen)
    record(claim, because, by=actor, at=at)
    claim.refresh_from_db()
    return claim


def are_open(claim: Claim) -> bool:
    """Return whether something in a claim's words is unknown or open, and nobody said that they stand."""
    return claim.words_stand_at is None and rewording.are_open(claim.wording, rewording.loaded(claim.segments))


def record(claim: Claim, because: str, *, by: Actor, at: datetime) -> None:
    """Store who says so and why. The caller holds the claim's lock. Raise ValidationError without a reason."""
    because = text.require("because", because, MAX_WHY, str(NEEDED), one_line=True)
    Claim.objects.filter(pk=claim.pk).update(
        words_stand_at=at, words_stand_by=by.pk, words_stand_because=because, touched_at=at
    )
    event(Event.Verb.CLAIM_WORDS_STAND, by=by, at=at, claim=claim, because=because, wording=claim.wording)
