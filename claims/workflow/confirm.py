"""Confirm what a claim says, who said it and in which role, before readers see it."""

from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from claims.models import Claim, Proposal
from claims.workflow.record import Conflict, event
from claims.workflow.stages import allowed, locked

LIMITS = {"wording": 2_000, "speaker": 300, "role": 600}


@transaction.atomic
def confirm(
    *, claim: Claim, by: User, at: datetime, wording: str | None = None, speaker: str | None = None,
    role: str | None = None,
) -> Claim:  # fmt: skip
    """Say that wording, speaker and role are right, as they stand or as given here (None: as it stands).

    Other words close the open reviews of the claim; once it is done they are frozen with its verdict: Conflict.
    """
    claim, work = locked(claim)
    who = allowed(by, work, "claims.change_claim")
    if claim.proposal not in (Proposal.PROPOSED, Proposal.ACCEPTED):
        raise Conflict(f"This claim is “{claim.get_proposal_display()}” now. Look at it again.")
    before, after = words(claim), words(claim)
    for field, value in (("wording", wording), ("speaker", speaker), ("role", role)):
        if value is not None:
            after[field] = _checked(field, value)
    if not after["wording"]:
        raise ValidationError({"wording": "Say what is claimed, in words that stand alone."})
    changed = {field: value for field, value in after.items() if value != before[field]}
    try:
        with transaction.atomic():
            if changed:  # apart from the confirmation: the database takes that back when words change
                Claim.objects.filter(pk=claim.pk).update(**changed, touched_at=at)
            Claim.objects.filter(pk=claim.pk).update(confirmed_at=at, confirmed_by=who.pk, touched_at=at)
    except IntegrityError as gate:
        raise Conflict("A verdict freezes the claim's words with it. Open the claim again first.") from gate
    event("claim.confirmed", by=who, at=at, claim=claim, before={field: before[field] for field in changed})
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


def _checked(field: str, value: str) -> str:
    value = " ".join(value.split())
    if "\0" in value or len(value) > LIMITS[field]:
        raise ValidationError({field: f"At most {LIMITS[field]:,} characters, none of them NUL."})
    return value
