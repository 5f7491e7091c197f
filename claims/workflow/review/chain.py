"""The chain of a claim's verdicts: each holds the hash of the one before it."""

import hashlib

from claims.models import Claim, Verdict

GENESIS = "0" * 64  # what stands before the first one


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
