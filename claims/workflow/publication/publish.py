"""Show a verdict to readers, or take it away from them at once."""

import uuid
from datetime import datetime

import rfc8785
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from claims.gates import refusals
from claims.models import Claim, Correction, Event, Level, Publication, PublicationAction, Verdict
from claims.queries import publication as queries
from claims.workflow import text
from claims.workflow.audit import Conflict, event
from claims.workflow.stages import allowed, locked
from sources.models import Actor

MAX_WHY = 5_000


@transaction.atomic
def publish(
    *, claim: Claim, by: User, at: datetime, seen: int | None = None, level: str = "", because: str = ""
) -> Publication:
    """Publish a claim's latest verdict. `seen` is the number of the verdict that the person saw.

    Raise ValidationError with everything that is missing, Conflict when it is public already. After a withdrawal, a
    difference from what readers saw is a correction: it takes `level` and `because`.
    """
    claim, work = locked(claim)
    actor = allowed(by, work, "claims.publish_claim")
    verdict = latest_verdict(claim, seen)
    latest, last_seen = queries.latest_publication(claim), queries.last_shown(claim)
    if latest is not None and latest.action != PublicationAction.WITHDRAWN:
        raise Conflict("This claim is public already. What changes now is a correction.")
    check_gates(claim)
    if last_seen is None or verdict is None or queries.correction_floor(last_seen.verdict, verdict) == Level.MINOR:
        publication = put_out(claim, verdict, action=PublicationAction.PUBLISHED, by=actor, at=at)
    else:
        least = queries.correction_floor(last_seen.verdict, verdict)
        checked = check_level(level or default_level(last_seen.verdict, verdict, least), least), reason(because)
        publication = put_out(
            claim, verdict, action=PublicationAction.CORRECTED, by=actor, at=at, level=checked[0], because=checked[1]
        )
    event(
        Event.Verb.CLAIM_PUBLISHED,
        by=actor,
        at=at,
        claim=claim,
        publication=publication.pk,
        number=publication.number,
        action=publication.action,
    )
    return publication


@transaction.atomic
def withdraw_now(*, claim: Claim, because: str, by: User, at: datetime) -> Publication:
    """Withdraw a publication at once, whatever else is open; its page says that it is withdrawn, and why.

    This ends an open correction.
    """
    because = reason(because)
    claim, work = locked(claim)
    actor = allowed(by, work, "claims.publish_claim")
    latest = queries.latest_publication(claim)
    if latest is None or latest.action == PublicationAction.WITHDRAWN:
        raise Conflict("Readers do not see this claim: there is nothing to withdraw.")
    publication = put_out(claim, latest.verdict, action=PublicationAction.WITHDRAWN, by=actor, at=at, because=because)
    Correction.objects.filter(claim=claim, closed_at=None).update(
        publication=publication, closed_by=actor.pk, closed_at=at
    )
    event(
        Event.Verb.CLAIM_WITHDRAWN,
        by=actor,
        at=at,
        claim=claim,
        publication=publication.pk,
        number=publication.number,
        because=because,
    )
    return publication


def put_out(
    claim: Claim, verdict: Verdict | None, *, action: str, by: Actor, at: datetime, level: str = "", because: str = ""
) -> Publication:
    """Add the next publication of a claim. The caller holds the claim's lock, and records the event."""
    latest = queries.latest_publication(claim)
    number, under = (latest.number + 1, latest.public_id) if latest else (1, uuid.uuid4())
    if verdict is None:
        raise ValidationError({"verdict": "Publishing needs a verdict, with the work on the claim done."})
    record = queries.public_record(verdict, under=under, number=number, action=action, level=level, because=because)
    try:
        with transaction.atomic():
            return Publication.objects.create(
                claim=claim,
                public_id=under,
                number=number,
                action=action,
                level=level,
                because=because,
                verdict=verdict,
                payload=rfc8785.dumps(record).decode(),
                published_by=by.pk,
                created_at=at,
            )
    except IntegrityError as gate:
        raise ValidationError({"gate": refusals.sentence(gate)}) from gate


def latest_verdict(claim: Claim, seen: int | None) -> Verdict | None:
    """Return the latest verdict; raise Conflict when it is not the one that the person saw."""
    verdict = claim.verdicts.order_by("-number").first()
    number = verdict.number if verdict else 0
    if seen is not None and seen != number:
        raise Conflict(f"There is a newer verdict (v{number}). Look at it before you publish.")
    return verdict


def check_gates(claim: Claim) -> None:
    """Raise ValidationError with everything that publishing still needs."""
    missing = [gate.refusal for gate in queries.gates(claim) if not gate.holds]
    if missing:
        raise ValidationError({"gate": missing})


def default_level(was: Verdict, becomes: Verdict, least: str) -> str:
    """Propose the level of a correction: another rating is substantial, unless a person says that it is an update."""
    return Level.SUBSTANTIAL if was.rating != becomes.rating else least


def check_level(level: str, least: str) -> str:
    """Return a level that is at least what the difference requires."""
    if level not in Level.values:
        raise ValidationError({"level": f"Choose one of: {', '.join(Level.values)}."})
    if Level.values.index(level) < Level.values.index(least):
        raise ValidationError({"level": f"What changed makes this at least “{Level(least).label}”; it can be raised."})
    return level


def reason(because: str) -> str:
    """Return a reason that is fit for readers; raise ValidationError when there is none."""
    return text.require("because", because, MAX_WHY, f"Tell readers why, in at most {MAX_WHY:,} characters.")
