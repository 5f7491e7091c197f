"""Confirm what a claim says, who said it and in which role, before readers see it."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from claims.models import Claim, Event, Proposal
from claims.workflow.audit import Conflict, event
from claims.workflow.claim import wording as words_of
from claims.workflow.claim import words_stand
from claims.workflow.stages import allowed, locked


@transaction.atomic
def confirm(
    *,
    claim: Claim,
    by: User,
    at: datetime,
    wording: str | None = None,
    speaker: str | None = None,
    role: str | None = None,
    words_stand_because: str = "",
    seen: int | None = None,
) -> Claim:
    """Confirm wording, speaker and role, as they are or as passed in (None: as it is).

    Other words are a change as in `wording.change`: they close the open reviews, and are refused with Conflict on legal
    hold or once the claim is done. So is a change since `seen`, the version of the work. Where something in the words
    is unknown or open, `words_stand_because` says why they stand as they are.
    """
    claim, work = locked(claim)
    actor = allowed(by, work, "claims.change_claim")
    if claim.proposal not in (Proposal.PROPOSED, Proposal.ACCEPTED):
        raise Conflict(f"This claim is “{claim.get_proposal_display()}” now. Look at it again.")
    before = words(claim)
    other: dict[str, Any] = {}
    for field, value in (("wording", wording), ("speaker", speaker), ("role", role)):
        if value is not None:
            value = words_of.checked(field, value)
            if value != before[field]:
                other[field] = value
    if not before["wording"]:
        raise ValidationError({"wording": "Say what is claimed, in words that stand alone."})
    if seen is not None and seen != work.version:
        raise Conflict("This claim was changed meanwhile. Read its words again before you confirm them.")
    if other:
        claim = words_of.change(claim=claim, by=by, at=at, **other)
    if words_stand.are_open(claim):
        try:
            words_stand.record(claim, words_stand_because, by=actor, at=at)
        except ValidationError as wrong:
            raise ValidationError({"words_stand_because": wrong.messages}) from None
    # Apart from the change: the database takes a confirmation back when words change.
    try:
        with transaction.atomic():
            Claim.objects.filter(pk=claim.pk).update(confirmed_at=at, confirmed_by=actor.pk, touched_at=at)
    except IntegrityError as gate:
        raise Conflict(words_of.FROZEN) from gate
    event(Event.Verb.CLAIM_CONFIRMED, by=actor, at=at, claim=claim, before={field: before[field] for field in other})
    claim.refresh_from_db()
    return claim


def words(claim: Claim) -> dict[str, str]:
    """Return wording, speaker and role as they hold now: a person's correction, else what the article prints."""
    quote = claim.quote
    return {
        "wording": claim.wording,
        "speaker": claim.speaker or (quote.expert.name if quote and quote.expert else ""),
        "role": claim.role or (str(quote.role) if quote and quote.role else ""),
    }
