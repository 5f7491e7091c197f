"""How many people a claim takes: harm, review plan, and the waivers that open a gate by hand."""

import hashlib
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from claims.gates import refusals
from claims.models import Claim, Event, Gate, Harm, Plan, Stage, Waiver, Work
from claims.workflow import text
from claims.workflow.audit import Conflict, event
from claims.workflow.review import review as reviews
from claims.workflow.stages import allowed, change, locked, move, status_message
from sources.models import Actor

ORDER = [Plan.SINGLE, Plan.PAIR, Plan.BLIND]


def due_for_audit(claim: int, *, one_in: int) -> bool:
    """Return whether a claim is drawn for blind review as an audit: by its number, so that nobody chooses."""
    return one_in > 0 and int(hashlib.sha256(f"audit:{claim}".encode()).hexdigest(), 16) % one_in == 0


def draw(claim: Claim, work: Work, *, at: datetime) -> Work:
    """Put a claim under blind review when it is drawn for audit, before anybody has begun.

    The caller holds the claim's lock. A plan that people chose with a reason stays.
    """
    if work.plan != Plan.PAIR or not due_for_audit(claim.pk, one_in=settings.AUDIT_ONE_IN):
        return work
    if reviews.live_reviews(work) or Waiver.objects.filter(claim=claim, cycle=work.cycle, gate=Gate.SECOND).exists():
        return work
    work = change(work, at=at, plan=Plan.BLIND)
    event(
        Event.Verb.PLAN_SET, by=None, at=at, claim=claim, plan=Plan.BLIND, before=Plan.PAIR, because="drawn for audit"
    )
    return work


@transaction.atomic
def set_harm(*, claim: Claim, harm: str, by: User, at: datetime, seen: int | None = None) -> Work:
    """Set how much harm a claim could do. High harm takes two blind reviewers."""
    if harm not in Harm.values:
        raise ValidationError({"harm": f"Choose one of: {', '.join(Harm.values)}."})
    claim, work = locked(claim)
    actor = allowed(by, work, "claims.assign_claim")
    plan = Plan.BLIND if harm == Harm.HIGH else work.plan
    before = {"harm": work.harm, "plan": work.plan}
    if plan == Plan.BLIND != work.plan:
        work = _start_blind_review(claim, work, actor, at=at, seen=seen)
        seen = None
    work = _change(work, at=at, seen=seen, harm=harm, plan=plan)
    event(Event.Verb.CLAIM_HARM_SET, by=actor, at=at, claim=claim, harm=harm, plan=plan, before=before)
    return work


@transaction.atomic
def set_plan(
    *,
    claim: Claim,
    plan: str,
    by: User,
    at: datetime,
    because: str = "",
    fully_blind: bool | None = None,
    seen: int | None = None,
) -> Work:
    """Set the review plan of a claim. Fewer people than planned need a reason, which stays as a waiver.

    `fully_blind` None: as it is. Raise Conflict when it would be taken back during a blind review.
    """
    if plan not in Plan.values:
        raise ValidationError({"plan": f"Choose one of: {', '.join(Plan.values)}."})
    claim, work = locked(claim)
    actor = allowed(by, work, "claims.assign_claim")
    if work.held_because:
        raise Conflict(status_message(work))
    if work.harm == Harm.HIGH and plan != Plan.BLIND:
        raise ValidationError({"plan": "A claim of high harm takes two blind reviewers. Lower the harm first."})
    before = work.plan
    if plan == Plan.SINGLE or ORDER.index(Plan(plan)) < ORDER.index(Plan(work.plan)):
        waive(claim=claim, gate=Gate.SECOND, because=because, by=by, at=at)
        work.refresh_from_db()
    if plan == Plan.BLIND != work.plan:
        work = _start_blind_review(claim, work, actor, at=at, seen=seen)
        seen = None
    hidden = plan == Plan.BLIND and (work.fully_blind if fully_blind is None else fully_blind)
    work = _change(work, at=at, seen=seen, plan=plan, fully_blind=hidden)
    event(Event.Verb.PLAN_SET, by=actor, at=at, claim=claim, plan=plan, before=before, because=because)
    return work


@transaction.atomic
def waive(*, claim: Claim, gate: str, because: str, by: User, at: datetime) -> Waiver:
    """Open a gate by hand for the present cycle: a second person, or the right of reply. The reason stays for ever."""
    if gate not in Gate.values:
        raise ValidationError({"gate": f"Choose one of: {', '.join(Gate.values)}."})
    because = text.require("because", because, text.MAX_REASON)
    claim, work = locked(claim)
    actor = allowed(by, work, "claims.waive_gate")
    existing = Waiver.objects.filter(claim=claim, cycle=work.cycle, gate=gate).first()
    if existing is not None:
        return existing
    waiver = Waiver.objects.create(
        claim=claim, cycle=work.cycle, gate=gate, because=because, waived_by=actor.pk, created_at=at
    )
    event(Event.Verb.GATE_WAIVED, by=actor, at=at, claim=claim, gate=gate, because=because)
    return waiver


def _start_blind_review(claim: Claim, work: Work, actor: Actor, *, at: datetime, seen: int | None) -> Work:
    """Close what was begun under another plan: blind reviewers start without anybody's work."""
    if seen not in (None, work.version):
        raise Conflict(status_message(work))
    if work.stage == Stage.DONE:
        return work
    because = "the plan was changed to two blind reviewers"
    begun = reviews.close_all(claim=claim, work=work, because=because, by=actor, at=at)
    if begun and work.stage in (Stage.IN_REVIEW, Stage.SECOND):
        work = move(claim, "change", at=at)
    return work


def _change(work: Work, *, at: datetime, seen: int | None, **fields: object) -> Work:
    try:
        with transaction.atomic():
            return change(work, at=at, seen=seen, **fields)
    except IntegrityError as gate:
        raise Conflict(refusals.sentence(gate)) from gate
