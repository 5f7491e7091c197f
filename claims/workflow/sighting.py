"""Enter a claim that no article holds: heard in a broadcast, sent as a tip, seen in an image, a speech or a post."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from claims.models import Claim, ClaimType, Medium, Sighting
from claims.workflow.proposals import MAX_WORDING
from claims.workflow.record import event, require
from claims.workflow.stages import allowed, locked
from sources.models import Actor

MAX_PLACE = 2_000
MAX_EXACT = 20_000
MAX_CONTACT = 300


@dataclass(frozen=True, slots=True)
class Seen:
    """Where and when a claim was seen or heard. `contact` is the tipster's: it stands in its row and nowhere else."""

    medium: str
    seen_in: str
    seen_at: datetime | None = None
    exact: str = ""
    contact: str = ""


@transaction.atomic
def enter(*, wording: str, type: str, seen: Seen, by: User, at: datetime, speaker: str = "", role: str = "") -> Claim:
    """Add a claim without an article; it is picked by it. Raises ValidationError naming the field."""
    who = require(by, "claims.add_claim")
    wording = " ".join(wording.split())
    wrong = {}
    if not wording:
        wrong["wording"] = "Say the claim in words that stand alone."
    elif len(wording) > MAX_WORDING or "\0" in wording:
        wrong["wording"] = f"At most {MAX_WORDING:,} characters, none of them NUL."
    if type not in ClaimType.values:
        wrong["type"] = f"Choose one of: {', '.join(ClaimType.values)}."
    for field, text, most in (("speaker", speaker, 300), ("role", role, 600)):
        if len(text) > most or "\0" in text:
            wrong[field] = f"At most {most} characters, none of them NUL."
    if wrong:
        raise ValidationError(wrong)
    claim = Claim.objects.create(
        wording=wording, type=type, score=1, reasons=["entered by a person"], added_by=who.pk, created_at=at,
        proposal="accepted", touched_at=at, speaker=" ".join(speaker.split()), role=" ".join(role.split()),
    )  # fmt: skip
    _sighting(claim, seen, by, who, at)
    event("claim.entered", by=who, at=at, claim=claim, medium=seen.medium)
    return claim


@transaction.atomic
def add(*, claim: Claim, seen: Seen, by: User, at: datetime) -> Sighting:
    """Say where else a claim was seen or heard."""
    claim, work = locked(claim)
    who = allowed(by, work, "claims.add_sighting")
    made = _sighting(claim, seen, by, who, at)
    event("claim.sighted", by=who, at=at, claim=claim, medium=seen.medium)
    return made


def _sighting(claim: Claim, seen: Seen, by: User, who: Actor, at: datetime) -> Sighting:
    require(by, "claims.add_sighting")
    seen_in, contact = " ".join(seen.seen_in.split()), seen.contact.strip()
    wrong = {}
    if seen.medium not in Medium.values:
        wrong["medium"] = f"Choose one of: {', '.join(Medium.values)}."
    if not seen_in:
        wrong["seen_in"] = "Say where it was seen or heard."
    if seen.seen_at is not None and seen.seen_at > at:
        wrong["seen_at"] = "That time has not come yet."
    for field, text, most in (
        ("seen_in", seen_in, MAX_PLACE), ("exact", seen.exact, MAX_EXACT), ("contact", contact, MAX_CONTACT)
    ):  # fmt: skip
        if len(text) > most or "\0" in text:
            wrong[field] = f"At most {most:,} characters, none of them NUL."
    if wrong:
        raise ValidationError(wrong)
    return Sighting.objects.create(
        claim=claim, medium=seen.medium, seen_in=seen_in, seen_at=seen.seen_at, exact=seen.exact.strip(),
        contact=contact, added_by=who.pk, created_at=at,
    )  # fmt: skip
