"""Take or decline another wording that is offered, since more became known while somebody worked on the claim."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from claims import reword
from claims.models import Claim, Event
from claims.workflow import stages
from claims.workflow.audit import Conflict, event
from claims.workflow.claim import wording

GONE = "No other wording is on offer any more. Look at the claim again."


@transaction.atomic
def take(*, claim: Claim, by: User, at: datetime, seen: int | None = None) -> Claim:
    """Let a claim say what is offered: a change of its words like any other, which closes reviews.

    Raise Conflict when nothing is on offer, on legal hold, and while a verdict freezes the words.
    """
    claim, work = stages.locked(claim)
    actor = stages.allowed(by, work, "claims.change_claim")
    wording.ready(claim, work)
    if not claim.offered:
        raise Conflict(GONE)
    before = {"wording": claim.wording, "segments": claim.segments, "offered": claim.offered}
    after = {"wording": reword.offered_wording(claim), "segments": claim.offered, "offered": []}
    work = stages.change(work, at=at, seen=seen)
    wording.rewrite(claim, work, after, by=actor, at=at)
    event(Event.Verb.CLAIM_CHANGED, by=actor, at=at, claim=claim, before=before, after=after, dropped=[])
    claim.refresh_from_db()
    return claim


@transaction.atomic
def decline(*, claim: Claim, by: User, at: datetime, seen: int | None = None) -> Claim:
    """Leave the words as they are. The same wording is not offered again; another one is."""
    claim, work = stages.locked(claim)
    actor = stages.allowed(by, work, "claims.change_claim")
    if not claim.offered:
        raise Conflict(GONE)
    declined = reword.offered_wording(claim)
    stages.change(work, at=at, seen=seen)
    Claim.objects.filter(pk=claim.pk).update(offered=[])
    event(Event.Verb.CLAIM_OFFER_DECLINED, by=actor, at=at, claim=claim, wording=declined)
    claim.refresh_from_db()
    return claim
