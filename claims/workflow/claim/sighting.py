"""Enter a claim that no article holds: heard in a broadcast, sent as a tip, seen in an image, a speech or a post."""

from dataclasses import asdict, dataclass, replace
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet

from claims.models import Claim, ClaimType, Event, Medium, Sighting
from claims.workflow import text
from claims.workflow.audit import event, require
from claims.workflow.claim.proposals import MAX_WORDING
from claims.workflow.claim.wording import statements_of
from claims.workflow.stages import allowed, locked, touch
from claims.workflow.text import Limit
from sources.models import Actor

MAX_PLACE = 2_000
MAX_EXACT = 20_000
MAX_CONTACT = 300
MAX_SPEAKER = 300
MAX_ROLE = 600
DOUBLE_PRESS = timedelta(minutes=1)  # the same again from the same person within it is a button that was pressed twice


@dataclass(frozen=True, slots=True)
class SightingDetails:
    """Where and when a claim was seen or heard. `contact` is the tipster's: it stands in its row and nowhere else."""

    medium: str
    seen_in: str
    seen_at: datetime | None = None
    exact: str = ""
    contact: str = ""


@transaction.atomic
def enter(
    *, wording: str, type: str, seen: SightingDetails, by: User, at: datetime, speaker: str = "", role: str = ""
) -> Claim:
    """Add a claim without an article; it counts as picked. Raise ValidationError naming the field."""
    actor = require(by, "claims.add_claim")
    wording, speaker, role = text.line(wording), text.line(speaker), text.line(role)
    wrong = text.faults(
        {
            "wording": (wording, Limit(MAX_WORDING, "Say the claim in words that stand alone.")),
            "speaker": (speaker, Limit(MAX_SPEAKER)),
            "role": (role, Limit(MAX_ROLE)),
        }
    )
    if type not in ClaimType.values:
        wrong["type"] = f"Choose one of: {', '.join(ClaimType.values)}."
    if wrong:
        raise ValidationError(wrong)
    seen = _checked(seen, by, at)
    fields = {
        "wording": wording,
        "type": type,
        "speaker": speaker,
        "role": role,
        "added_by": actor.pk,
    }
    Actor.objects.select_for_update(no_key=True).get(pk=actor.pk)  # there is no claim yet to wait for
    existing = Claim.objects.filter(
        **fields, created_at__gt=at - DOUBLE_PRESS, sightings__in=_just_written(seen, actor, at)
    ).first()
    if existing is not None:
        return existing
    claim = Claim.objects.create(
        **fields,
        statements=statements_of(wording),
        score=1,
        reasons=["entered by a person"],
        created_at=at,
        proposal="accepted",
        touched_at=at,
    )
    _put(claim, seen, actor, at)
    event(Event.Verb.CLAIM_ENTERED, by=actor, at=at, claim=claim, medium=seen.medium)
    return claim


@transaction.atomic
def add(*, claim: Claim, seen: SightingDetails, by: User, at: datetime) -> Sighting:
    """Record where else a claim was seen or heard."""
    claim, work = locked(claim)
    actor = allowed(by, work, "claims.add_sighting")
    seen = _checked(seen, by, at)
    existing = _just_written(seen, actor, at).filter(claim=claim).first()
    if existing is not None:
        return existing
    sighting = _put(claim, seen, actor, at)
    touch(claim.pk, at=at)
    event(Event.Verb.CLAIM_SIGHTED, by=actor, at=at, claim=claim, medium=seen.medium)
    return sighting


def _checked(seen: SightingDetails, by: User, at: datetime) -> SightingDetails:
    """Return a sighting as it is stored. Raise ValidationError naming the field."""
    require(by, "claims.add_sighting")
    seen = replace(seen, seen_in=text.line(seen.seen_in), exact=seen.exact.strip(), contact=seen.contact.strip())
    wrong = text.faults(
        {
            "seen_in": (seen.seen_in, Limit(MAX_PLACE, "Say where it was seen or heard.")),
            "exact": (seen.exact, Limit(MAX_EXACT)),
            "contact": (seen.contact, Limit(MAX_CONTACT)),
        }
    )
    if seen.medium not in Medium.values:
        wrong["medium"] = f"Choose one of: {', '.join(Medium.values)}."
    if seen.seen_at is not None and seen.seen_at > at:
        wrong["seen_at"] = "That time has not come yet."
    if wrong:
        raise ValidationError(wrong)
    return seen


def _just_written(seen: SightingDetails, actor: Actor, at: datetime) -> QuerySet[Sighting]:
    """Return what the same person recorded a moment ago."""
    return Sighting.objects.filter(**asdict(seen), added_by=actor.pk, created_at__gt=at - DOUBLE_PRESS)


def _put(claim: Claim, seen: SightingDetails, actor: Actor, at: datetime) -> Sighting:
    return Sighting.objects.create(claim=claim, **asdict(seen), added_by=actor.pk, created_at=at)
