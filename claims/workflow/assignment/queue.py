"""Give each reviewer another claim."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet, TextField
from django.db.models.fields.json import KT
from django.db.models.functions import Cast

from claims.models import Appearance, Claim, Event, Plan, Proposal, Review, ReviewPart, Stage, Work
from claims.queries.reach import reachable
from claims.workflow import text
from claims.workflow.assignment.triage import due_first
from claims.workflow.audit import Conflict, event, require
from claims.workflow.review import verdict
from claims.workflow.stages import allowed, locked
from sources.models import Actor

TRIES = 20
MAX_WHY = 300


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What a reviewer asks for; empty: anything. `due_before` in UTC, `language` as BCP 47."""

    desk: int | None = None
    language: str = ""
    harm: str = ""
    due_before: datetime | None = None


ANYTHING = QueueFilter()


def take_next(*, by: User, at: datetime, wanted: QueueFilter = ANYTHING) -> Review | None:
    """Take the next claim that this person may work on; return the open review with its lease, None when none waits.

    Two people who ask at the same time get different claims: locked rows are skipped.
    """
    actor = require(by, "claims.add_verdict")
    for _try in range(TRIES):
        try:
            with transaction.atomic():
                work = (
                    waiting_for(by, actor, at=at, wanted=wanted)
                    .select_related("claim")
                    .only("claim__id")
                    # Claim first, like every action: who holds the claim waits for its work, and would wait for us.
                    .select_for_update(skip_locked=True, of=("claim", "self"))
                    .first()
                )
                if work is None:
                    return None
                return verdict.take(claim=work.claim, by=by, at=at)
        except Conflict:  # a place was taken between looking and locking: look again
            continue
    return None


def waiting_for(by: User, actor: Actor, *, at: datetime, wanted: QueueFilter = ANYTHING) -> QuerySet[Work]:
    """Return the work that this person may take now, in the order of the queue."""
    cycle = Review.objects.filter(claim=OuterRef("pk"), cycle=OuterRef("cycle"), closed_at=None, returned_because="")
    mine = cycle.filter(reviewer=actor.pk)
    taken = cycle.filter(Q(submitted_at__isnull=False) | Q(lease_until__gt=at))
    first, second = (taken.filter(part=ReviewPart.REVIEWER, slot=slot) for slot in (1, 2))
    open_to_me = Q(stage=Stage.PICKED) | Q(stage__in=[Stage.ASSIGNED, Stage.RETURNED], assigned_to=actor.pk)
    ways: Any = (open_to_me | Q(stage=Stage.IN_REVIEW)) & (
        (~Q(plan=Plan.BLIND) & ~Exists(taken.filter(part=ReviewPart.AUTHOR)))
        | (Q(plan=Plan.BLIND) & ~(Q(Exists(first)) & Q(Exists(second))))
    )
    if by.has_perm("claims.approve_review"):
        ways |= Q(stage=Stage.SECOND) & ~Exists(taken.filter(part=ReviewPart.APPROVER))
    if by.has_perm("claims.adjudicate_review"):
        ways |= Q(stage=Stage.ADJUDICATION) & ~Exists(taken.filter(part=ReviewPart.ADJUDICATOR))
    skipped = Event.objects.alias(in_cycle=KT("data__cycle"), at_stage=KT("data__stage")).filter(
        claim=OuterRef("pk"),
        verb=Event.Verb.CLAIM_SKIPPED,
        actor=actor.pk,
        at_stage=OuterRef("stage"),
        in_cycle=Cast(OuterRef("cycle"), TextField()),
    )
    rows = Work.objects.filter(
        ~Exists(mine),
        ~Exists(skipped),
        Q(waiting_until=None) | Q(waiting_until__lte=at),
        ways,
        reachable(by),
        held_because="",
        claim__proposal__in=[Proposal.PROPOSED, Proposal.ACCEPTED],
        stage__in=[Stage.PICKED, Stage.ASSIGNED, Stage.IN_REVIEW, Stage.RETURNED, Stage.SECOND, Stage.ADJUDICATION],
    )
    if wanted.desk:
        rows = rows.filter(desk=wanted.desk)
    if wanted.harm:
        rows = rows.filter(harm=wanted.harm)
    if wanted.due_before:
        rows = rows.filter(due_at__lte=wanted.due_before)
    if wanted.language:
        seen = Appearance.objects.filter(claim=OuterRef("pk"), version__article__language=wanted.language)
        rows = rows.filter(Exists(seen))
    return rows.order_by(*due_first())


@transaction.atomic
def skip(*, claim: Claim, because: str, by: User, at: datetime) -> None:
    """Pass over a claim, with a reason: the queue does not offer it to this person again at this stage."""
    because = text.require("because", because, MAX_WHY, "Say in a few words why you skip it.")
    claim, work = locked(claim)
    actor = allowed(by, work, "claims.add_verdict")
    mine = Review.objects.filter(
        claim=claim, cycle=work.cycle, reviewer=actor.pk, submitted_at=None, closed_at=None
    ).first()
    if mine is not None:
        verdict.give_back(review=mine, because=because, by=by, at=at)
        work.refresh_from_db()
    event(Event.Verb.CLAIM_SKIPPED, by=actor, at=at, claim=claim, because=because, cycle=work.cycle, stage=work.stage)
