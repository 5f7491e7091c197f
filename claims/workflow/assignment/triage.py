"""Pick what to check out of far too much, and leave the rest, seen."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F, QuerySet

from claims.models import Appearance, Claim, Event, Proposal, Stage, Work
from claims.models.work import HARM_RANK
from claims.queries.reach import reachable
from claims.workflow import text
from claims.workflow.audit import Conflict, event, require
from claims.workflow.stages import allowed, change, locked, move, status_message
from sources.models import Actor, ArticleVersion

# One tap each; a desk may write its own words instead.
WHY = ("harm", "reach", "asked for", "named party accused", "easy to check", "part of a pattern")
MAX_WHY = 200


@transaction.atomic
def pick(*, claim: Claim, because: str = "", by: User, at: datetime, seen: int | None = None) -> Work:
    """Pick a claim to check, with a word why: it is accepted as a claim and waits in the queue.

    Picking it again only changes the reason. Raise Conflict when it is past picking, or has changed since `seen`.
    """
    because = text.require("because", because, MAX_WHY, needed="")
    claim, work = locked(claim)
    actor = allowed(by, work, "claims.pick_claim")
    if claim.proposal in (Proposal.SUPERSEDED, Proposal.MERGED, Proposal.SPLIT):
        raise Conflict(f"This claim is “{claim.get_proposal_display()}” now. Look at it again.")
    before = {"stage": work.stage, "proposal": claim.proposal, "which": claim.not_a_claim}
    if work.stage == Stage.PICKED:
        return change(work, at=at, seen=seen, picked_because=because)
    work = move(claim, "pick", at=at, seen=seen, picked_because=because)
    Claim.objects.filter(pk=claim.pk).update(proposal=Proposal.ACCEPTED, not_a_claim="", touched_at=at)
    event(Event.Verb.CLAIM_PICKED, by=actor, at=at, claim=claim, because=because, before=before)
    return work


@transaction.atomic
def leave(*, claim: Claim, by: User, at: datetime, seen: int | None = None) -> Work:
    """Mark a claim as seen and not picked; it is not rejected and can be picked any time."""
    claim, work = locked(claim)
    actor = allowed(by, work, "claims.pick_claim")
    if work.stage == Stage.LEFT:
        return work
    before = {
        "stage": work.stage,
        "proposal": claim.proposal,
        "which": claim.not_a_claim,
        "because": work.picked_because,
    }
    work = move(claim, "leave", at=at, seen=seen, picked_because="")
    event(Event.Verb.CLAIM_LEFT, by=actor, at=at, claim=claim, before=before)
    return work


@transaction.atomic
def leave_rest(*, version: ArticleVersion, by: User, at: datetime) -> int:
    """Leave every claim of an article that nobody has looked at yet; return how many were left."""
    actor = require(by, "claims.pick_claim")
    here = Appearance.objects.filter(version=version, replaced_at=None).values("claim")
    keys = _free(Claim.objects.filter(pk__in=here, proposal=Proposal.PROPOSED), Stage.NEW, by)
    done = Work.objects.filter(pk__in=keys).update(stage=Stage.LEFT, changed_at=at)
    Claim.objects.filter(pk__in=keys, touched_at=None).update(touched_at=at)
    if done:
        event(Event.Verb.ARTICLE_REST_LEFT, by=actor, at=at, article=version.article_id, claims=keys)
    return done


@transaction.atomic
def take_back_rest(*, version: ArticleVersion, by: User, at: datetime) -> int:
    """Undo this person's last `leave_rest`; return how many claims nobody had looked at again."""
    actor = require(by, "claims.pick_claim")
    keys = _free(Claim.objects.filter(pk__in=left_last(version=version, by=actor)), Stage.LEFT, by)
    done = Work.objects.filter(pk__in=keys).update(stage=Stage.NEW, changed_at=at)
    if done:
        event(Event.Verb.ARTICLE_REST_TAKEN_BACK, by=actor, at=at, article=version.article_id, claims=keys)
    return done


def _free(claims: QuerySet[Claim], stage: Stage, by: User) -> list[int]:
    """Lock claims and then their work, as every action does; return those at this stage that this person may move.

    A claim on legal hold is left alone.
    """
    asked = claims.filter(work__stage=stage).select_for_update(of=("self",)).order_by("pk")
    keys = list(asked.values_list("pk", flat=True))
    rows = Work.objects.filter(reachable(by), pk__in=keys, stage=stage, held_because="")
    return list(rows.select_for_update(of=("self",)).order_by("pk").values_list("pk", flat=True))


def left_last(*, version: ArticleVersion, by: Actor) -> list[int]:
    """Return the claims that this person's last action on the article left and that nobody has touched since."""
    actions = Event.objects.filter(article=version.article_id, verb__startswith="article.rest_", actor=by.pk)
    last = actions.order_by("-id").first()
    if last is None or last.verb != Event.Verb.ARTICLE_REST_LEFT:
        return []
    since = Event.objects.filter(claim__in=last.data["claims"], id__gt=last.pk).values("claim")
    untouched = Work.objects.filter(pk__in=last.data["claims"], stage=Stage.LEFT).exclude(pk__in=since)
    return list(untouched.filter(claim__appearances__version=version).distinct().values_list("pk", flat=True))


@transaction.atomic
def unpick(*, claim: Claim, by: User, at: datetime) -> Work:
    """Put a claim back to “not looked at”: neither picked nor left."""
    claim, work = locked(claim)
    actor = allowed(by, work, "claims.pick_claim")
    if work.held_because or claim.verdicts.exists():
        raise Conflict(status_message(work))
    work = move(claim, "unpick", at=at, picked_because="")
    event(Event.Verb.CLAIM_UNPICKED, by=actor, at=at, claim=claim)
    return work


def due_first() -> list[Any]:
    """Return the order of the queue: by due time, then by harm, then by score.

    The index `work_queue` has this very order.
    """
    return [F("due_at").asc(nulls_last=True), HARM_RANK.asc(), "-score", "claim_id"]
