"""Turn a submitted review into a verdict: numbered, chained by hash, never edited."""

import hashlib
from datetime import datetime
from typing import Any

import rfc8785
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from claims.models import Claim, Proposal, Review, Verdict
from claims.workflow import review as reviews
from claims.workflow.record import Conflict, event, require

FORMAT = "verdict/1"
GENESIS = "0" * 64


def propose(
    *,
    claim: Claim,
    rating: str,
    reasons: str,
    by: User,
    at: datetime,
    sought: str = "",
    note: str = "",
    missing_context: bool = False,
    seen: int | None = None,
) -> Verdict:
    """Submit a review; under the plan of one review it yields the verdict at once.

    Changing one's mind is another call with its own reasons. `seen` is the number of the latest verdict that the
    reviewer had before them (0: none): when there is a newer one, Conflict is raised and nothing is stored. Rating a
    proposal accepts it. Raises ValidationError when a gate of the database says what is missing.
    """
    who = require(by, "claims.add_verdict")
    try:
        with transaction.atomic():
            claim = Claim.objects.select_for_update().get(pk=claim.pk)
            latest = claim.verdicts.order_by("-number").first()
            number = latest.number if latest else 0
            if seen is not None and seen != number:
                raise Conflict(f"There is a newer verdict (v{number}). Look at it before you submit yours.")
            if claim.proposal in (Proposal.REJECTED, Proposal.SUPERSEDED):
                raise Conflict("This is not taken for a claim now. Accept it first.")
            if claim.proposal == Proposal.PROPOSED:
                Claim.objects.filter(pk=claim.pk).update(proposal=Proposal.ACCEPTED, touched_at=at)
                claim.refresh_from_db()
            review = reviews.submit(
                claim=claim, rating=rating, reasons=reasons, sought=sought, note=note,
                missing_context=missing_context, by=who, at=at,
            )  # fmt: skip
            verdict = Verdict.objects.create(
                claim=claim, number=number + 1, review=review, rating=rating, decided_by=who.pk, created_at=at,
                payload=rfc8785.dumps(payload(claim, review, number + 1)).decode(), previous_hash="", hash="",
            )  # fmt: skip
            event("verdict.given", by=who, at=at, claim=claim, verdict=verdict.pk, number=number + 1, rating=rating)
    except IntegrityError as gate:
        if said := _gate(gate):
            raise ValidationError({"rating": said}) from gate
        raise
    verdict.refresh_from_db()
    return verdict


def _gate(error: IntegrityError) -> str:
    """Return what a gate says to people; empty for an error that is not a gate's."""
    said = str(error).splitlines()[0]
    return said[0].upper() + said[1:] + "." if " needs " in said else ""


def payload(claim: Claim, review: Review, number: int) -> dict[str, Any]:
    """Return what a verdict freezes: the claim as it stands, who said it, the places, the evidence, the reasons."""
    quote = claim.quote
    return {
        "format": FORMAT,
        "claim": claim.pk,
        "number": number,
        "wording": claim.wording,
        "type": claim.type,
        "speaker": quote.expert.name if quote and quote.expert else None,
        "role": str(quote.role) if quote and quote.role else None,
        "places": [
            {"version": a.version_id, "start": a.start, "end": a.end, "exact": a.exact}
            for a in claim.appearances.order_by("version_id", "start")
        ],
        "rating": review.rating,
        "missing_context": review.missing_context,
        "reasons": review.reasons,
        "sought": review.sought,
        "review": review.pk,
        "decided_by": str(review.reviewer),
        "decided_at": review.submitted_at.isoformat() if review.submitted_at else None,
        "evidence": [
            {
                "id": e.pk,
                "kind": e.kind,
                "stance": e.stance,
                "url": e.url,
                "version": e.version_id or (e.fetch.version_id if e.fetch else None),
                "upload": e.upload.sha256 if e.upload else None,
            }
            for e in claim.evidence.filter(withdrawn_at=None).select_related("fetch").defer("fetch__raw").order_by("id")
        ],
    }


def chained(previous: str, payload: str) -> str:
    """Return sha256(previous hash ‖ payload) in hexadecimal, as the database computes it."""
    return hashlib.sha256((previous + payload).encode()).hexdigest()


def first_broken(claim: Claim) -> Verdict | None:
    """Walk a claim's chain; return the first verdict that does not follow from the one before it."""
    previous = GENESIS
    for number, verdict in enumerate(claim.verdicts.order_by("number"), start=1):
        if (
            verdict.number != number
            or verdict.previous_hash != previous
            or verdict.hash != chained(previous, verdict.payload)
        ):
            return verdict
        previous = verdict.hash
    return None
