"""Merge a claim into another that says the same."""

from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from claims.gates import refusals
from claims.models import Claim, Event, Evidence, Plan, Proposal, Stage, Work
from claims.queries.blind import ALL_ARE_IN
from claims.workflow import stages
from claims.workflow.audit import Conflict, event
from claims.workflow.review import review as reviews
from sources.models import Actor, Redaction

STANDS = (Proposal.PROPOSED, Proposal.ACCEPTED)


@transaction.atomic
def merge(*, claim: Claim, into: Claim, by: User, at: datetime, seen: int | None = None) -> Claim:
    """Merge a claim into another, which gets its places and its evidence; return that one.

    A claim with a verdict is not merged into another; one without may join one that has a verdict. Raise Conflict when
    either is no longer open to it, or on legal hold.
    """
    if claim.pk == into.pk:
        raise ValidationError({"into": "Choose another claim than this one."})
    (claim, work), (into, other) = locked_both(claim, into)
    actor = stages.allowed(by, work, "claims.change_claim")
    stages.allowed(by, other, "claims.change_claim")
    for member, of in ((claim, work), (into, other)):
        if member.proposal not in STANDS:
            raise Conflict(f"“{member.wording[:80]}” is “{member.get_proposal_display()}” now. Look at it again.")
        if of.held_because:
            raise Conflict(stages.status_message(of))
        if is_under_blind_review(of):
            raise Conflict(
                f"“{member.wording[:80]}” has two reviewers who do not see each other's evidence. Merge it when both "
                "are in, or change its plan first."
            )
    if claim.verdicts.exists():
        also = into.rating and into.rating != claim.rating
        raise Conflict(
            "These claims have different verdicts: they are not the same claim."
            if also
            else "This claim has its verdict, so it stays. Merge the other one into it."
        )
    work = stages.change(work, at=at, seen=seen)
    before = put_by(claim, work, because=f"it was merged into claim {into.pk}", by=actor, at=at)
    places = bring_places(claim, into, at)
    brought = bring_evidence(claim, into, at)
    Claim.objects.filter(pk=claim.pk).update(proposal=Proposal.MERGED, merged_into=into, touched_at=at)
    Claim.objects.filter(pk=into.pk).update(touched_at=at)
    stages.change(other, at=at)
    event(Event.Verb.CLAIM_MERGED, by=actor, at=at, claim=claim, into=into.pk, before=before)
    event(Event.Verb.CLAIM_TOOK_IN, by=actor, at=at, claim=into, merged=claim.pk, places=places, evidence=brought)
    into.refresh_from_db()
    return into


def is_under_blind_review(work: Work) -> bool:
    """Return whether blind reviewers are at work on it: no evidence may leave or reach it then."""
    blind = work.plan == Plan.BLIND and work.fully_blind and work.stage not in ALL_ARE_IN
    return blind and bool(reviews.live_reviews(work))


def locked_both(*claims: Claim) -> list[tuple[Claim, Work]]:
    """Return claims and their work under lock, in the order of the arguments. Rows are always locked by id."""
    keys = [claim.pk for claim in claims]
    found = {c.pk: c for c in Claim.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    work = {w.pk: w for w in Work.objects.select_for_update().filter(pk__in=keys).order_by("pk")}
    return [(found[key], work[key]) for key in keys]


def put_by(claim: Claim, work: Work, *, because: str, by: Actor, at: datetime) -> dict[str, str]:
    """Close the reviews of a claim that makes way for others, and leave it; return its state before."""
    before = {"stage": work.stage, "proposal": claim.proposal, "which": claim.not_a_claim}
    reviews.close_all(claim=claim, work=work, because=because, by=by, at=at)
    rows = Work.objects.filter(pk=claim.pk)
    rows.filter(stage__in=[Stage.SECOND, Stage.RETURNED, Stage.ADJUDICATION]).update(stage=Stage.PICKED)
    rows.exclude(stage__in=[Stage.LEFT, Stage.DONE]).update(stage=Stage.LEFT, changed_at=at)
    return before


def bring_places(claim: Claim, into: Claim, at: datetime) -> list[int]:
    """Copy the places to the other claim; return the new rows. Those of a redacted text, which has no words, stay."""
    gone = Redaction.objects.filter(done_at__isnull=False).values("version")
    places = claim.appearances.filter(replaced_at=None).exclude(version__in=gone)
    here = set(into.appearances.filter(replaced_at=None).values_list("version", "start", "end"))
    brought = []
    for place in places:
        if (place.version_id, place.start, place.end) not in here:
            place.pk, place.claim, place._state.adding = None, into, True
            place.save()
            brought.append(place.pk)
    places.update(replaced_at=at)
    return brought


def bring_evidence(claim: Claim, into: Claim, at: datetime) -> list[int]:
    """Copy the evidence that counts to the other claim; return the new rows. Raise Conflict when a gate refuses one."""
    brought = []
    for row in Evidence.objects.filter(claim=claim, withdrawn_at=None).order_by("id"):
        row.pk, row.claim, row.created_at, row._state.adding = None, into, at, True
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError as gate:
            why = refusals.sentence(gate)
            raise Conflict(f"A piece of its evidence cannot come along. {why} Withdraw it first.") from gate
        brought.append(row.pk)
    return brought
