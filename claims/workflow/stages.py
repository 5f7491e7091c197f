"""The stages of a claim on its way to a verdict: who may move it from where to where, and what that needs.

One table, `MOVES`; a migration fills the database's own from it, and a test holds the two equal.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db.models import F

from claims.models import Claim, Proposal, Stage, Work
from claims.queries.reach import can_reach
from claims.workflow.audit import Conflict, require
from sources.models import Actor

GONE = (Proposal.MERGED, Proposal.SPLIT)  # what became of them is worked on instead


@dataclass(frozen=True, slots=True)
class Move:
    """One move between stages. `needs` is what the database or the action requires beside the permission."""

    action: str
    from_stages: tuple[Stage, ...]
    to: Stage
    permission: str
    needs: str = ""


MOVES = {
    move.action: move
    for move in (
        Move("pick", (Stage.NEW, Stage.LEFT), Stage.PICKED, "claims.pick_claim"),
        Move("leave", (Stage.NEW, Stage.PICKED), Stage.LEFT, "claims.pick_claim"),
        Move("unpick", (Stage.PICKED, Stage.LEFT), Stage.NEW, "claims.pick_claim", "an undo of one's own action"),
        Move(
            "reject",
            (Stage.NEW, Stage.PICKED, Stage.ASSIGNED, Stage.IN_REVIEW),
            Stage.LEFT,
            "claims.decide_claim",
            "which: opinion, prediction, question or vague",
        ),
        Move(
            "assign",
            (Stage.NEW, Stage.LEFT, Stage.PICKED, Stage.ASSIGNED, Stage.IN_REVIEW, Stage.RETURNED),
            Stage.ASSIGNED,
            "claims.assign_claim",
            "somebody to assign it to",
        ),
        Move("unassign", (Stage.ASSIGNED, Stage.IN_REVIEW), Stage.PICKED, "claims.assign_claim"),
        Move(
            "take",
            (Stage.PICKED, Stage.ASSIGNED, Stage.IN_REVIEW, Stage.RETURNED),
            Stage.IN_REVIEW,
            "claims.add_verdict",
            "a free place under the plan",
        ),
        Move("release", (Stage.IN_REVIEW,), Stage.PICKED, "claims.add_verdict", "one's own open review"),
        Move("hand_in", (Stage.IN_REVIEW,), Stage.SECOND, "claims.add_verdict", "a submitted review by its author"),
        Move(
            "settle", (Stage.IN_REVIEW, Stage.SECOND, Stage.ADJUDICATION), Stage.DONE, "claims.add_verdict", "a verdict"
        ),
        Move(
            "return",
            (Stage.SECOND,),
            Stage.RETURNED,
            "claims.approve_review",
            "a reason, and another person than the author",
        ),
        Move("differ", (Stage.IN_REVIEW,), Stage.ADJUDICATION, "claims.add_verdict", "two reviewers who differ"),
        Move(
            "change",
            (Stage.IN_REVIEW, Stage.SECOND, Stage.RETURNED, Stage.ADJUDICATION),
            Stage.PICKED,
            "claims.change_claim",
            "other words, speaker, role or time",
        ),
        Move("reopen", (Stage.DONE,), Stage.PICKED, "claims.pick_claim", "a reason"),
        Move(
            "reassign", (Stage.DONE,), Stage.ASSIGNED, "claims.assign_claim", "a reason, and somebody to assign it to"
        ),
    )
}
PAIRS = frozenset(
    (before.value, move.to.value) for move in MOVES.values() for before in move.from_stages if before != move.to
)


def move(claim: Claim, action: str, *, at: datetime, seen: int | None = None, **fields: Any) -> Work:
    """Move a claim by a conditional update, and change `fields` of its work with it.

    `seen` is the version of the work that the person saw. Raise Conflict with the present state when the claim is at
    another stage, has changed since, or is on legal hold. Staying at its stage is no conflict.
    """
    way = MOVES[action]
    stays = way.to if action in ("take", "assign") else None
    rows = Work.objects.filter(pk=claim.pk, stage__in=[*way.from_stages, *([stays] if stays else [])], held_because="")
    rows = rows.exclude(claim__proposal__in=GONE)
    if seen is not None:
        rows = rows.filter(version=seen)
    if way.from_stages == (Stage.DONE,):
        fields["cycle"] = F("cycle") + 1
    done = rows.update(stage=way.to, changed_at=at, **fields)
    work = Work.objects.get(pk=claim.pk)
    if not done:
        raise Conflict(status_message(work))
    touch(claim.pk, at=at)
    return work


def change(work: Work, *, at: datetime, seen: int | None = None, **fields: Any) -> Work:
    """Change fields of the work but not its stage. Raise Conflict when it has changed since `seen`."""
    rows = Work.objects.filter(pk=work.pk) if seen is None else Work.objects.filter(pk=work.pk, version=seen)
    if not rows.update(changed_at=at, **fields):
        raise Conflict(status_message(Work.objects.get(pk=work.pk)))
    work.refresh_from_db()
    touch(work.pk, at=at)
    return work


def touch(claim: int, *, at: datetime) -> None:
    """Mark a claim as worked on by a person, so that later extractions leave it alone."""
    Claim.objects.filter(pk=claim, touched_at=None).exclude(proposal=Proposal.SUPERSEDED).update(touched_at=at)


def status_message(work: Work) -> str:
    """Return where a claim stands now, for somebody who came too late."""
    if work.claim.proposal in GONE:
        return f"This claim is “{work.claim.get_proposal_display()}” now. Work on what it became."
    if work.held_because:
        return f"This claim is on legal hold ({work.held_because}): nothing moves until it is lifted."
    return f"This claim is “{work.get_stage_display()}” now. Look at it again; your text is kept."


def allowed(user: User, work: Work, permission: str) -> Actor:
    """Return the user's actor when they may do this to this claim; raise PermissionDenied when not.

    A claim of a desk is for its members, for whoever it is assigned to, and for administrators.
    """
    actor = require(user, permission)
    if not can_reach(user, work):
        raise PermissionDenied(
            f"This claim is on the desk “{work.desk}”, and you are not. An editor can assign it to you."
        )
    return actor


def may(user: User, work: Work, permission: str) -> bool:
    """Return whether `allowed` would let them."""
    return user.is_active and user.has_perm(permission) and can_reach(user, work)


def locked(claim: Claim) -> tuple[Claim, Work]:
    """Return a claim and its work under lock. Every action locks in this order, claim first."""
    found = Claim.objects.select_for_update().get(pk=claim.pk)
    return found, Work.objects.select_for_update().get(pk=claim.pk)
