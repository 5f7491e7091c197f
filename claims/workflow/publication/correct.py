"""Put a published claim right: readers see at once that it is under way, and then what changed."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from claims.models import Claim, Correction, Event, Publication, PublicationAction, Stage, Work
from claims.queries import publication as queries
from claims.workflow import text
from claims.workflow.audit import Conflict, event
from claims.workflow.publication import publish
from claims.workflow.stages import allowed, locked, move


@transaction.atomic
def begin(*, claim: Claim, because: str, by: User, at: datetime, due_at: datetime | None = None) -> Correction:
    """Open a correction of a published claim: its page says so at once, and the claim is opened again.

    `because` is internal. Raise Conflict when one is open already, or readers do not see the claim.
    """
    because = text.require("because", because, publish.MAX_WHY, "Say what seems wrong.")
    claim, work = locked(claim)
    actor = allowed(by, work, "claims.add_correction")
    last_seen = queries.latest_publication(claim)
    if last_seen is None or last_seen.action == PublicationAction.WITHDRAWN:
        raise Conflict("Readers do not see this claim: there is nothing to correct.")
    if queries.open_correction(claim):
        raise Conflict("This claim is being corrected already.")
    correction = Correction.objects.create(
        claim=claim, because=because, opened_by=actor.pk, created_at=at, due_at=due_at
    )
    newest = claim.verdicts.order_by("-number").first()
    if work.stage == Stage.DONE and not work.held_because and newest == last_seen.verdict:
        move(claim, "reopen", at=at, assigned_to=None, assigned_by=None, due_at=due_at)
    event(Event.Verb.CORRECTION_OPENED, by=actor, at=at, claim=claim, correction=correction.pk, because=because)
    return correction


@transaction.atomic
def finish(
    *, claim: Claim, because: str, by: User, at: datetime, level: str = "", seen: int | None = None
) -> Publication:
    """Publish the corrected verdict, with a reason for readers. `level` empty: what the difference requires.

    Raise ValidationError with everything that is missing, or when the level is too low for what changed.
    """
    because = publish.reason(because)
    claim, work = locked(claim)
    actor = allowed(by, work, "claims.publish_claim")
    correction, last_seen = queries.open_correction(claim), queries.last_shown(claim)
    if correction is None or last_seen is None:
        raise Conflict("No correction of this claim is open.")
    verdict = publish.latest_verdict(claim, seen)
    publish.check_gates(claim)
    assert verdict is not None  # the gates say so
    if verdict == last_seen.verdict:
        raise Conflict("Nothing has changed since.")
    least = queries.correction_floor(last_seen.verdict, verdict)
    level = publish.check_level(level or publish.default_level(last_seen.verdict, verdict, least), least)
    publication = publish.put_out(
        claim, verdict, action=PublicationAction.CORRECTED, by=actor, at=at, level=level, because=because
    )
    _close(correction, actor.pk, at, publication=publication)
    event(
        Event.Verb.CLAIM_CORRECTED,
        by=actor,
        at=at,
        claim=claim,
        publication=publication.pk,
        number=publication.number,
        level=level,
        because=because,
    )
    return publication


@transaction.atomic
def drop(*, claim: Claim, because: str, by: User, at: datetime) -> Work:
    """End a correction because what readers see was right. The claim stays open until its next verdict."""
    because = text.require("because", because, publish.MAX_WHY, "Say why nothing is corrected.")
    claim, work = locked(claim)
    actor = allowed(by, work, "claims.add_correction")
    correction = queries.open_correction(claim)
    if correction is None:
        raise Conflict("No correction of this claim is open.")
    _close(correction, actor.pk, at, dropped_because=because)
    event(Event.Verb.CORRECTION_DROPPED, by=actor, at=at, claim=claim, correction=correction.pk, because=because)
    return work


def _close(correction: Correction, by: object, at: datetime, **how: object) -> None:
    Correction.objects.filter(pk=correction.pk, closed_at=None).update(closed_by=by, closed_at=at, **how)
