"""Hand over a claim that somebody is working on. When a lease runs out, the queue offers the claim again by itself."""

from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from claims.models import Claim, Event, NoticeKind, Plan, Review, ReviewPart, Stage, Work
from claims.workflow import text
from claims.workflow.assignment.assign import AS_IT_IS, MAX_WORDS, Terms, give, reviewer
from claims.workflow.audit import Conflict, event
from claims.workflow.inbox.notify import News, send_news
from claims.workflow.review import review as reviews
from claims.workflow.stages import allowed, locked, status_message

CLOSED = "handed over to somebody else"


@transaction.atomic
def hand_over(
    *,
    claim: Claim,
    to: User,
    because: str,
    by: User,
    at: datetime,
    slot: int = 1,
    terms: Terms = AS_IT_IS,
    seen: int | None = None,
) -> Work:
    """Close the open review of whoever works on a claim, notify them, and give the claim to another person.

    Their draft stays theirs. Of two blind reviewers it is the one in place `slot` (1 or 2); the new one has the place
    for one lease, and nobody learns who either of them is. Raise Conflict when nobody is working on it.
    """
    because = text.require("because", because, MAX_WORDS, "Say why; whoever had it will read this.", one_line=True)
    claim, work = locked(claim)
    actor = allowed(by, work, "claims.assign_claim")
    if work.held_because:
        raise Conflict(status_message(work))
    if seen is not None and seen != work.version:
        raise Conflict(status_message(work))
    live = reviews.live_reviews(work)
    blind = work.plan == Plan.BLIND and work.stage == Stage.IN_REVIEW
    if blind and any(r.reviewer == actor.pk for r in live):
        raise Conflict("You review this claim yourself. Another editor has to hand it over.")
    theirs = next(
        (r for r in live if not r.submitted_at and (not blind or (r.part, r.slot) == (ReviewPart.REVIEWER, slot))), None
    )
    if theirs is None:
        raise Conflict("Nobody is at this place now. The queue gives it out.")
    person = reviewer(to, work)
    if any(r.reviewer == person.pk for r in live):
        raise ValidationError({"to": f"{to.get_username()} has this claim already."})
    Review.objects.filter(pk=theirs.pk).update(closed_at=at, closed_because=f"{CLOSED}: {because}")
    key = f"closed:{theirs.pk}"
    send_news([News(theirs.reviewer, NoticeKind.CLOSED, key, claim.pk, f"{CLOSED}: {because}")], at=at)
    if blind or work.stage in (Stage.SECOND, Stage.ADJUDICATION):
        reviews.begin(work=work, by=person, at=at)
    if blind:
        key = f"assigned:{claim.pk}:{theirs.pk}"
        send_news([News(person.pk, NoticeKind.ASSIGNED, key, claim.pk)], at=at)
        event(Event.Verb.CLAIM_HANDED_OVER, by=actor, at=at, claim=claim, because=because)
        return work
    return give(
        claim, work, person, actor, at=at, terms=terms, because=because, seen=None, verb=Event.Verb.CLAIM_HANDED_OVER
    )
